/**
 * The one button on the demo co-operative with every plugin on: how long an all-inclusive plan
 * takes, and how many assignments of ten steps are started in a second.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planAssignment } from '../core/assignment/plan-assignment.js';
import { startAssignment } from '../core/assignment/start-assignment.js';
import { coreServices } from '../core/core-services.js';
import { coreDomains } from '../core/domains.js';
import { verifyLedger } from '../core/money/ledger/verify.js';
import { systemClock } from '../core/platform/clock.js';
import { readConfig } from '../core/platform/config.js';
import type { Context } from '../core/platform/context.js';
import { allScripts } from '../core/platform/core-scripts.js';
import { migrate } from '../core/platform/database/migrate.js';
import { openDatabase } from '../core/platform/database/pool.js';
import type { Sql } from '../core/platform/database/sql.js';
import { loadPlugins } from '../core/platform/host/load-plugins.js';
import { globalId, newId } from '../core/platform/ids.js';
import { type OpenPlatform, openPlatform } from '../core/platform/open.js';
import { grantsOf } from '../core/platform/permissions.js';
import { Loaders } from '../core/platform/read/loaders.js';
import { addDays } from '../core/sdk/civil-days.js';
import { buildGraph } from '../gateway/graph/build-graph.js';
import { seedDemo } from '../seeds/demo/seed-demo.js';

export interface ButtonFigure {
  /** Steps of the all-inclusive plan. */
  readonly steps: number;
  readonly planMs: number;
  readonly startedPerSecond: number;
}

const plans = 60;
const starts = 150;
const callers = 8;
const activities = 30;

export async function benchButton(url: string): Promise<ButtonFigure> {
  const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: await mkdtemp(join(tmpdir(), 'b-')) });
  const plugins = await loadPlugins(config.plugins);
  await migrate(url, await allScripts(plugins));
  const platform = await openPlatform({
    ...{ config, url, clock: systemClock, domains: coreDomains, services: coreServices, plugins },
  });
  const owner = openDatabase({
    ...{ url, size: 1, statementTimeoutMs: 0, lockTimeoutMs: 0, role: null },
  });
  try {
    const { schema } = await buildGraph({ domains: coreDomains, plugins, compose: false });
    await seedDemo(platform, schema, url);
    const place = await placeOf(owner);
    const planned = await planning(platform, place);
    const startedPerSecond = await starting(platform, await activitiesLike(owner, place));
    if (!(await verifyLedger(owner)).ok) throw new Error('The ledger is not proved.');
    return { ...planned, startedPerSecond };
  } finally {
    await platform.close();
    await owner.close();
    await rm(config.dataDir, { recursive: true });
  }
}

interface Place {
  readonly cooperativeId: string;
  readonly memberId: string;
  readonly activityId: string;
  readonly clientId: string;
  readonly workerId: string;
}

async function placeOf(owner: Sql): Promise<Place> {
  const [place] = await owner.query<Place & Record<string, unknown>>(
    `select a.cooperative_id as "cooperativeId", m.id as "memberId", a.id as "activityId",
       c.id as "clientId", w.id as "workerId"
     from core.activity a
     join core.member m on m.id = a.manager_id and m.subject = 'demo|member-film'
     join core.client c on c.activity_id = a.id
     join core.member w on w.subject = 'demo|technician' limit 1`,
  );
  if (place === undefined) throw new Error('The demo has no film maker with a client.');
  return place;
}

/** Steps of one activity take their turns; a co-operative has many activities. */
async function activitiesLike(owner: Sql, place: Place): Promise<Place[]> {
  const copies = Array.from({ length: activities }, () => ({
    ...{ ...place, activityId: newId(), clientId: newId() },
  }));
  for (const { activityId, clientId } of copies) {
    const like = (table: string, ids: string, where: string) =>
      owner.query(
        `insert into core.${table} select (jsonb_populate_record(t, ${ids})).*
         from core.${table} t where t.${where} = $3 and $1::uuid <> $2::uuid`,
        [
          activityId,
          clientId,
          where === 'id' && table === 'client' ? place.clientId : place.activityId,
        ],
      );
    await like('activity', `jsonb_build_object('id', $1::uuid)`, 'id');
    await like('participation', `jsonb_build_object('activity_id', $1::uuid)`, 'activity_id');
    const owned = `jsonb_build_object('id', $2::uuid, 'activity_id', $1::uuid)`;
    await like('client', owned, 'id');
  }
  return copies;
}

/** The caller as a new request would have them. */
function contextOf(platform: OpenPlatform, { cooperativeId, memberId }: Place): Context {
  const roles = ['MEMBER'] as const;
  const viewer = {
    ...{ subject: 'demo|member-film', cooperativeId, memberId, roles: [...roles], token: null },
    grants: grantsOf([...roles], platform.roleGrants),
  };
  return { platform, viewer, locale: 'en', requestId: newId(), loaders: new Loaders() };
}

/** What a member knows, and nothing else: every tool is asked whether it has something to offer. */
async function planning(platform: OpenPlatform, place: Place) {
  const days = daysFrom(platform.clock.today());
  const request = {
    ...{ activityId: globalId('Activity', place.activityId), title: 'Bench', allInclusive: true },
    ...{ clientId: globalId('Client', place.clientId), amount: '9000.00', days },
    ...{ places: ['Gent', 'Liège'], people: [globalId('Member', place.workerId)] },
    needs: ['equipment', 'workspace'],
    work: { kind: 'task', jointCommittee: '303.01', hoursPerDay: '7.6', budget: '820.00' },
  };
  const times: number[] = [];
  let steps = 0;
  for (let n = 0; n < plans; n++) {
    const from = performance.now();
    const { id, violations } = await planAssignment(contextOf(platform, place), request);
    times.push(performance.now() - from);
    const errors = violations.filter(({ severity }) => severity === 'ERROR');
    if (id === null || errors.length > 0) throw new Error(JSON.stringify(violations));
    const sql = 'select count(*)::int as n from core.assignment_step where assignment_id = $1';
    [{ n: steps } = { n: 0 }] = await ownCount(platform, sql, id);
  }
  // The first are those of a server that has just started.
  const warm = times.slice(plans / 3).sort((a, b) => a - b);
  return { steps, planMs: warm[warm.length >> 1] as number };
}

const ownCount = (platform: OpenPlatform, sql: string, id: string) =>
  platform.database.query<{ n: number }>(sql, [id]);

/** Ten tools in each, by several callers at once; what they start runs in its own time. */
async function starting(platform: OpenPlatform, places: readonly Place[]): Promise<number> {
  const steps = await tenSteps(platform);
  const ids: string[] = [];
  for (let n = 0; n < starts; n++) {
    const place = places[n % places.length] as Place;
    const { id, violations } = await planAssignment(contextOf(platform, place), {
      ...{ activityId: globalId('Activity', place.activityId), title: `Bench ${n}`, steps },
      clientId: globalId('Client', place.clientId),
    });
    if (id === null) throw new Error(JSON.stringify(violations));
    ids.push(id);
  }
  const queue = ids.values();
  const from = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (const id of queue) {
        const order = { id: globalId('Assignment', id) };
        const once = { key: newId(), input: order };
        const caller = contextOf(platform, places[0] as Place);
        const { violations } = await startAssignment(caller, order, once);
        if (violations.length > 0) throw new Error(JSON.stringify(violations));
      }
    }),
  );
  return (starts * 1_000) / (performance.now() - from);
}

async function tenSteps(platform: OpenPlatform) {
  const day = daysFrom(platform.clock.today())[0] as string;
  const lines = [{ description: 'A day', unitPrice: '1000.00' }];
  const days = { from: day, until: day };
  const cover = (risk: string) => ({
    tool: 'insurance.cover',
    input: { ...days, risk, value: '500.00' },
  });
  const [item] = await platform.database.query<{ id: string }>(
    'select id from equipment.item order by id limit 1',
  );
  const travellers = [{ name: 'A. Traveller' }];
  return [
    { tool: 'quote', input: { lines, validUntil: day } },
    { tool: 'invoice', input: { lines } },
    { tool: 'advance', input: {} },
    { tool: 'collection.pursue', input: {} },
    ...[cover('LIABILITY'), cover('EQUIPMENT'), cover('ACCIDENT')],
    { tool: 'mobility.van', input: { ...days, category: 'van-small' } },
    { tool: 'equipment.rent', input: { ...days, itemId: `EquipmentItem:${item?.id}` } },
    {
      tool: 'mobility.train-tickets',
      input: { origin: 'Gent', destination: 'Liège', outwardOn: day, travellers },
    },
  ];
}

/** Two days that are next to each other, three weeks from now. */
const daysFrom = (today: string): string[] => [addDays(today, 20), addDays(today, 21)];
