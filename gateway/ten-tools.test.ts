import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { assignmentCalls, coreSteps, type WishedStep } from '../core/assignment/testing/calls.js';
import {
  type AssignmentWorld,
  assignmentWorld,
  proveLedger,
} from '../core/assignment/testing/world.js';
import { fundHas } from '../core/employment/testing/world.js';
import { readConfig } from '../core/platform/config.js';
import { loadPlugins } from '../core/platform/host/load-plugins.js';
import { systemContext } from '../core/platform/host/system-viewer.js';
import { testWith } from './testing/with-plugins.js';

let world: AssignmentWorld;

beforeAll(async () => {
  const plugins = await loadPlugins(readConfig({}).plugins);
  world = await assignmentWorld(plugins);
  const { p } = world;
  for (const { name, seeds } of plugins) {
    const ctx = p.platform.host.context(systemContext(p.platform, p.cooperativeId), name);
    await seeds.reference?.(ctx);
    await seeds.demo?.(ctx, []);
  }
  await fundHas(p, 10_000_00n);
});
afterAll(() => world.p.close());

/**
 * Every one of them writes: documents, money, bookings, requests to suppliers. Insurance comes by
 * itself: for the work, and for each thing that another step brings.
 */
async function tenTools(): Promise<WishedStep[]> {
  const days = { from: '2026-12-01', until: '2026-12-02' };
  const [item] = await idsOf('equipment.item', 'price_per_day_minor > 0');
  const [space] = await idsOf('workspaces.space', `kind = 'ROOM'`);
  const room = { spaceId: `WorkspacesSpace:${space}`, day: days.from };
  const journey = { origin: 'Gent', destination: 'Liège', outwardOn: days.from };
  const travellers = [{ name: 'A. Traveller' }];
  return [
    ...Object.values(coreSteps(world)),
    { tool: 'collection.pursue', input: {} },
    { tool: 'mobility.van', input: { ...days, category: 'van-small' } },
    { tool: 'mobility.train-tickets', input: { ...journey, travellers } },
    { tool: 'equipment.rent', input: { ...days, itemId: `EquipmentItem:${item}` } },
    { tool: 'workspaces.space', input: { ...room, startsAt: '09:00', endsAt: '12:00' } },
  ];
}

const idsOf = async (table: string, where: string): Promise<string[]> =>
  (await world.p.admin.query<{ id: string }>(`select id from ${table} where ${where}`)).map(
    ({ id }) => id,
  );

const counted = async (table: string): Promise<number> =>
  Number((await world.p.admin.query<{ n: bigint }>(`select count(*) as n from ${table}`))[0]?.n);

const child = fileURLToPath(new URL('../dist/gateway/testing/run-child.js', import.meta.url));

/** Runs a server in a process of its own until it is killed or has nothing to do; whether killed. */
async function serverRuns(marks: number): Promise<boolean> {
  const server = spawn(process.execPath, [child, world.p.url, String(marks)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const [code, signal] = (await once(server, 'exit')) as [number | null, string | null];
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`The server ended with ${code}.`);
  return signal === 'SIGKILL';
}

const theirs = ['collection', 'insurance', 'mobility', 'equipment', 'workspaces'] as const;
const survives = 'an assignment with ten tools survives kill -9 at every step, and does none twice';

testWith(
  theirs,
  survives,
  async () => {
    const calls = assignmentCalls(world);
    const work = { needs: ['insurance'], days: ['2026-12-01', '2026-12-02'], amount: '5000.00' };
    const id = await calls.started({ steps: await tenTools(), ...work });
    const { steps } = await calls.read(id);
    expect(new Set(steps.map(({ tool }) => tool.name)).size).toBe(10);
    let kills = 0;
    // The first mark of each later server is of the step in which the one before was killed.
    while (await serverRuns(kills === 0 ? 1 : 2)) kills++;
    expect(kills).toBe(steps.length);

    const ran = await calls.read(id);
    expect(ran.status).toBe('WAITING');
    const stands = Object.fromEntries(ran.steps.map(({ tool, status }) => [tool.name, status]));
    expect(stands).toEqual({
      ...{ quote: 'DONE', invoice: 'DONE', contract: 'DONE', advance: 'DONE' },
      ...{ 'mobility.van': 'DONE', 'equipment.rent': 'DONE', 'workspaces.space': 'DONE' },
      ...{ 'collection.pursue': 'WAITING', 'insurance.cover': 'WAITING' },
      'mobility.train-tickets': 'WAITING',
    });
    expect(ran.steps.at(-1)?.tool.name).toBe('collection.pursue');

    const made = [
      ...['core.quote', 'core.invoice', 'core.contract', 'collection.file'],
      ...['mobility.rental', 'mobility.ticket_request', 'equipment.rental', 'workspaces.booking'],
    ];
    for (const table of made) expect([table, await counted(table)]).toEqual([table, 1]);
    // Each need is answered by one cover, and the liability needs none to be bought.
    expect(await counted('insurance.cover')).toBe(4);
    expect(await needs()).toEqual({ ACCIDENT: 1, EQUIPMENT: 1, VEHICLE: 1 });
    // One request to a supplier for each, one charge for each service, one deposit for each thing.
    expect(await kinds()).toEqual({ DEPOSIT_HELD: 2, FUND_ADVANCED: 1, SERVICE_CHARGED: 7 });
    expect(await counted('core.provider_request')).toBe(5);
    await proveLedger(world);
    // A dozen processes, one after the other, on a machine that others use too.
  },
  180_000,
);

/** Covers by the risk of the need that each of them answers. */
async function needs(): Promise<Record<string, number>> {
  const rows = await world.p.admin.query<{ risk: string; n: bigint }>(
    `select n.risk, count(*) as n from insurance.need n join insurance.cover c on c.need_id = n.id
     where n.status = 'COVERED' group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ risk, n }) => [risk, Number(n)]));
}

/** Movements of the activity's money by their kind. */
async function kinds(): Promise<Record<string, number>> {
  const rows = await world.p.admin.query<{ kind: string; n: bigint }>(
    `select kind, count(*) as n from ledger.txn
     where kind in ('SERVICE_CHARGED', 'FUND_ADVANCED', 'DEPOSIT_HELD') group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, Number(n)]));
}
