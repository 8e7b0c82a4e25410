import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runAssignments } from '../core/assignment/runner.js';
import {
  type AssignmentCalls,
  assignmentCalls,
  codes,
  coreSteps,
  type ReadStep,
  statuses,
  type WishedStep,
} from '../core/assignment/testing/calls.js';
import {
  type AssignmentWorld,
  assignmentWorld,
  proveLedger,
} from '../core/assignment/testing/world.js';
import { gives } from '../core/employment/testing/world.js';
import { readConfig } from '../core/platform/config.js';
import { absentFolders, loadPlugins } from '../core/platform/host/load-plugins.js';
import { systemContext } from '../core/platform/host/system-viewer.js';
import { newId } from '../core/platform/ids.js';
import type { TestPerson } from '../core/platform/testing/fixture.js';
import { advancedOnce } from './testing/advanced-once.js';
import { borneIn, minorOf, plannedToday } from './testing/borne.js';
import { insuranceOccasions, needOf } from './testing/insurance-occasions.js';
import { insuresItself } from './testing/insured-plan.js';
import { oddSteps, unclear } from './testing/odd-inputs.js';
import { describeWith, neededFolders, testWith } from './testing/with-plugins.js';

let world: AssignmentWorld;
let calls: AssignmentCalls;

/** The demo rows of every plugin for one activity, and a rule that shares each plugin's charges. */
beforeAll(async () => {
  const plugins = await loadPlugins(readConfig({}).plugins);
  world = await assignmentWorld(plugins);
  calls = assignmentCalls(world);
  const { p } = world;
  const activity = { id: p.activityIds['member-stage'], sector: 'start-ups', name: 'A stage' };
  for (const { name, seeds } of plugins) {
    const ctx = p.platform.host.context(systemContext(p.platform, p.cooperativeId), name);
    await seeds.reference?.(ctx);
    await seeds.demo?.(ctx, [activity]);
    await p.admin.query(
      `insert into core.charge_rule (cooperative_id, id, service, from_day, user_share,
         client_share, sector_share, community_share, source, decided_by, decided_at)
       values ($1, $2, $3, '2026-11-23', 501, 166, 200, 133, 'Test', $4, now())`,
      [p.cooperativeId, newId(), name, p.memberIds.admin],
    );
  }
  await gives(p, 100_000_00n);
});
afterAll(() => world.p.close());

interface Case {
  readonly steps: readonly WishedStep[];
  /** A supplier's desk at which its request waits. */
  readonly desk?: string;
  readonly chargedLater?: true;
  readonly ends: 'DONE' | 'WAITING';
  /** What must be there afterwards: a row of this statement, which may name the step as $1. */
  readonly leaves?: string;
}

const done = (tool: string, input: object): Case => ({ steps: [{ tool, input }], ends: 'DONE' });
const waits = (tool: string, input: object, desk?: string): Case => ({
  ...{ ...done(tool, input), ends: 'WAITING', desk },
});

const days = { from: '2026-12-01', until: '2026-12-02' };
const thing = { title: 'A saw', serialNumber: 'S-1', value: '333.33', depreciationMonths: 36 };

/** How each tool is begun, with what it needs to be there first. A tool without a case fails. */
const cases: Readonly<Record<string, () => Case | Promise<Case>>> = {
  quote: () => ({ steps: [coreSteps(world).quote], ends: 'DONE' }),
  invoice: () => ({ steps: [coreSteps(world).invoice], ends: 'DONE' }),
  contract: () => ({ steps: [coreSteps(world).contract], ends: 'DONE' }),
  advance: () => ({ steps: [coreSteps(world).invoice, coreSteps(world).advance], ends: 'DONE' }),
  'audiovisual.shoot': () =>
    done('audiovisual.shoot', { title: 'A film', days: [{ day: days.from, location: 'Gent' }] }),
  'collection.pursue': () => ({
    steps: [{ tool: 'collection.pursue', input: {} }, coreSteps(world).invoice],
    ends: 'WAITING',
  }),
  'community.ask': () => ({
    ...done('community.ask', { title: 'A kiln', body: 'To bake clay.' }),
    leaves: `select from community.need where title = 'A kiln' and supporters = 1 and $1 <> ''`,
  }),
  'cost-sharing.apply': () => {
    const asked = { service: 'other', bearer: 'SECTOR', share: 300, reason: 'A young company' };
    const row = `bearer = 'SECTOR' and share = 300 and status = 'ASKED'`;
    const leaves = `select from cost_sharing.application where id::text = $1 and ${row}`;
    return { ...waits('cost-sharing.apply', asked), leaves };
  },
  'design.commission': async () => {
    const input = { activityId: world.activityId, studioName: 'A', discipline: 'graphic' };
    await does('designDescribeActivity', input, 'activity { studioName }');
    return waits('design.commission', { title: 'A cover', deliverables: [{ title: 'Front' }] });
  },
  'equipment.buy': () => done('equipment.buy', thing),
  'equipment.lease': () => {
    const terms = { lessor: 'A lessor', firstDueOn: '2026-12-15', months: 3, instalment: '33.33' };
    return done('equipment.lease', { ...thing, ...terms, serialNumber: 'S-2' });
  },
  'equipment.rent': async () => {
    const itemId = `EquipmentItem:${await idOf('equipment.item', `serial_number = 'DEMO-1'`)}`;
    return done('equipment.rent', { ...days, itemId });
  },
  'financing.own-money': () =>
    waits('financing.own-money', { amount: '900.00', months: 3, firstBackOn: '2027-01-31' }),
  'financing.prefinance': () => {
    const asked = { product: 'BUDGET', amount: '900.00', expectedOn: '2027-01-31' };
    // The cost of the file is charged when it is granted and drawn.
    return { ...waits('financing.prefinance', asked), chargedLater: true };
  },
  'guidance.appointment': async () => {
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({
      ...{ weekday, opensAt: '09:00', closesAt: '17:00' },
    }));
    const { adviser } = world.p.memberIds;
    const week = { name: 'A', place: 'Gent', languages: ['nl'], slotMinutes: 60, hours };
    const set = { ...week, memberId: `Member:${adviser}` };
    await does('guidanceSetAdviser', set, 'adviser { id }', 'admin');
    return done('guidance.appointment', { adviserId: `GuidanceAdviser:${adviser}` });
  },
  'insurance.cover': () => {
    const cover = { ...days, risk: 'LIABILITY', value: '5000.00' };
    return waits('insurance.cover', cover, 'insurance.insurer');
  },
  'marketplace.team': async () => {
    const skills = ['lighting'];
    const offer = {
      ...{ offeredAs: 'A', title: 'Light', sector: 'performing-arts', skills, places: ['gent'] },
      ...{ dayPrice: '100.00', currency: 'EUR', idempotencyKey: newId() },
      free: [{ from: '2026-12-01', until: '2026-12-31' }],
    };
    await does('marketplacePublishOffer', offer, 'offer { id }', 'member-film');
    const request = { activityId: world.activityId, title: 'A job', skills, days: [days.from] };
    const { id } = await does<{ id: string }>(
      'marketplacePublishRequest',
      { ...request, idempotencyKey: newId() },
      'request { id }',
    );
    return waits('marketplace.team', { requestId: id });
  },
  'mobility.train-tickets': () => {
    const journey = { origin: 'Gent', destination: 'Liège', outwardOn: days.from };
    const travellers = [{ name: 'A. Traveller' }];
    return waits('mobility.train-tickets', { ...journey, travellers }, 'mobility.railway');
  },
  'mobility.van': () => done('mobility.van', { ...days, category: 'van-small' }),
  'performing-arts.tour': async () => {
    const dates = [{ day: '2027-01-10' }, { day: '2027-01-12' }];
    return done('performing-arts.tour', { productionId: await production(), dates });
  },
  'performing-arts.tour-insurance': async () => {
    const productionId = await production();
    return done('performing-arts.tour-insurance', { productionId, ...days, value: '25000.00' });
  },
  'self-employed.invoice': async () => {
    await does(
      'selfEmployedSetProfile',
      {
        ...{ tradeName: 'A', enterpriseNumber: '0566988259', vatRegime: 'NORMAL', currency: 'EUR' },
        ...{ occupation: 'SECONDARY', iban: 'BE68539007547034', street: 'Straat 1' },
        ...{ postalCode: '9000', city: 'Gent', country: 'BE' },
      },
      'profile { tradeName }',
    );
    const lines = [{ description: 'A plan', unitPrice: '100.00', vatRate: '21' }];
    const client = { clientName: 'A theatre', clientLines: ['Plein 1'] };
    return done('self-employed.invoice', { ...client, lines });
  },
  'start-ups.call-off': async () => {
    const id = await idOf('start_ups.purchase_agreement', 'true');
    return done('start-ups.call-off', {
      ...{ agreementId: `StartUpPurchaseAgreement:${id}`, quantity: '120' },
    });
  },
  'training.registration': async () => {
    const sessionId = `TrainingSession:${await idOf('training.session', 'true')}`;
    return done('training.registration', { sessionId });
  },
  'workspaces.space': async () => {
    const spaceId = `WorkspacesSpace:${await idOf('workspaces.space', `kind = 'ROOM'`)}`;
    const repeat = { everyWeeks: 1, times: 3 };
    const hours = { startsAt: '09:00', endsAt: '10:15', repeat };
    return done('workspaces.space', { spaceId, day: days.from, ...hours });
  },
};

/** What each tool was begun with, for inputs that are odd in one place. */
const begun = new Map<string, object>();

/** The plugin whose tool it is; none of a tool of the core. */
const ownersOf = (tool: string) => neededFolders.filter((name) => tool.startsWith(`${name}.`));

describe('the one button starts every tool of the core and of every plugin', () => {
  test('and a new tool needs a case here', async () => {
    const names = (await calls.tools()).map(({ name }) => name);
    const there = names.filter((name) => !name.startsWith('probe.'));
    const known = Object.keys(cases).filter((tool) => absentFolders(ownersOf(tool)).length === 0);
    expect(there).toEqual(known.sort());
  });

  for (const tool of Object.keys(cases)) {
    const name = `${tool}, at the price that was planned, borne as planned`;
    testWith(ownersOf(tool), name, () => startsAsPlanned(tool));
  }

  const once = 'of one invoice financing advances what the fund does not, in any order of steps';
  testWith(['financing'], once, () => advancedOnce({ world, calls, does, lent }));

  test('and the ledger is proved', () => proveLedger(world));
});

describe('whatever is odd in the input of a tool is told in the language of who asks', () => {
  for (const tool of Object.keys(cases)) {
    testWith(ownersOf(tool), tool, async () => {
      for (const steps of oddSteps(tool, begun.get(tool))) {
        const plan = async (locale: 'en' | 'fr') =>
          (await calls.plan({ steps }, { as: 'member-stage', locale })).violations;
        expect(unclear(await plan('en'), await plan('fr'))).toEqual([]);
      }
    });
  }
});

const sides = ['insurance', 'equipment', 'mobility'] as const;
describeWith(sides, 'insurance begins with what happens', () => {
  // What the cases before have begun is told first: the last need is then of the occasion.
  beforeAll(async () => {
    for (const _ of [1, 2]) await world.p.platform.settle();
  });

  test.each(insuranceOccasions)('$title: the button offers to cover it, and does', async (one) => {
    await one.happens({ world, calls, does });
    for (const _ of [1, 2]) await world.p.platform.settle();
    const need = await needOf(world, one);
    expect(need?.status).toBe('OPEN');
    const wish = { steps: [], needs: ['insurance'], days: [need?.day as string] };
    await calls.start((await calls.plan(wish)).assignment?.id as string);
    await runAssignments(world.p.platform);
    expect(await needOf(world, one)).toMatchObject({ status: 'COVERED', insured: one.insured });
  });
});

testWith(sides, 'one plan insures what it brings itself: priced, after its step, each once', () =>
  insuresItself(calls, world),
);

describeWith(['equipment'], 'plans that are made side by side', () => {
  const wish = { steps: [], needs: ['equipment'], days: ['2027-02-01', '2027-02-02'] };
  const planned = async () => (await calls.plan(wish)).assignment?.id as string;

  test('and started at once each get another thing, or a fresh plan to agree to', async () => {
    await morePool(19);
    const ids = await Promise.all(Array.from({ length: 22 }, planned));
    const [late, last, ...first] = ids as [string, string, ...string[]];
    const answers = await Promise.all(first.map((id) => calls.start(id)));
    expect(answers.flatMap(({ violations }) => codes(violations))).toEqual([]);
    await Promise.all([1, 2].map(() => runAssignments(world.p.platform)));
    await runAssignments(world.p.platform);
    const read = await Promise.all(first.map((id) => calls.read(id)));
    expect(new Set(read.map(({ status }) => status))).toEqual(new Set(['DONE']));
    expect(new Set(read.map(({ cost }) => cost.amount))).toEqual(new Set(['20.01']));
    expect(new Set(await rented())).toHaveProperty('size', 20);
    expect(await rented()).toHaveLength(20);
    const told = read.flatMap(({ steps }) => steps.flatMap(({ violations }) => codes(violations)));
    expect(told).toEqual(Array.from({ length: 19 }, () => 'assignment.stood-in'));

    // What is left is dearer: nobody pays more than they have seen without agreeing to it.
    const dearer = await calls.start(late);
    expect(codes(dearer.violations)).toEqual(['assignment.stood-in', 'assignment.dearer-now']);
    expect(dearer.violations[1]?.message).toContain('33.35');
    const fresh = dearer.assignment;
    expect([fresh?.status, fresh?.cost.amount]).toEqual(['PLANNED', '33.35']);
    expect(fresh?.id).not.toBe(late);
    expect((await calls.read(late)).status).toBe('CANCELLED');
    expect((await calls.start(fresh?.id as string)).violations).toEqual([]);
    await runAssignments(world.p.platform);
    expect(statuses(await calls.read(fresh?.id as string))).toEqual(['DONE']);

    const none = await calls.start(last);
    expect(codes(none.violations)).toEqual(['equipment.taken']);
    expect((await calls.read(last)).status).toBe('PLANNED');
    await proveLedger(world);
  }, 60_000);
});

async function startsAsPlanned(tool: string): Promise<void> {
  const { steps, ends, desk, chargedLater, leaves } = await (cases[tool] as () => Promise<Case>)();
  begun.set(tool, steps.find((one) => one.tool === tool)?.input ?? {});
  const before = await borneIn(world);
  const asked = desk === undefined ? 0 : await requests(desk);
  const id = await calls.started({ steps });
  await runAssignments(world.p.platform);
  const read = await calls.read(id);
  const step = read.steps.find((one) => one.tool.name === tool) as ReadStep;
  expect([step.status, step.violations]).toEqual([ends, []]);
  expect(read.status).toBe(ends);
  if (desk !== undefined) expect(await requests(desk)).toBe(asked + 1);
  if (leaves !== undefined) {
    const one = [(step.id as string).split(':')[1]];
    expect(await world.p.admin.query(leaves, one)).toHaveLength(1);
  }
  const after = await borneIn(world);
  const charged = (who: string) => (after[who] ?? 0n) - (before[who] ?? 0n);
  const { SECTOR, COOPERATIVE } = plannedToday(chargedLater ? [] : read.steps);
  expect([charged('SECTOR'), charged('COOPERATIVE')]).toEqual([SECTOR, COOPERATIVE]);
  // What is left is the price that the step shows: the client's part is the activity's at first.
  const own = charged('USER') + charged('CLIENT');
  if (own > 0n) expect(own).toBe(minorOf(step.cost));
}

const rented = async (): Promise<string[]> =>
  (
    await world.p.admin.query<{ id: string }>(
      `select item_id as id from equipment.rental where from_day = '2027-02-01'`,
    )
  ).map(({ id }) => id);

/** More of the cheapest thing of the pool. */
const morePool = (count: number) =>
  world.p.admin.query(
    `insert into equipment.item select (jsonb_populate_record(i, jsonb_build_object(
       'id', gen_random_uuid(), 'serial_number', 'MORE-' || n, 'request_key', 'more-' || n))).*
     from equipment.item i, generate_series(1, $1::integer) n where i.serial_number = 'DEMO-2'`,
    [count],
  );

/** A mutation of one input; what its payload's thing selects. */
async function does<Thing>(
  field: string,
  input: object,
  selected: string,
  as: TestPerson = 'member-stage',
  type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`,
): Promise<Thing> {
  const { data, errors } = await calls.send<{ violations: object[] } & Record<string, Thing>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { ${selected} violations { code } } }`,
    { input },
    { as },
  );
  expect([errors, data?.[field]?.violations]).toEqual([undefined, []]);
  return data?.[field]?.[selected.split(' ')[0] as string] as Thing;
}

async function production(): Promise<string> {
  const { activityId } = world;
  const described = { activityId, companyName: 'A', discipline: 'theatre' };
  await does('performingArtsDescribeActivity', described, 'activity { companyName }');
  const made = { activityId, title: 'A play' };
  const fields = 'production { id }';
  return (await does<{ id: string }>('performingArtsCreateProduction', made, fields)).id;
}

const idOf = async (table: string, where: string): Promise<string> => {
  const sql = `select id from ${table} where ${where} order by id limit 1`;
  return (await world.p.admin.query<{ id: string }>(sql))[0]?.id as string;
};

const requests = async (provider: string): Promise<number> => {
  const sql = 'select count(*) as n from core.provider_request where provider = $1';
  return Number((await world.p.admin.query<{ n: bigint }>(sql, [provider]))[0]?.n);
};

/** What was lent so far, as the ledger has it. */
const lent = async (): Promise<bigint> => {
  const sql = `select coalesce(sum(amount_minor), 0)::text as minor from core.loan_move
     where kind = 'DRAW'`;
  return BigInt((await world.p.admin.query<{ minor: string }>(sql))[0]?.minor ?? '0');
};
