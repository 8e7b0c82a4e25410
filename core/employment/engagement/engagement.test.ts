import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { advance, repay } from '../../money/fund/guarantee-fund.js';
import { creditInvoice } from '../../money/invoice/credit-invoice.js';
import { line, newInvoice, withFund, within } from '../../money/testing.js';
import { globalId, localId, newId } from '../../platform/ids.js';
import type { Asking } from '../../platform/testing/platform.js';
import { type ContractCalls, contractCalls, type TestPlatform } from '../testing/calls.js';
import { employmentWorld, gives, joins } from '../testing/world.js';
import { makeDueMonths } from './months.job.js';

let p: TestPlatform;
let calls: ContractCalls;
let activityId: string;

beforeAll(async () => {
  const world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
  activityId = world.activityId;
  await joins(p, p, 'member-design');
  for (const kind of ['open-ended', 'salaried-entrepreneur']) {
    // No coefficient of these kinds is published: one of the test.
    await p.admin.query(
      `insert into core.pay_coefficient
       select (jsonb_populate_record(c, jsonb_build_object('id', $2::text,
         'contract_kind', $3::text, 'from_day', '2015-01-01'))).*
       from core.pay_coefficient c where c.cooperative_id = $1 and c.contract_kind = 'task'`,
      [p.cooperativeId, newId(), kind],
    );
  }
});
afterAll(() => p.close());

interface Said {
  readonly error: unknown;
  readonly engagement: { readonly id: string; readonly status: string } | null;
  readonly settlement: object | null;
  readonly decided: boolean;
  readonly violations: readonly {
    readonly code: string;
    readonly path: readonly string[];
    readonly message: string;
  }[];
}

async function send(mutation: string, type: string, input: object, asking: Asking): Promise<Said> {
  const fields = payloads[mutation] ?? 'engagement { id status lastDay viewerCan }';
  const { data, errors } = await p.graphql<Record<string, Said>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      ${fields} violations { code path message source { title } } } }`,
    { input },
    asking,
  );
  return { ...(data?.[mutation] as Said), error: errors?.[0]?.extensions?.code };
}

const payloads: Record<string, string> = {
  setEngagementPolicy: 'decided',
  setAgreedFigure: 'agreed { figure }',
  settleEngagementYear: `settlement { year turnover { amount } directCosts { amount }
    contribution { amount } employed { amount } carried { amount } balance { amount } }`,
};

const manager: Asking = { as: 'member-stage' };
const me = () => globalId('Member', p.memberIds['member-stage']);
const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, hours: '7.6' }));

const draft = (over: object = {}, asking = manager) =>
  send(
    ...(['createEngagement', 'CreateEngagementInput'] as const),
    {
      ...{ activityId, workerId: me(), kind: 'open-ended', schedule: week, budget: '4200.00' },
      ...{ from: '2026-12-01', idempotencyKey: newId(), ...over },
    },
    asking,
  );
const sign = (id: string | undefined, over: object = {}, asking = manager) =>
  send(
    ...(['signEngagement', 'SignEngagementInput'] as const),
    { id, idempotencyKey: newId(), ...over },
    asking,
  );
const end = (id: string, lastDay: string, over: object = {}) =>
  send('endEngagement', 'EndEngagementInput', { id, lastDay, reason: 'Agreed', ...over }, manager);
const settle = (id: string, year: number, over: object = {}, asking: Asking = { as: 'adviser' }) =>
  send(
    ...(['settleEngagementYear', 'SettleEngagementYearInput'] as const),
    { id, year, idempotencyKey: newId(), ...over },
    asking,
  );
const waived = (id: string, month: string, over: object = {}, asking: Asking = { as: 'adviser' }) =>
  send(
    ...(['waiveEngagementMonth', 'WaiveEngagementMonthInput'] as const),
    { id, month, reason: 'Ill all month', ...over },
    asking,
  );
const codes = ({ violations }: Said) => violations.map(({ code }) => code);

const read = async (id: string, asking = manager) => {
  const { data } = await p.graphql<{ engagement: ReadEngagement | null }>(
    `query ($id: ID!) { engagement(id: $id) { status lastDay kind { code } worker { id }
      schedule { weekday hours } monthlyBudget { amount } monthlyAdvance { amount } viewerCan
      months { month fixed { amount } advance { amount } settlement { amount }
        contract { status number employerCost { amount } days { day kind } } } } }`,
    { id },
    asking,
  );
  return data?.engagement ?? null;
};

interface ReadEngagement {
  readonly status: string;
  readonly months: readonly {
    readonly month: string;
    readonly settlement: { readonly amount: string };
    readonly contract: {
      readonly status: string;
      readonly employerCost: { amount: string };
      readonly days: readonly object[];
    };
  }[];
}

describe('an activity that can carry it', () => {
  let id: string;

  test('is asked to by a decision of the co-operative, which must be there', async () => {
    const drafted = await draft();
    id = drafted.engagement?.id as string;
    expect(codes(await sign(id))).toEqual(['engagement.no-policy']);
    const decide = (over: object, as: Asking['as'] = 'admin') =>
      send(
        ...(['setEngagementPolicy', 'SetEngagementPolicyInput'] as const),
        { months: 3, expectedShare: '0.5', leadDays: 10, source: 'Board, minutes 12', ...over },
        { as },
      );
    expect((await decide({}, 'adviser')).error).toBe('FORBIDDEN');
    const bad = { months: 0, leadDays: 29, expectedShare: '1.1', from: '2026-11-22', source: '' };
    expect(codes(await decide(bad))).toEqual([
      ...['text.blank', 'engagement.out-of-range', 'engagement.out-of-range'],
      ...['engagement.out-of-range', 'autonomy.backdated'],
    ]);
    expect((await decide({})).decided).toBe(true);
  });

  test('counts what was advanced upon an invoice once', async () => {
    await withFund(p, 100_000n, { shareOfExpected: 100_000 });
    const has = async () =>
      /has ([\d.]+) EUR/.exec((await sign(id)).violations[0]?.message ?? '')?.[1];
    const move = { activityId: localId('Activity', activityId), amountMinor: 900_00n };
    const moving = (work: typeof advance) =>
      within(p.ctx('member-stage'), (ctx) =>
        work(ctx, { ...move, key: newId(), source: { type: 'test', id: newId() } }, ctx.tx),
      );
    const invoice = await newInvoice(p, 'member-stage', [line('1000.00')]);
    // 935.00 is expected, of which the half counts; then 900.00 is there and half of 35.00 counts.
    expect(await has()).toBe('467.50');
    await moving(advance);
    expect(await has()).toBe('917.50');
    await moving(repay);
    const credit = { invoiceId: invoice.id, reason: 'Test', idempotencyKey: newId() };
    expect((await creditInvoice(p.ctx('member-stage'), credit)).violations).toEqual([]);
    expect(await has()).toBe('0.00');
  });

  test('engages its own manager full time, to the cent of what it must have', async () => {
    await gives(p, 12_599_99n);
    const poor = await sign(id);
    expect(poor.violations).toMatchObject([
      {
        code: 'engagement.cannot-carry',
        message: 'The activity has 12599.99 EUR; 3 months of its engagements cost 12600.00 EUR.',
        source: { title: 'Board, minutes 12' },
      },
    ]);
    await gives(p, 1n);
    expect(await sign(id, { dryRun: true })).toMatchObject({ engagement: null, violations: [] });
    const both = await Promise.all([sign(id), sign(id)]);
    expect(both.flatMap(codes).filter((code) => code === 'engagement.not-draft')).toHaveLength(1);
    const seen = await read(id);
    expect(seen).toMatchObject({
      ...{ status: 'SIGNED', kind: { code: 'open-ended' }, worker: { id: me() } },
      months: [{ month: '2026-12-01', contract: { status: 'SIGNED' } }],
    });
    expect(seen?.months[0]?.contract.employerCost.amount).toBe('4200.00');
  });

  test('carries no second one with the same money, whoever signs first', async () => {
    await gives(p, 12_600_00n);
    const half = { schedule: [{ weekday: 1, hours: '7.6' }], budget: '4200.00' };
    const others = await Promise.all(
      (['member-film', 'member-design'] as const).map((who) =>
        draft({ ...half, workerId: globalId('Member', p.memberIds[who]) }),
      ),
    );
    const signed = await Promise.all(others.map(({ engagement }) => sign(engagement?.id)));
    expect(signed.flatMap(codes)).toEqual(['engagement.cannot-carry']);
    const won = signed.find(({ engagement }) => engagement !== null)?.engagement?.id as string;
    for (const { engagement } of others) {
      if (engagement?.id !== won) await end(engagement?.id as string, '2026-12-01');
    }
    const month = (await read(won))?.months[0]?.contract as unknown as { number: string };
    const { nodes } = await contractsNumbered(month.number);
    await calls.cancel(nodes[0]?.id as string);
    expect(codes(await end(won, '2026-12-31'))).toEqual([]);
  });

  test('gets a contract each month, as long before as was decided, and once', async () => {
    p.setToday('2026-12-21');
    expect(await makeDueMonths(p.platform, '2026-12-21')).toMatchObject({ made: 0 });
    p.setToday('2026-12-22');
    const twice = await Promise.all([1, 2].map(() => makeDueMonths(p.platform, '2026-12-22')));
    expect(twice.map(({ made }) => made).sort()).toEqual([0, 1]);
    expect((await read(id))?.months.map(({ month }) => month)).toEqual([
      ...['2027-01-01', '2026-12-01'],
    ]);
  });

  test('ends it within a signed month, which is shorter, and then makes no month', async () => {
    expect(codes(await end(id, '2026-11-30'))).toEqual(['engagement.ends-first']);
    expect(codes(await end(id, '2027-01-15', { reason: ' ' }))).toEqual(['text.blank']);
    const tried = await end(id, '2027-01-15', { dryRun: true });
    expect(tried).toMatchObject({ engagement: null, violations: [] });
    expect((await read(id))?.months[0]?.contract.employerCost.amount).toBe('4200.00');
    await noticeIsKept(id);
    expect((await end(id, '2027-01-15')).engagement?.status).toBe('SIGNED');
    const [january] = (await read(id))?.months ?? [];
    // 11 of the 21 days of its month.
    expect(january).toMatchObject({
      ...{ month: '2027-01-01', fixed: { amount: '2200.00' } },
      contract: { status: 'SIGNED', employerCost: { amount: '2200.00' } },
    });
    expect(january?.contract.days).toHaveLength(11);
    expect(codes(await end(id, '2027-02-28'))).toEqual(['engagement.end-agreed']);
    p.setToday('2027-01-30');
    expect(await makeDueMonths(p.platform, '2027-01-30')).toMatchObject({ made: 0, refused: [] });
    expect((await read(id))?.status).toBe('ENDED');
    p.setToday('2026-11-23');
  });

  /** It is 22 December, a Tuesday; the service began on the first. */
  async function noticeIsKept(id: string) {
    const by = (side: string) => ({ by: side, dryRun: true });
    expect((await end(id, '2027-01-15', by('WORKER'))).violations).toMatchObject([
      { code: 'law.figure-missing', path: ['by'] },
    ]);
    const agreed = await send(
      ...(['setAgreedFigure', 'SetAgreedFigureInput'] as const),
      {
        ...{ figure: 'NOTICE_BY_WORKER', from: '2026-12-01', source: 'A law of the test' },
        steps: [
          { at: 0, value: '2' },
          { at: 3, value: '3' },
        ],
      },
      { as: 'adviser' },
    );
    expect(codes(agreed)).toEqual([]);
    // From Monday 28 December two weeks.
    expect((await end(id, '2027-01-09', by('WORKER'))).violations).toMatchObject([
      {
        ...{ code: 'engagement.notice-too-short', path: ['lastDay'] },
        message: '2027-01-09 is too early: a notice given today runs until 2027-01-10.',
        source: { title: 'A law of the test' },
      },
    ]);
    expect(codes(await end(id, '2027-01-10', by('WORKER')))).toEqual([]);
    expect(codes(await end(id, '2027-01-10', by('EMPLOYER')))).toEqual(['law.figure-missing']);
  }

  const contractsNumbered = async (number: string) => {
    const { data } = await p.graphql<{ contracts: { nodes: { id: string; number: string }[] } }>(
      '{ contracts(first: 100) { nodes { id number } } }',
      {},
      manager,
    );
    return { nodes: data?.contracts.nodes.filter((one) => one.number === number) ?? [] };
  };
});

describe('a draft', () => {
  test('says all that is wrong with it at once', async () => {
    const refused = await draft({
      ...{ kind: 'task', budget: '0', advance: '1', jointCommittee: 'x', function: 'A a' },
      schedule: [
        { weekday: 0, hours: '8' },
        { weekday: 1, hours: '25' },
        { weekday: 1, hours: '8' },
      ],
    });
    expect(refused.violations.map(({ path }) => path.join('.'))).toEqual([
      ...['budget', 'advance', 'schedule.0.weekday', 'schedule.1.hours', 'schedule.2.weekday'],
      ...['jointCommittee', 'function', 'kind'],
    ]);
    expect(codes(await draft({ schedule: [] }))).toEqual(['engagement.empty-week']);
  });

  test('is made once for each key, and only by who manages the activity', async () => {
    const idempotencyKey = newId();
    const [one, two] = [await draft({ idempotencyKey }), await draft({ idempotencyKey })];
    expect(one.engagement?.id).toBe(two.engagement?.id);
    expect((await draft({}, { as: 'member-film' })).error).toBe('FORBIDDEN');
    expect((await draft({}, { as: 'member-startup' })).error).toBe('NOT_FOUND');
    const id = one.engagement?.id as string;
    expect(await read(id, { as: 'member-design' })).toBeNull();
    expect((await sign(id, {}, { as: 'adviser', foreign: true })).error).toBe('NOT_FOUND');
    const refused = await p.graphql<{ closeActivity: Said }>(
      `mutation ($input: CloseActivityInput!) { closeActivity(input: $input) {
        violations { code path } } }`,
      { input: { activityId, dryRun: true } },
      manager,
    );
    expect(codes(refused.data?.closeActivity as Said)).toContain('closing.open-engagements');
    expect((await end(id, '2026-12-01')).engagement?.status).toBe('CANCELLED');
  });

  test('is the only way to a contract without an agreed end', async () => {
    const alone = await calls.signed({ kind: 'open-ended', days: [['2026-12-10', '8']] });
    expect(codes(alone as unknown as Said)).toContain('engagement.needed');
  });
});

describe('a salaried entrepreneur', () => {
  test('is paid fixed and advance each month, and what a settled year leaves', async () => {
    await gives(p, 100_000_00n);
    const drafted = await draft({
      ...{ kind: 'salaried-entrepreneur', advance: '300.00', from: '2027-01-04' },
      ...{ schedule: [{ weekday: 2, hours: '7.6' }], budget: '1000.00' },
      workerId: globalId('Member', p.memberIds['member-design']),
    });
    const id = drafted.engagement?.id as string;
    p.setToday('2026-12-30');
    expect(codes(await sign(id))).toEqual([]);
    p.setToday('2027-03-01');
    await newInvoice(p, 'member-stage', [line('30000.00')]);
    expect(codes(await settle(id, 2027))).toEqual(['engagement.year-runs']);
    p.setToday('2028-01-02');
    expect((await settle(id, 2027, {}, manager)).error).toBe('FORBIDDEN');
    expect(await settle(id, 2027)).toMatchObject({
      violations: [{ code: 'engagement.months-open', path: ['year'] }],
    });
    // Nobody ran the job for a year: all that was worked is made, January of 2028 with it.
    expect(await makeDueMonths(p.platform, '2028-01-02')).toEqual({
      made: 12,
      refused: [],
      failed: [],
    });
    const figures = {
      ...{ turnover: { amount: '30000.00' }, directCosts: { amount: '0.00' } },
      // 6.5 %; January was a whole month of its Tuesdays: 1,000.00 and 300.00 in advance.
      ...{ contribution: { amount: '1950.00' }, employed: { amount: '15600.00' } },
      ...{ carried: { amount: '0.00' }, balance: { amount: '12450.00' } },
    };
    const tried = await settle(id, 2027, { dryRun: true });
    expect(tried).toMatchObject({ settlement: figures, violations: [] });
    const both = await Promise.all([settle(id, 2027), settle(id, 2027)]);
    expect(both.flatMap(codes)).toEqual(['engagement.year-settled']);
    p.setToday('2028-01-25');
    expect(await makeDueMonths(p.platform, '2028-01-25')).toEqual({
      made: 1,
      refused: [],
      failed: [],
    });
    const [february] = (await read(id))?.months ?? [];
    expect(february).toMatchObject({
      ...{ month: '2028-02-01', settlement: { amount: '12450.00' } },
      contract: { employerCost: { amount: '13750.00' } },
    });
    p.setToday('2029-01-02');
    await makeDueMonths(p.platform, '2029-01-02');
    const next = await settle(id, 2028);
    // What settled 2027 is no cost of 2028; less than nothing is carried on and never claimed.
    expect(next.settlement).toMatchObject({ employed: { amount: '15600.00' } });
    expect(next.settlement).toMatchObject({ balance: { amount: '-15600.00' } });
    p.setToday('2030-01-02');
    expect(codes(await waived(id, '2029-12-31'))).toEqual([]);
    await makeDueMonths(p.platform, '2030-01-02');
    const third = await settle(id, 2029);
    expect(third.settlement).toMatchObject({
      ...{ carried: { amount: '-15600.00' }, employed: { amount: '14300.00' } },
      balance: { amount: '-29900.00' },
    });
    const input = { id, month: '2029-12-01' };
    const back = await send(
      ...(['restoreEngagementMonth', 'RestoreEngagementMonthInput', input] as const),
      { as: 'adviser' },
    );
    expect(codes(back)).toEqual(['engagement.year-settled']);
    expect(codes(await settle(id, 2031))).toEqual([
      ...['engagement.year-runs', 'engagement.year-before-open'],
    ]);
    p.setToday('2026-11-23');
  });
});
