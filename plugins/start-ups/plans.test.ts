import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ask as asks,
  codesOf as codes,
  errorCode,
  giveMoney,
  runAssignments,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { concentrationOf, shareOf } from './customers.js';
import { startUps } from './plugin.js';
import { priceOf } from './purchase.js';
import {
  activityOf,
  engagement,
  invoice,
  key,
  mutation,
  stepper,
  type Told,
  tell,
} from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [startUps] });
  await step('DescribeActivity', 'activity { companyName }', {
    ...{ activityId: activity(), companyName: 'Zonnig bv' },
  });
});
afterAll(() => p.close());

const step = stepper(() => p);
const activity = () => activityOf(p);

const refused = (name: string, fields: string, input: object) =>
  errorCode(p, mutation(name, fields), { input });

describe('an agreement of purchase', () => {
  const tiers = [
    { from: '1', price: '10.00' },
    { from: '100', price: '8.00' },
  ];
  const agreed = (over: object = {}) => ({
    ...{ activityId: activity(), supplier: 'Boards nv', title: 'Boards', tiers },
    ...{ usualQuantity: '40', from: '2026-11-01', ...over },
  });
  const called = `callOff { quantity amount { amount } }`;

  test('costs less the more is bought in all, also when many call off at once', async () => {
    const { agreement } = await step(
      'AgreePurchase',
      'agreement { id }',
      agreed({ usualQuantity: null }),
    );
    const call = (quantity: string, over: object = {}) =>
      step('CallOff', called, { agreementId: agreement.id, quantity, ...key(), ...over });
    const once = key();
    const [first, again] = [await call('60', once), await call('60', once)];
    expect(again).toEqual(first);
    expect(first.callOff).toEqual({ quantity: '60', amount: { amount: '600.00' } });
    const both = await Promise.all([call('40'), call('40')]);
    expect(both.map(({ callOff }) => callOff.amount.amount)).toEqual(['320.00', '320.00']);
    const end = { agreementId: agreement.id, until: '2026-11-23' };
    await step('EndPurchase', 'agreement { untilDay }', end);
    p.setToday('2026-11-24');
    expect(codes(await call('1'))).toEqual(['start-ups.agreement-not-in-force']);
    p.setToday('2026-11-23');
    const query = `query ($id: ID!) { activity(id: $id) { startUp { purchaseAgreements {
      calledOff tiers { from price { amount } } callOffs(first: 1) { totalCount } } } } }`;
    expect(await asks(p, query, { id: activity() })).toMatchObject({
      startUp: { purchaseAgreements: [{ calledOff: '140', callOffs: { totalCount: 3 } }] },
    });
  });

  test.each([
    [{ tiers: [] }],
    [{ tiers: [{ from: '2', price: '1' }] }],
    [{ tiers: [tiers[0], tiers[0]] }],
    [{ tiers: [{ from: '1', price: '-1' }] }],
    [{ usualQuantity: '0' }],
    [{ until: '2026-10-31' }],
  ])('of %p is bad input', async (over) => {
    expect(await refused('AgreePurchase', 'agreement { id }', agreed(over))).toBe('BAD_USER_INPUT');
  });

  test('offers itself as a step where supplies are needed, and is undone with it', async () => {
    const { agreement } = await step('AgreePurchase', 'agreement { id }', agreed());
    const plan = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
      assignment { steps { tool { name } cost { amount } } } violations { code } } }`;
    await giveMoney(p, startUps, 1_000_00n);
    const input = { activityId: activity(), title: 'Boards', needs: ['supplies'] };
    expect(await asks(p, plan, { input })).toMatchObject({
      assignment: { steps: [{ tool: { name: 'start-ups.call-off' }, cost: { amount: '400.00' } }] },
    });
    const asked = { agreementId: agreement.id, quantity: '40' };
    const done = await run([asked]);
    expect(done).toMatchObject({ status: 'DONE', steps: [{ status: 'DONE' }] });
    const stepId = done.steps[0].reference.split(':')[1];
    const told: string[] = [];
    const emit = async ({ type }: { type: string }) => void told.push(type);
    const assignment = { activityId: p.activityIds['member-stage'], clientId: null, title: 'T' };
    const ctx = p.platform.host.context(p.ctx('member-stage'), startUps.name);
    const [tool] = startUps.tools as [(typeof startUps.tools)[number]];
    for (const _ of [1, 2]) {
      await ctx.transaction((inside) =>
        tool.cancel({ ...inside, stepId, assignment, done: {}, emit } as never, asked, null),
      );
    }
    expect(told).toEqual(['start-ups.call-off-cancelled']);
    const over = { agreementId: agreement.id, until: '2026-11-23' };
    await step('EndPurchase', 'agreement { untilDay }', over);
  });

  /** By the one button, and how it ended. */
  async function run(asked: readonly object[]): Promise<Told> {
    const plan = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
      assignment { id } violations { code } } }`;
    const start = `mutation ($input: AssignmentStepInput!) { startAssignment(input: $input) {
      violations { code } } }`;
    const steps = asked.map((input) => ({ tool: 'start-ups.call-off', input }));
    const input = { activityId: activity(), title: 'Boards', steps };
    const { assignment } = await asks<Told>(p, plan, { input });
    await asks(p, start, { input: { id: assignment.id, ...key() } });
    await runAssignments(p.platform);
    const query = 'query ($id: ID!) { assignment(id: $id) { status steps { status reference } } }';
    return asks(p, query, { id: assignment.id });
  }

  test('offers nothing by itself while more than one has a usual quantity', async () => {
    const facts = {
      ...{ allInclusive: true, days: [], places: [], people: [], needs: ['supplies'] },
      ...{ currency: 'EUR', amountMinor: null },
    };
    const ctx = p.platform.host.context(p.ctx('member-stage'), startUps.name);
    const [tool] = startUps.tools as [(typeof startUps.tools)[number]];
    const assignment = { activityId: p.activityIds['member-stage'], clientId: null, title: 'T' };
    const place = { ...ctx, stepId: null, done: {}, assignment };
    for (const _ of [1, 2]) await step('AgreePurchase', 'agreement { id }', agreed());
    expect(await tool.propose?.(place as never, facts as never)).toMatchObject({
      declined: { code: 'start-ups.no-usual-agreement' },
    });
  });

  test('that would cost too much is refused, and the list of them has an end', async () => {
    const dear = agreed({ tiers: [{ from: '1', price: '999999.00' }] });
    const { agreement } = await step('AgreePurchase', 'agreement { id }', dear);
    const call = { agreementId: agreement.id, quantity: '1000000000', ...key() };
    expect(codes(await step('CallOff', called, call))).toEqual(['start-ups.too-large']);
    await p.admin.query(
      `insert into start_ups.purchase_agreement (cooperative_id, id, activity_id, supplier, title,
         tiers, from_day, currency, changed_at)
       select cooperative_id, gen_random_uuid(), activity_id, 'many', title, tiers, from_day,
         currency, changed_at from start_ups.purchase_agreement, generate_series(1, 100)
       where id = $1`,
      [agreement.id.split(':')[1]],
    );
    expect(codes(await step('AgreePurchase', 'agreement { id }', dear))).toEqual([
      'start-ups.list-full',
    ]);
    await p.admin.query(`delete from start_ups.purchase_agreement where supplier = 'many'`);
  });

  test('prices at the border of a tier', () => {
    const kept = tiers.map(({ from, price }) => ({ from, price: price.replace('.', '') }));
    expect([1n, 99n, 100n].map((inAll) => priceOf(kept, inAll))).toEqual([1000n, 1000n, 800n]);
  });
});

describe('the money for shares', () => {
  test('is the company’s: what the co-operative gets of it is held and sent on', async () => {
    const say = (name: string, type: string, made: string, input: object): Promise<Told> =>
      asks(
        ...([p, `mutation ($input: ${type}!) { ${name}(input: $input) { ${made} } }`] as const),
        ...([{ input }, { as: 'finance' }] as const),
      );
    const money = `query ($id: ID!) { activity(id: $id) { balance {
      available { amount } receivable { amount } } } }`;
    const balance = () => asks<object>(p, money, { id: activity() });
    const before = await balance();
    const line = { lineNo: 1, bookedOn: '2026-11-23', amount: '25000.00' };
    const from = { counterpartyName: 'An investor', communication: 'Shares of Zonnig bv' };
    const statement = { iban: 'BE68539007547034', year: 2026, number: 1 };
    const { bankLines } = await say(
      ...(['importBankStatement', 'ImportBankStatementInput', 'bankLines { id }'] as const),
      { ...statement, lines: [{ ...line, ...from }], idempotencyKey: crypto.randomUUID() },
    );
    const blocked = { iban: 'BE71096123456769', holder: 'Zonnig bv in formation' };
    const { payout, violations } = await say(
      ...(['refundBankLine', 'RefundBankLineInput'] as const),
      'payout { status amount { amount } activity { name } } violations { code }',
      { bankLineId: bankLines[0].id, ...blocked, idempotencyKey: crypto.randomUUID() },
    );
    expect({ payout, violations }).toEqual({
      payout: { status: 'DUE', amount: { amount: '25000.00' }, activity: null },
      violations: [],
    });
    expect(await balance()).toEqual(before);
  });
});

describe('what changes and ends', () => {
  test('an investment is changed, and once it is sold it is worth nothing', async () => {
    const { investment } = await step('AddInvestment', 'investment { id }', {
      ...{ activityId: activity(), title: 'Bench', boughtOn: '2026-01-01', cost: '1200.00' },
      lifeMonths: 12,
    });
    const { id } = investment;
    const worth = 'investment { disposedOn proceeds { amount } bookValue { amount } }';
    await step('ChangeInvestment', worth, { id, cost: '2400.00', lifeMonths: 24 });
    // Two at once, of different things: neither undoes the other's.
    const both = [{ title: 'Test bench' }, { boughtOn: '2026-02-01' }, { residual: '240.00' }];
    await Promise.all(both.map((one) => step('ChangeInvestment', worth, { id, ...one })));
    const query = `query ($id: ID!) { activity(id: $id) { startUp { investments { id title boughtOn
      residual { amount } } } } }`;
    const { startUp } = await asks<Told>(p, query, { id: activity() });
    expect(startUp.investments.find((one: Told) => one.id === id)).toEqual({
      ...{ id, title: 'Test bench', boughtOn: '2026-02-01', residual: { amount: '240.00' } },
    });
    expect(await refused('ChangeInvestment', worth, { id, cost: '239.99' })).toBe('BAD_USER_INPUT');
    const sold = await step('DisposeInvestment', worth, { id, on: '2026-11-20', proceeds: '90' });
    expect(sold.investment).toEqual({
      ...{ disposedOn: '2026-11-20', proceeds: { amount: '90.00' } },
      bookValue: { amount: '0.00' },
    });
    const again = { id, on: '2026-11-20', proceeds: '1' };
    expect(codes(await step('DisposeInvestment', worth, again))).toEqual([
      'start-ups.investment-gone',
    ]);
    expect(codes(await step('ChangeInvestment', worth, { id }))).toEqual([
      'start-ups.investment-gone',
    ]);
    const late = { id, on: '2026-11-24', proceeds: '1' };
    expect(await refused('DisposeInvestment', worth, late)).toBe('BAD_USER_INPUT');
  });

  test('an investment says which debt pays for it, once its plugin has told of one', async () => {
    const loan = 'FinancingLoan:019a0000-0000-7000-8000-0000000000aa';
    const oven = {
      ...{ activityId: activity(), title: 'Oven', boughtOn: '2026-11-01', cost: '10' },
      ...{ lifeMonths: 12, financedBy: loan },
    };
    for (const financedBy of [loan, `FinancingLoan:${'0'.repeat(36)}`, 'FinancingLoan:x', 'x']) {
      const asked = { ...oven, financedBy };
      expect(await refused('AddInvestment', 'investment { id }', asked)).toBe('NOT_FOUND');
    }
    await tell(p, { type: 'financing.loan-drawn', subjectType: 'FinancingLoan', id: loan });
    const { investment } = await step('AddInvestment', 'investment { id financedBy }', oven);
    expect(investment.financedBy).toBe(loan);
    const { id } = investment;
    const kept = await step('ChangeInvestment', 'investment { financedBy }', { id, cost: '11' });
    expect(kept.investment.financedBy).toBe(loan);
  });

  test('nothing is added to an activity that is closed', async () => {
    const of = [p.activityIds['member-stage']];
    await p.admin.query(`update core.activity set status = 'CLOSED' where id = $1`, of);
    const role = { activityId: activity(), role: 'X', monthlyCost: '1', from: '2026-12-01' };
    expect(codes(await step('AddTeamMember', 'teamMember { id }', role))).toEqual([
      'start-ups.activity-closed',
    ]);
    await p.admin.query(`update core.activity set status = 'OPEN' where id = $1`, of);
  });

  test('a role is filled by an employment, follows it, and ends with it', async () => {
    const { teamMember } = await step('AddTeamMember', 'teamMember { id }', {
      ...{ activityId: activity(), role: 'Developer', monthlyCost: '1', from: '2026-12-01' },
    });
    const { id } = teamMember;
    const draft = await engagement(p, 'DRAFT');
    const filled = `teamMember { untilDay monthlyCost { amount } engagement { id }
      weeklyHours fullTime }`;
    const link = (engagementId: string) => step('LinkEngagement', filled, { id, engagementId });
    expect(codes(await link(draft))).toEqual(['start-ups.engagement-not-signed']);
    const signed = await engagement(p, 'SIGNED');
    expect((await link(signed)).teamMember).toEqual({
      ...{ untilDay: null, monthlyCost: { amount: '4000.00' }, engagement: { id: signed } },
      ...{ weeklyHours: '38.00', fullTime: true },
    });
    const { teamMember: second } = await step('AddTeamMember', 'teamMember { id }', {
      ...{ activityId: activity(), role: 'Sales', monthlyCost: '1', from: '2026-12-01' },
    });
    const also = { id: second.id, engagementId: signed };
    expect(codes(await step('LinkEngagement', filled, also))).toEqual([
      'start-ups.engagement-fills-other',
    ]);
    const half = await engagement(p, 'SIGNED', '{456,456,227,0,0,0,0}');
    const { teamMember: part } = await step('LinkEngagement', filled, {
      ...{ id: second.id, engagementId: half },
    });
    expect(part).toMatchObject({ weeklyHours: '18.98', fullTime: false });
    const other = { id, monthlyCost: '1' };
    expect(codes(await step('ChangeTeamMember', filled, other))).toEqual([
      'start-ups.role-by-engagement',
    ]);
    await p.admin.query(
      `update core.engagement set status = 'ENDED', last_day = '2027-03-31', end_reason = 'Agreed'
       where id = $1`,
      [signed.slice('Engagement:'.length)],
    );
    await tell(p, { type: 'engagement.ended', subjectType: 'Engagement', id: signed });
    const renamed = await step('ChangeTeamMember', filled, { id, role: 'Lead developer' });
    expect(renamed.teamMember.untilDay).toBe('2027-03-31');
  });

  test('a scenario is taken away', async () => {
    const { scenario } = await step('ForecastCash', 'scenario { id }', {
      ...{ activityId: activity(), name: 'gone', from: '2026-12-01', months: 1, opening: '1' },
      lines: [],
    });
    await step('RemoveScenario', 'scenario { name }', { id: scenario.id });
    const gone = await refused('RemoveScenario', 'scenario { name }', { id: scenario.id });
    expect(gone).toBe('NOT_FOUND');
  });
});

describe('customers', () => {
  test('are told with how much depends on few of them', async () => {
    for (const unitPrice of ['300.00', '100.00']) await invoice(p, unitPrice);
    const query = `query ($id: ID!, $until: Date!) { activity(id: $id) { startUp {
      customers(from: "2026-01-01", until: $until) { total { amount } largestPercent concentration
        customers { percent invoices client { name } } } } } }`;
    const of = async (until: string) =>
      ((await asks(p, query, { id: activity(), until })) as Told).startUp.customers;
    expect(await of('2026-11-23')).toEqual({
      ...{ total: { amount: '400.00' }, largestPercent: '75.00', concentration: 6250 },
      customers: [
        { percent: '75.00', invoices: 1, client: { name: 'Client nv' } },
        { percent: '25.00', invoices: 1, client: { name: 'Client nv' } },
      ],
    });
    expect(await of('2026-01-02')).toEqual({
      ...{ total: { amount: '0.00' }, largestPercent: null, concentration: null, customers: [] },
    });
    await expect(of('2025-12-31')).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', path: 'until' },
    });
    expect(shareOf(-1n, 10n)).toBe(0n);
    expect(concentrationOf([10_000n])).toBe(10_000);
  });
});
