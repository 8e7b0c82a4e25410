import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { PerformingArtsContract, PerformingArtsContractDay } from './contract.entity.js';
import { performingArts } from './plugin.js';
import {
  ask,
  codes,
  draftContract,
  employmentFigures,
  operations,
  type Payload,
  refusal,
  type Values,
} from './testing.js';

let p: TestPlatform;
let activityId: string;
let productionId: string;
let performanceId: string;

beforeAll(async () => {
  p = await testPlatform({ plugins: [performingArts] });
  const admin = p.platform.host.context(p.ctx('admin'), performingArts.name);
  await performingArts.seeds.reference?.(admin);
  await employmentFigures(p);
  activityId = `Activity:${p.activityIds['member-stage']}`;
  await ask(p, operations.describeActivity, { activityId });
  const { production } = await ask<{ production: { id: string } }>(
    ...([p, operations.createProduction, { activityId }] as const),
  );
  productionId = production.id;
  const input = { productionId, dates: [{ day: '2026-12-05' }] };
  const tour = await ask<{ dates: { id: string }[] }>(p, operations.scheduleTour, { input });
  performanceId = tour.dates[0]?.id as string;
});
afterAll(() => p.close());

describe('the days of a contract', () => {
  test('are nothing before they are described, and then have a kind', async () => {
    const contractId = await draftContract(p, [{ day: '2026-12-01', hours: '7.6' }]);
    const query = `query ($id: ID!) { contract(id: $id) {
      performingArts { viewerCan days { day kind { code title } date { day } } } } }`;
    expect(await ask(p, query, { id: contractId })).toEqual({ performingArts: null });
    const days = [{ day: '2026-12-01', kind: 'rehearsal', dateId: performanceId }];
    expect(codes(await describeDays(contractId, days))).toEqual([]);
    expect(await ask(p, query, { id: contractId })).toEqual({
      performingArts: {
        viewerCan: ['performing-arts.describe-contract-days'],
        days: [
          {
            day: '2026-12-01',
            kind: { code: 'rehearsal', title: 'rehearsal' },
            date: { day: '2026-12-05' },
          },
        ],
      },
    });
  });

  test('are described one by one, and again', async () => {
    const both = ['2026-12-01', '2026-12-02'];
    const contractId = await draftContract(
      p,
      both.map((day) => ({ day, hours: '5' })),
    );
    await describeDays(contractId, [{ day: both[0], kind: 'rehearsal' }]);
    const days = [
      { day: both[0], kind: 'workshop' },
      { day: both[1], kind: 'travel' },
    ];
    expect(await describeDays(contractId, days)).toMatchObject({
      contract: { days: [{ kind: { code: 'workshop' } }, { kind: { code: 'travel' } }] },
    });
  });

  test('are not described when anything is wrong, and everything is said', async () => {
    const contractId = await draftContract(p, [{ day: '2026-12-01', hours: '5' }]);
    const refused = await describeDays(contractId, [
      { day: '2026-12-01', kind: 'party' },
      { day: '2026-12-01', kind: 'rehearsal' },
      { day: '2026-12-02', kind: 'rehearsal', startsAt: '2026-12-02T10:00:00Z' },
    ]);
    expect(refused.violations.map(({ code, path }) => [code, path])).toEqual([
      ['performing-arts.unknown-day-kind', ['days', '0']],
      ['performing-arts.day-not-in-contract', ['days', '1']],
      ['performing-arts.day-not-in-contract', ['days', '2']],
      ['performing-arts.times-unclear', ['days', '2']],
    ]);
    const rows = await p.admin.query(
      'select from performing_arts.contract where contract_id = $1',
      [contractId.split(':')[1]],
    );
    expect(rows).toEqual([]);
  });

  test('are no business of whoever does not manage the activity', async () => {
    const contractId = await draftContract(p, [{ day: '2026-12-01', hours: '5' }]);
    const variables = { input: { contractId, days: [{ day: '2026-12-01', kind: 'rehearsal' }] } };
    const as = (person: string) => refusal(p, operations.describeDays, variables, { as: person });
    expect(await as('member-film')).toBe('NOT_FOUND');
    expect(await as('finance')).toBe('FORBIDDEN');
  });

  test.each([0, 101])('are 1 to 100 at once, not %p', async (length) => {
    const days = Array.from({ length }, () => ({ day: '2026-12-01', kind: 'rehearsal' }));
    const variables = { input: { contractId: 'Contract:x', days } };
    expect(await refusal(p, operations.describeDays, variables)).toBe('BAD_USER_INPUT');
  });
});

describe('the signature', () => {
  test('waits until every day has a kind and the hours are within the agreement', async () => {
    const contractId = await draftContract(p, [
      { day: '2026-12-03', hours: '11' },
      { day: '2026-12-04', hours: '11' },
    ]);
    const refused = await sign(contractId);
    expect(refused.violations).toMatchObject([
      { code: 'performing-arts.day-without-kind', plugin: 'performing-arts' },
      { code: 'performing-arts.day-without-kind', effectiveFrom: '2016-12-19' },
      { code: 'performing-arts.day-too-long', path: ['days', '2026-12-03'] },
      { code: 'performing-arts.day-too-long', path: ['days', '2026-12-04'] },
      { code: 'performing-arts.supplement-due', path: ['days', '2026-12-03'] },
      { code: 'performing-arts.supplement-due', path: ['days', '2026-12-04'] },
    ]);
    await describeDays(contractId, [
      { day: '2026-12-03', kind: 'performance', dateId: performanceId },
      { day: '2026-12-04', kind: 'rehearsal' },
    ]);
    expect(codes(await sign(contractId))).toEqual([
      ...['performing-arts.day-too-long', 'performing-arts.supplement-due'],
      'performing-arts.supplement-due',
    ]);
    await describeDays(contractId, [{ day: '2026-12-04', kind: 'festival' }]);
    expect(await sign(contractId)).toMatchObject({
      contract: { status: 'SIGNED' },
      violations: [
        { code: 'performing-arts.supplement-due', path: ['days', '2026-12-03'] },
        { code: 'performing-arts.supplement-due', path: ['days', '2026-12-04'] },
      ],
    });
    const late = await describeDays(contractId, [{ day: '2026-12-04', kind: 'rehearsal' }]);
    expect(codes(late)).toEqual(['performing-arts.contract-not-draft']);
  });

  test('takes what a day is for from the dates that are scheduled, and keeps it', async () => {
    const schedule = (day: string, kind: string, times: Values = {}) =>
      ask<{ dates: { id: string }[] }>(p, operations.scheduleTour, {
        input: { productionId, dates: [{ day, kind, ...times }] },
      });
    const days = ['2027-02-02', '2027-02-03'];
    const { dates } = await schedule('2027-02-02', 'performance');
    await schedule('2027-02-03', 'rehearsal');
    const evening = { startsAt: '2027-02-03T19:00:00Z', endsAt: '2027-02-03T21:00:00Z' };
    await schedule('2027-02-03', 'performance', evening);
    const contractId = await draftContract(
      p,
      days.map((day) => ({ day, hours: '9' })),
    );
    // One day has two kinds of dates: which of them is worked on, somebody must say.
    const refused = await sign(contractId, true);
    expect(ours(refused)).toEqual(['performing-arts.day-without-kind']);
    expect(refused.violations).toContainEqual(
      expect.objectContaining({ path: ['days', '2027-02-03'] }),
    );
    await describeDays(contractId, [{ day: '2027-02-03', kind: 'rehearsal' }]);
    expect(ours(await sign(contractId))).toEqual([]);
    await p.platform.settle();
    const query = `query ($id: ID!) { contract(id: $id) {
      performingArts { days { day kind { code } date { id } } } } }`;
    expect(await ask(p, query, { id: contractId })).toEqual({
      performingArts: {
        days: [
          { day: '2027-02-02', kind: { code: 'performance' }, date: { id: dates[0]?.id } },
          { day: '2027-02-03', kind: { code: 'rehearsal' }, date: null },
        ],
      },
    });
    expect(await dateNow(dates[0]?.id as string)).toMatchObject({ staffed: true });
    // Once it is signed, a date that is cancelled takes nothing of it away.
    await ask(p, operations.cancelDate, { input: { id: dates[0]?.id } });
    expect(await ask(p, query, { id: contractId })).toMatchObject({
      performingArts: { days: [{ kind: { code: 'performance' } }, {}] },
    });
    const later = await draftContract(p, [{ day: '2027-02-02', hours: '5' }]);
    expect(ours(await sign(later, true))).toEqual(['performing-arts.day-without-kind']);
  });

  test('waits for whoever describes the days, and is judged by what was written', async () => {
    const contractId = await draftContract(p, [{ day: '2026-12-07', hours: '7.6' }]);
    const id = contractId.split(':')[1] as string;
    const context = p.platform.host.context(p.ctx('member-stage'), performingArts.name);
    const signing = await context.transaction(async ({ core, store, now }) => {
      const { activityId = '', ...held } = (await core.lock('Contract', id)) ?? {};
      expect(held).toMatchObject({
        ...{ status: 'DRAFT', jointCommittee: '304' },
        days: [{ day: '2026-12-07', minutes: 456, hours: '7.6' }],
      });
      const signed = sign(contractId);
      await somebodyWaits();
      await store.insert(PerformingArtsContract, { contractId: id, activityId, changedAt: now });
      await store.insert(PerformingArtsContractDay, {
        ...{ contractId: id, day: '2026-12-07', kindCode: 'rehearsal', inForce: false },
        ...{ workerId: p.memberIds['member-stage'], minutes: 456 },
      });
      return { signed };
    });
    expect(await signing.signed).toMatchObject({ contract: { status: 'SIGNED' }, violations: [] });
  });

  test('is held inside a transaction only, and by those who see the contract', async () => {
    const contractId = await draftContract(p, [{ day: '2026-12-08', hours: '1' }]);
    const id = contractId.split(':')[1] as string;
    const of = (person: 'member-stage' | 'member-film') =>
      p.platform.host.context(p.ctx(person), performingArts.name);
    await expect(of('member-stage').core.lock('Contract', id)).rejects.toThrow('transaction');
    await of('member-film').transaction(async ({ core }) => {
      expect(await core.lock('Contract', id)).toBeNull();
    });
  });

  test('staffs the date that is worked on, until it is cancelled', async () => {
    const [dateId, contractId] = await signedFor('2026-12-12');
    expect(await dateNow(dateId)).toEqual({ id: dateId, staffed: false, contracts: [] });
    await p.platform.settle();
    expect(await dateNow(dateId)).toEqual({
      ...{ id: dateId, staffed: true, contracts: [{ id: contractId, status: 'SIGNED' }] },
    });
    const tried = await ask<Payload>(p, operations.cancelDate, {
      input: { id: dateId, dryRun: true },
    });
    expect(tried.violations).toMatchObject([
      { code: 'performing-arts.date-has-contracts', severity: 'WARNING' },
    ]);
    await cancelContract(contractId);
    await p.platform.settle();
    expect(await dateNow(dateId)).toEqual({ id: dateId, staffed: false, contracts: [] });
  });

  test('is judged over the worker’s other contracts in force', async () => {
    const first = ['2027-06-07', '2027-06-08', '2027-06-09', '2027-06-10'];
    const second = ['2027-06-11', '2027-06-12', '2027-06-13'];
    const [held, judged] = await Promise.all(
      [first, second].map(async (days) => {
        const contractId = await draftContract(
          p,
          days.map((day) => ({ day, hours: '10' })),
        );
        await describeDays(
          contractId,
          days.map((day) => ({ day, kind: 'workshop' })),
        );
        return contractId;
      }),
    );
    expect(ours(await sign(judged as string, true))).toEqual([]);
    expect(ours(await sign(held as string))).toEqual([]);
    const refused = await sign(judged as string);
    expect(ours(refused)).toEqual(['performing-arts.week-too-long']);
    expect(refused.violations).toContainEqual(
      expect.objectContaining({ path: ['days', '2027-06-11'] }),
    );
    await cancelContract(held as string);
    expect(ours(await sign(judged as string, true))).toEqual([]);
  });

  test('that is heard of again after the cancellation staffs nothing', async () => {
    const [dateId, contractId] = await signedFor('2026-12-13');
    await cancelContract(contractId);
    await p.platform.settle();
    await p.admin.query(
      `update core.delivery d set state = 'PENDING', next_attempt_at = now() from core.outbox o
       where o.id = d.event_id and o.type = 'contract.signed'
         and d.handler = 'performing-arts/staff-dates'`,
    );
    await p.platform.settle();
    expect(await dateNow(dateId)).toEqual({ id: dateId, staffed: false, contracts: [] });
  });

  test('of a contract under another joint committee asks for no kind', async () => {
    const contractId = await draftContract(p, [{ day: '2026-12-10', hours: '11' }], {
      jointCommittee: '227',
    });
    const { violations } = await sign(contractId, true);
    expect(violations.filter(({ code }) => code.startsWith('performing-arts.'))).toEqual([]);
  });
});

describe('what a worker has saved', () => {
  const query = `query ($memberId: ID!, $activityId: ID!, $on: Date) {
    performingArtsSavedOvertime(memberId: $memberId, activityId: $activityId, on: $on) {
      from savedMinutes takenMinutes balanceMinutes ceilingMinutes } }`;
  const worker = () => ({ memberId: `Member:${p.memberIds['member-stage']}`, activityId });
  const describe = (seasonBegins: string) =>
    ask<Payload>(
      p,
      `mutation ($input: PerformingArtsDescribeActivityInput!) {
        performingArtsDescribeActivity(input: $input) {
          activity { seasonBegins } violations { code } } }`,
      { input: { activityId, companyName: 'Zoutmeer', discipline: 'theatre', seasonBegins } },
    );

  test('is shown by the season of the company, of contracts that bind', async () => {
    const days = ['2027-07-05', '2027-07-06', '2027-07-07', '2027-07-08', '2027-07-09'];
    const contractId = await draftContract(
      ...([p, days.map((day) => ({ day, hours: '9' }))] as const),
    );
    await describeDays(
      contractId,
      days.map((day) => ({ day, kind: 'rehearsal' })),
    );
    expect(ours(await sign(contractId))).toEqual([]);
    await p.platform.settle();
    const on = '2027-07-10';
    expect(await ask(p, query, { ...worker(), on })).toMatchObject({
      ...{ from: '2026-07-10', ceilingMinutes: null },
    });
    expect(await describe('07-01')).toMatchObject({ activity: { seasonBegins: '07-01' } });
    expect(await ask(p, query, { ...worker(), on })).toEqual({
      ...{ from: '2027-07-01', savedMinutes: 420, takenMinutes: 0, balanceMinutes: 420 },
      ceilingMinutes: 78 * 60,
    });
    expect(await ask(p, query, { ...worker(), on: '2027-07-04' })).toMatchObject({
      balanceMinutes: 0,
    });
  });

  test('is the member’s own and the staff’s business', async () => {
    expect(await refusal(p, query, worker(), { as: 'member-film' })).toBe('NOT_FOUND');
    expect(await refusal(p, query, worker(), { as: 'finance' })).toBeUndefined();
  });

  test.each(['02-29', '13-01', '1-1', '09-31'])('has no season from %p on', async (day) => {
    await expect(describe(day)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});

/** Without what the core says of Sundays. */
const ours = (payload: Payload): string[] =>
  codes(payload).filter((code) => code.startsWith('performing-arts.'));

/** A date of the production and a signed contract to work on it. */
async function signedFor(day: string): Promise<[dateId: string, contractId: string]> {
  const tour = { productionId, dates: [{ day }] };
  const { dates } = await ask<{ dates: { id: string }[] }>(
    ...([p, operations.scheduleTour, { input: tour }] as const),
  );
  const dateId = dates[0]?.id as string;
  const contractId = await draftContract(p, [{ day, hours: '7.6' }]);
  await describeDays(contractId, [{ day, kind: 'performance', dateId }]);
  expect(ours(await sign(contractId))).toEqual([]);
  return [dateId, contractId];
}

/** Until another transaction waits for a lock in this test's own database. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await p.admin.query(
      `select from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
  }
}

async function dateNow(dateId: string): Promise<unknown> {
  const query = `query ($id: ID!) { performingArtsProduction(id: $id) {
    dates(first: 100) { nodes { id staffed contracts { id status } } } } }`;
  const { dates } = await ask<{ dates: { nodes: { id: string }[] } }>(
    ...([p, query, { id: productionId }] as const),
  );
  return dates.nodes.find(({ id }) => id === dateId);
}

const describeDays = (contractId: string, days: Values[]) =>
  ask<Payload>(p, operations.describeDays, { input: { contractId, days } });

function sign(id: string, dryRun = false) {
  const mutation = `mutation ($input: ContractStepInput!) { signContract(input: $input) {
    contract { status } violations { code path plugin effectiveFrom } } }`;
  const idempotencyKey = crypto.randomUUID();
  return ask<Payload>(p, mutation, { input: { id, dryRun, idempotencyKey } });
}

function cancelContract(id: string) {
  const mutation = `mutation ($input: ContractStepInput!) { cancelContract(input: $input) {
    violations { code } } }`;
  return ask<Payload>(p, mutation, { input: { id, idempotencyKey: crypto.randomUUID() } });
}
