import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inTransaction } from '../../platform/database/transaction.js';
import { globalId, localId, newId } from '../../platform/ids.js';
import type { Asking } from '../../platform/testing/platform.js';
import { markPastContracts } from '../contract/past-contracts.js';
import { declareDue } from '../dimona/declare-due.js';
import { dimonaClient } from '../dimona/dimona-client.js';
import { type DimonaSimulator, dimonaSimulator } from '../dimona/simulator.js';
import { payDueContracts } from '../pay-run/pay-runner.js';
import type { TestPlatform } from '../testing/calls.js';
import { employmentWorld, gives, joins } from '../testing/world.js';
import { engagementMonthsJob, makeDueMonths } from './months.job.js';

/** A server that was away over the turn of a month: nobody who was engaged in time goes unpaid. */
let p: TestPlatform;
let activityId: string;
let simulator: DimonaSimulator;

beforeAll(async () => {
  ({ p, activityId } = await employmentWorld());
  simulator = await dimonaSimulator(p.platform.clock);
  await joins(p, p, 'member-design');
  await gives(p, 200_000_00n);
  const admin: Asking = { as: 'admin' };
  await send('decideDeclaring', 'from', { from: '2026-11-23', reference: 'Board' }, admin);
  const carry = { months: 1, expectedShare: '0', leadDays: 10, source: 'Board' };
  await send('setEngagementPolicy', 'decided', carry, admin);
  const scheme = { kind: 'open-ended', coefficient: '1.75', workerClass: 'artist' };
  const since = { withholding: 'ARTIST', from: '2026-11-23', source: 'Board' };
  await send('setPayScheme', 'schemes { kind }', { ...scheme, ...since }, admin);
  await inTransaction(p.platform.orm, p.cooperativeId, async (tx) => {
    for (const [who, number] of Object.entries(numbers)) {
      const memberId = p.memberIds[who as Who];
      await p.platform.vault.keep(tx, { memberId, kind: 'national-number' }, number);
    }
  });
});
afterAll(() => p.close());

const numbers = {
  'member-stage': '93051822361',
  'member-film': '00012556777',
  'member-design': '25041612376',
} as const;
type Who = keyof typeof numbers;

interface Said {
  readonly violations: readonly { readonly code: string }[];
  readonly engagement?: { readonly id: string; readonly status: string } | null;
  readonly contract?: { readonly employerCost: { readonly amount: string } } | null;
}

async function send(name: string, fields: string, input: object, asking: Asking): Promise<Said> {
  const type = inputs[name] ?? `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await p.graphql<Record<string, Said>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} violations { code } } }`,
    { input },
    asking,
  );
  if (errors) throw new AggregateError(errors, errors.join('; '));
  return data?.[name] as Said;
}

const inputs: Record<string, string> = { cancelContract: 'ContractStepInput' };
const manager: Asking = { as: 'member-stage' };
const engage = async (who: Who, from = '2026-12-01') => {
  const { engagement } = await send(
    ...(['createEngagement', 'engagement { id }'] as const),
    {
      ...{ activityId, workerId: globalId('Member', p.memberIds[who]), kind: 'open-ended' },
      ...{ budget: '4200.00', from, idempotencyKey: newId() },
      schedule: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, hours: '7.6' })),
    },
    manager,
  );
  const id = engagement?.id as string;
  const signed = { id, idempotencyKey: newId() };
  expect((await send('signEngagement', 'engagement { id }', signed, manager)).violations).toEqual(
    [],
  );
  await declared();
  return id;
};

/** All that waits is sent, and asked for. */
async function declared(): Promise<void> {
  const port = dimonaClient({ ...simulator, clock: p.platform.clock });
  const { clock } = p.platform;
  for (const seconds of [0, 60, 120]) {
    const now = () => new Date(clock.now().getTime() + seconds * 1_000);
    await declareDue({ ...p.platform, clock: { ...clock, now } }, port);
  }
}

const monthsOf = async (id: string) => {
  const { data } = await p.graphql<{ engagement: { months: Month[] } }>(
    `query ($id: ID!) { engagement(id: $id) { months { month contract {
      id status signedOn dueOn days { day } employerCost { amount } gross { amount } } } } }`,
    { id },
    manager,
  );
  return data?.engagement.months ?? [];
};
interface Month {
  readonly month: string;
  readonly contract: {
    readonly id: string;
    readonly status: string;
    readonly signedOn: string;
    readonly days: readonly { readonly day: string }[];
  };
}

test('every month that was missed is made, once, worked and paid; the end is kept to', async () => {
  const [going, ended] = [await engage('member-stage'), await engage('member-film')];
  p.setToday('2026-12-20');
  const over = { id: ended, lastDay: '2027-01-15', reason: 'Agreed' };
  await send('endEngagement', 'engagement { id }', over, manager);
  p.setToday('2027-02-20');
  const twice = await Promise.all([1, 2].map(() => makeDueMonths(p.platform, '2027-02-20')));
  // January to March of the one, half of January of the other.
  expect(twice.reduce((sum, { made }) => sum + made, 0)).toBe(4);
  expect(twice.flatMap(({ refused }) => refused)).toEqual([]);
  expect((await monthsOf(going)).map(({ month, contract }) => [month, contract.signedOn])).toEqual([
    ['2027-03-01', '2027-02-20'],
    ['2027-02-01', '2027-02-20'],
    ['2027-01-01', '2027-02-20'],
    ['2026-12-01', '2026-11-23'],
  ]);
  const [january] = await monthsOf(ended);
  expect(january?.month).toBe('2027-01-01');
  expect(january?.contract.days.at(-1)?.day).toBe('2027-01-15');
  await declared();
  // The employment began once, in time: a late month declares nothing.
  expect(simulator.declared.filter(({ kind }) => kind === 'IN')).toHaveLength(2);
  await markPastContracts(p.platform, '2027-02-20');
  await payDueContracts(p.platform, '2027-02-20');
  const paid = async (id: string) => (await monthsOf(id)).map(({ contract }) => contract.status);
  expect(await paid(going)).toEqual(['SIGNED', 'SIGNED', 'PAID', 'PAID']);
  expect(await paid(ended)).toEqual(['PAID', 'PAID']);
  expect(await makeDueMonths(p.platform, '2027-02-20')).toEqual({
    made: 0,
    refused: [],
    failed: [],
  });
  return endsWithinMonth(going);
});

test('sickness is paid whole for thirty days, and an unpaid day is not paid', async () => {
  const id = await engage('member-design');
  const [december] = await monthsOf(id);
  const contractId = december?.contract.id;
  const set = async (kind: string, ...days: string[]) =>
    (
      await send(
        ...(['setDayKind', 'contract { employerCost { amount } }'] as const),
        { contractId, days: days.map((day) => `2026-12-${day}`), kind },
        manager,
      )
    ).contract?.employerCost.amount;
  // 23 days of work: two unpaid ones cost 2 of the 23 parts of 4,200.00.
  expect(await set('sickness', '14', '15', '16')).toBe('4200.00');
  expect(await set('unpaid-absence', '17', '18')).toBe('3834.78');
  expect(await set('work', '17', '18')).toBe('4200.00');
  const over = { id, lastDay: '2026-12-31', reason: 'Agreed' };
  await send('endEngagement', 'engagement { id }', over, manager);
  await send(
    ...(['cancelContract', 'contract { status }'] as const),
    { id: contractId, idempotencyKey: newId() },
    manager,
  );
  await declared();
});

/** What is paid or worked stays; the month that runs is shorter, and the next one never begins. */
async function endsWithinMonth(id: string): Promise<void> {
  const end = (lastDay: string) =>
    send('endEngagement', 'engagement { id status }', { id, lastDay, reason: 'Left' }, manager);
  expect((await end('2027-01-20')).violations.map(({ code }) => code)).toEqual([
    ...['engagement.worked-beyond', 'engagement.paid-beyond'],
  ]);
  expect((await end('2027-02-10')).engagement?.status).toBe('ENDED');
  await declared();
  expect(simulator.declared.at(-1)).toMatchObject({ kind: 'OUT', result: 'A' });
  await markPastContracts(p.platform, '2027-02-22');
  await payDueContracts(p.platform, '2027-02-22');
  const [march, february] = await monthsOf(id);
  expect([march?.contract.status, february?.contract.status]).toEqual(['CANCELLED', 'PAID']);
  // The seventh working day after its new end; 8 of the 20 days of the month.
  expect(february?.contract).toMatchObject({
    ...{ dueOn: '2027-02-19', employerCost: { amount: '1680.00' } },
    gross: { amount: '960.00' },
  });
  expect(february?.contract.days).toHaveLength(8);
  p.setToday('2026-11-23');
}

test('an employment that social security refused makes no month, and says so', async () => {
  simulator.behave('refuse');
  const id = await engage('member-design');
  p.setToday('2027-01-20');
  const { refused } = await makeDueMonths(p.platform, '2027-01-20');
  expect(refused).toMatchObject([{ violations: [{ code: 'contract.not-declared' }] }]);
  expect((await monthsOf(id)).map(({ month }) => month)).toEqual(['2026-12-01']);
  const january = { month: '2027-01-01', since: '2027-01-20', triedOn: '2027-01-20' };
  expect(await openOf(id)).toMatchObject({
    refusedMonths: [{ ...january, violations: [{ code: 'contract.not-declared' }] }],
    waivedMonths: [],
  });
  const inDutch = await openOf(id, { ...manager, locale: 'nl' });
  expect(inDutch?.refusedMonths[0]?.violations[0]?.message).toMatch(/^De tewerkstelling is niet/);
  expect(await openOf(id, { as: 'member-film' })).toBeNull();
  expect(await openOf(id, { as: 'admin', foreign: true })).toBeNull();
  await waivedAndRestored(id);
});

/** A month that was not worked is waived; one that was is made once what stood in its way is gone. */
async function waivedAndRestored(id: string): Promise<void> {
  const decide = (name: string, input: object, asking: Asking = { as: 'adviser' }) =>
    send(name, 'engagement { id status }', { id, month: '2027-01-31', ...input }, asking);
  const waive = async (input: object = {}, asking?: Asking) =>
    (
      await decide('waiveEngagementMonth', { reason: 'Ill all month', ...input }, asking)
    ).violations.map(({ code }) => code);
  const refusedNow = async () =>
    (await openOf(id))?.refusedMonths.map(({ month, since, triedOn }) => [month, since, triedOn]);
  await expect(waive({}, manager)).rejects.toThrow();
  expect(await waive({ reason: ' ' })).toEqual(['text.blank', 'engagement.month-runs']);
  p.setToday('2027-02-02');
  await makeDueMonths(p.platform, '2027-02-02');
  expect(await refusedNow()).toEqual([
    ['2027-01-01', '2027-01-20', '2027-02-02'],
    ['2027-02-01', '2027-02-02', '2027-02-02'],
  ]);
  expect(await waive({ month: '2026-12-01' })).toEqual(['engagement.month-not-open']);
  expect(await waive({ dryRun: true })).toEqual([]);
  const both = await Promise.all([waive(), waive()]);
  expect(both.flat()).toEqual(['engagement.month-waived']);
  expect(await refusedNow()).toEqual([['2027-02-01', '2027-02-02', '2027-02-02']]);
  expect((await openOf(id, { as: 'adviser' }))?.waivedMonths).toEqual([
    { month: '2027-01-01', reason: 'Ill all month', waivedOn: '2027-02-02', waivedBy: adviser() },
  ]);
  expect(await openStatements(100)).toBe(await openStatements(1));
  await p.admin.query(
    `update core.dimona_declaration set state = 'ACCEPTED' where state = 'REFUSED'`,
  );
  expect(await makeDueMonths(p.platform, '2027-02-02')).toEqual({
    made: 1,
    refused: [],
    failed: [],
  });
  expect(await refusedNow()).toEqual([]);
  const restored = () => decide('restoreEngagementMonth', {});
  expect((await restored()).violations).toEqual([]);
  expect((await restored()).violations).toEqual([{ code: 'engagement.month-not-waived' }]);
  expect(await makeDueMonths(p.platform, '2027-02-02')).toEqual({
    made: 1,
    refused: [],
    failed: [],
  });
  expect((await monthsOf(id)).map(({ month }) => month)).toEqual([
    ...['2027-02-01', '2027-01-01', '2026-12-01'],
  ]);
  const told = await p.admin.query<{ type: string }>(
    `select type from core.outbox where type ~ 'month-(refused|waived|restored)' order by id`,
  );
  expect(told.map(({ type }) => type)).toEqual([
    ...['engagement.month-refused', 'engagement.month-refused'],
    ...['engagement.month-waived', 'engagement.month-restored'],
  ]);
}

const adviser = () => ({ id: globalId('Member', p.memberIds.adviser) });

const openOf = async (id: string, asking: Asking = manager) => {
  const { data } = await p.graphql<{ engagement: OpenMonths | null }>(
    `query ($id: ID!) { engagement(id: $id) {
      refusedMonths { month since triedOn violations { code message severity } }
      waivedMonths { month reason waivedOn waivedBy { id } } } }`,
    { id },
    asking,
  );
  return data?.engagement ?? null;
};
interface OpenMonths {
  readonly refusedMonths: readonly {
    readonly month: string;
    readonly since: string;
    readonly triedOn: string;
    readonly violations: readonly { readonly code: string; readonly message: string }[];
  }[];
  readonly waivedMonths: readonly object[];
}

/** How many statements it takes to see those of so many engagements. */
const openStatements = async (first: number) =>
  (
    await p.statements(() =>
      p.graphql(
        `query ($id: ID!, $first: Int) { activity(id: $id) { engagements(first: $first) { nodes {
          refusedMonths { month } waivedMonths { month } } } } }`,
        { id: activityId, first },
        manager,
      ),
    )
  ).length;

test('a month that breaks the system is told, and every other one is made', async () => {
  simulator.behave('accept');
  p.setToday('2027-03-20');
  const [broken, going] = [
    await engage('member-stage', '2027-04-01'),
    await engage('member-film', '2027-04-01'),
  ];
  await breakOn('2027-05-03', 'member-stage');
  p.setToday('2027-06-02');
  const { made, refused, failed } = await makeDueMonths(p.platform, '2027-06-02');
  // March to June of who was there before, June of the one, May and June of the other.
  expect({ made, failed }).toEqual({ made: 7, failed: [localId('Engagement', broken)] });
  expect(refused.map(({ violations }) => violations.map(({ code }) => code))).toEqual([
    ['engagement.month-failed'],
  ]);
  expect((await monthsOf(going)).map(({ month }) => month)).toEqual([
    ...['2027-06-01', '2027-05-01', '2027-04-01'],
  ]);
  expect((await monthsOf(broken)).map(({ month }) => month)).toEqual(['2027-06-01', '2027-04-01']);
  await expect(engagementMonthsJob.run(p.platform)).rejects.toThrow('1 engagements');
  const [told] = await p.admin.query<{ times: bigint }>(
    `select count(*) as times from core.outbox where type = 'engagement.month-refused'
       and payload -> 'codes' ? 'engagement.month-failed'`,
  );
  expect(told?.times).toBe(1n);
  await listedForStaff(broken);
  await p.admin.query('drop trigger breaks on core.contract_day');
  await engagementMonthsJob.run(p.platform);
  expect(await refusedList({ as: 'adviser' })).toMatchObject({ totalCount: 0, nodes: [] });
});

/** A database that cannot take one day of one worker. */
async function breakOn(day: string, who: Who): Promise<void> {
  await p.admin.query(`create function core.breaks() returns trigger language plpgsql as
    $$ begin raise exception 'broken'; end $$`);
  await p.admin.query(`create trigger breaks before insert on core.contract_day for each row
    when (new.day = '${day}' and new.worker_id = '${p.memberIds[who]}')
    execute function core.breaks()`);
}

/** What the co-operative's people see of it, and what others do. */
async function listedForStaff(engagementId: string): Promise<void> {
  const all = await refusedList({ as: 'adviser', locale: 'nl' });
  expect(all).toMatchObject({
    totalCount: 1,
    nodes: [
      {
        ...{ month: '2027-05-01', since: '2027-06-02', engagement: { id: engagementId } },
        violations: [{ code: 'engagement.month-failed' }],
      },
    ],
  });
  expect(all?.nodes[0]?.violations[0]?.message).toMatch(/^De maand kon niet gemaakt worden/);
  expect((await refusedList(manager))?.totalCount).toBe(1);
  expect((await refusedList({ as: 'member-film' }))?.totalCount).toBe(0);
  expect((await refusedList({ as: 'adviser', foreign: true }))?.totalCount).toBe(0);
  const workerId = (who: Who) => globalId('Member', p.memberIds[who]);
  for (const [filter, count] of [
    [{ code: ['engagement.month-failed', 'contract.not-declared'] }, 1],
    [{ code: ['contract.not-declared'] }, 0],
    [{ code: [] }, 0],
    [{ sinceUntil: '2027-06-01' }, 0],
    [{ sinceUntil: '2027-06-02', activityId, workerId: workerId('member-stage') }, 1],
    [{ workerId: workerId('member-film') }, 0],
  ] as const) {
    expect((await refusedList({ as: 'adviser' }, filter))?.totalCount).toBe(count);
  }
  const few = await p.statements(() => refusedList({ as: 'adviser' }));
  await p.admin.query(
    `insert into core.engagement_month_refusal (cooperative_id, engagement_id, month, violations,
       since, tried_on)
     select cooperative_id, engagement_id, month + m * interval '1 month', violations, since, tried_on
     from core.engagement_month_refusal, generate_series(10, 60) m`,
  );
  expect(await p.statements(() => refusedList({ as: 'adviser' }))).toHaveLength(few.length);
  await p.admin.query(`delete from core.engagement_month_refusal where month > '2027-12-31'`);
}

async function refusedList(asking: Asking, filter: object = {}) {
  const { data } = await p.graphql<{ engagementRefusedMonths: RefusedList }>(
    `query ($filter: EngagementRefusedMonthFilter) {
      engagementRefusedMonths(first: 50, filter: $filter) { totalCount nodes {
        month since engagement { id worker { id } } violations { code message } } } }`,
    { filter },
    asking,
  );
  return data?.engagementRefusedMonths;
}
interface RefusedList {
  readonly totalCount: number;
  readonly nodes: readonly OpenMonths['refusedMonths'][number][];
}
