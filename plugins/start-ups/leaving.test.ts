import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ask as asks,
  codesOf as codes,
  errorCode,
  giveMoney,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { concentrationOf, shareOf } from './customers.js';
import { startUps } from './plugin.js';
import { priceOf } from './purchase.js';

// biome-ignore lint/suspicious/noExplicitAny: the answers of a test are read as they come.
type Told = any;
type As = 'member-stage' | 'member-film' | 'adviser' | 'finance' | 'finance-2' | 'admin';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [startUps] });
  await step('DescribeActivity', 'activity { companyName }', {
    ...{ activityId: activity(), companyName: 'Zonnig bv' },
  });
});
afterAll(() => p.close());

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
    const ctx = p.platform.host.context(p.ctx('member-stage'), startUps.name);
    const [tool] = startUps.tools as [(typeof startUps.tools)[number]];
    const stepId = ctx.newId();
    const assignment = { activityId: p.activityIds['member-stage'], clientId: null, title: 'T' };
    const told: string[] = [];
    const emit = async ({ type }: { type: string }) => void told.push(type);
    const inStep = <T>(work: (inside: never) => Promise<T>) =>
      ctx.transaction((inside) => work({ ...inside, stepId, assignment, done: {}, emit } as never));
    const asked = { agreementId: agreement.id, quantity: '40' };
    await inStep((inside) => tool.start(inside, asked, null));
    for (const _ of [1, 2]) await inStep((inside) => tool.cancel(inside, asked, null));
    expect(told).toEqual(['start-ups.called-off', 'start-ups.call-off-cancelled']);
    const over = { agreementId: agreement.id, until: '2026-11-23' };
    await step('EndPurchase', 'agreement { untilDay }', over);
  });

  test('prices at the border of a tier', () => {
    const kept = tiers.map(({ from, price }) => ({ from, price: price.replace('.', '') }));
    expect([1n, 99n, 100n].map((inAll) => priceOf(kept, inAll))).toEqual([1000n, 1000n, 800n]);
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

  test('a role is filled by an employment, follows it, and ends with it', async () => {
    const { teamMember } = await step('AddTeamMember', 'teamMember { id }', {
      ...{ activityId: activity(), role: 'Developer', monthlyCost: '1', from: '2026-12-01' },
    });
    const { id } = teamMember;
    const draft = await engagement('DRAFT');
    const filled = 'teamMember { untilDay monthlyCost { amount } engagement { id } }';
    const link = (engagementId: string) => step('LinkEngagement', filled, { id, engagementId });
    expect(codes(await link(draft))).toEqual(['start-ups.engagement-not-signed']);
    const signed = await engagement('SIGNED');
    expect((await link(signed)).teamMember).toEqual({
      ...{ untilDay: null, monthlyCost: { amount: '4000.00' }, engagement: { id: signed } },
    });
    const other = { id, monthlyCost: '1' };
    expect(codes(await step('ChangeTeamMember', filled, other))).toEqual([
      'start-ups.role-by-engagement',
    ]);
    await p.admin.query(
      `update core.engagement set status = 'ENDED', last_day = '2027-03-31', end_reason = 'Agreed'
       where id = $1`,
      [signed.slice('Engagement:'.length)],
    );
    await tell('engagement.ended', 'Engagement', signed);
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
    for (const unitPrice of ['300.00', '100.00']) await invoice(unitPrice);
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
    expect(shareOf(-1n, 10n)).toBe(0n);
    expect(concentrationOf([10_000n])).toBe(10_000);
  });
});

describe('a spin-off', () => {
  const file = `spinOff { id status settled { amount } viewerCan
    items(first: 100) { nodes { id kind decision value { amount } } } }`;
  const prepared = (over: object = {}) => ({
    ...{ activityId: activity(), companyName: 'Zonnig bv', enterpriseNumber: '0566988259' },
    ...{ iban: 'BE68539007547034', transferOn: '2027-01-01', ...over },
  });
  let id: string;

  const decide = async (choose: (item: Told) => object) => {
    const decisions = (await items()).items.nodes.map((item: Told) => ({
      ...{ itemId: item.id, ...choose(item) },
    }));
    return step('DecideSpinOffItems', file, { id, decisions });
  };
  const usual = ({ kind }: Told) => ({
    decision: kind === 'INVOICE' ? 'STAY' : kind === 'ENGAGEMENT' ? 'SETTLE' : 'CARRY',
    note: kind === 'DEBT' ? 'Letter of the board, 20 November' : null,
  });
  const items = (): Promise<Told> =>
    asks(
      p,
      'query ($id: ID!) { startUpSpinOff(id: $id) { items(first: 100) { nodes { id kind } } } }',
      { id },
    );

  test('lists what the activity has and owes, of the core, of itself and as others told', async () => {
    await step('AddInvestment', 'investment { id }', {
      ...{ activityId: activity(), title: 'Oven', boughtOn: '2026-01-01', cost: '1200.00' },
      lifeMonths: 24,
    });
    const loan = 'FinancingLoan:019a0000-0000-7000-8000-000000000001';
    const thing = 'EquipmentItem:019a0000-0000-7000-8000-000000000002';
    await tell('equipment.retired', 'EquipmentItem', thing);
    await tell('equipment.handed-out', 'EquipmentItem', thing, { valueMinor: '100' });
    await tell('financing.loan-drawn', 'FinancingLoan', loan, { valueMinor: '50000' });
    await tell('financing.loan-drawn', 'FinancingLoan', loan, { valueMinor: '50000' });
    const opened = await step('PrepareSpinOff', file, prepared());
    expect(codes(opened)).toEqual([]);
    id = opened.spinOff.id;
    const listed = opened.spinOff.items.nodes;
    const kinds = listed.map(({ kind }: Told) => kind);
    expect(kinds.filter((kind: string) => kind === 'CLIENT')).toHaveLength(2);
    expect(kinds).toEqual(expect.arrayContaining(['INVOICE', 'INVESTMENT', 'DEBT']));
    expect(kinds).not.toContain('EQUIPMENT');
    const value = (kind: string) => listed.find((item: Told) => item.kind === kind).value.amount;
    expect([value('DEBT'), value('INVESTMENT')]).toEqual(['500.00', '550.00']);
  });

  test('meets everything that stands in its way at once, and takes up what has come since', async () => {
    await invoice('50.00');
    const tried = await step('SubmitSpinOff', file, { id, dryRun: true });
    expect(codes(tried)).toEqual([
      ...['start-ups.spin-off-inventory-grew', 'start-ups.spin-off-undecided'],
      'start-ups.spin-off-no-shares',
    ]);
    const again = await step('PrepareSpinOff', file, prepared());
    expect(again.spinOff.id).toBe(id);
    await decide(() => ({ decision: 'CARRY' }));
    expect(codes(await step('SubmitSpinOff', file, { id }))).toEqual([
      ...['start-ups.spin-off-decided-otherwise', 'start-ups.spin-off-without-consent'],
      'start-ups.spin-off-no-shares',
    ]);
    await decide(usual);
    const submitted = await step('SubmitSpinOff', file, { id });
    expect(submitted.spinOff.status).toBe('SUBMITTED');
    expect(codes(await step('PrepareSpinOff', file, prepared()))).toEqual([
      'start-ups.spin-off-open',
    ]);
  });

  test('is judged and carried out by others, on its day, and pays what is left once', async () => {
    const judge = { id, favourable: true, reasons: 'A sound plan.' };
    expect(await refused('JudgeSpinOff', file, judge)).toBe('FORBIDDEN');
    const both = await Promise.all(
      ['adviser', 'admin'].map((as) => step('JudgeSpinOff', file, judge, as as As)),
    );
    expect(both.flatMap(codes).filter((code) => code !== 'start-ups.spin-off-no-shares')).toEqual([
      'start-ups.spin-off-is-approved',
    ]);
    await giveMoney(p, startUps, 2_000_00n);
    const transfer = { id, amount: '1500.00', ...key() };
    const early = await step('TransferSpinOff', file, transfer, 'finance');
    expect(codes(early)).toContain('start-ups.spin-off-too-early');
    p.setToday('2027-01-01');
    const much = await step('TransferSpinOff', file, { ...transfer, amount: '99999' }, 'finance');
    expect(codes(much)).toContain('money.insufficient-funds');
    const done = await Promise.all(
      [1, 2].map(() => step('TransferSpinOff', file, transfer, 'finance')),
    );
    for (const { spinOff: told } of done) {
      expect(told).toMatchObject({ status: 'TRANSFERRED', settled: { amount: '1500.00' } });
    }
    const payouts = await p.admin.query(
      `select status, amount_minor from core.payout where source_type = 'start_up_spin_off'`,
    );
    expect(payouts).toEqual([{ status: 'DUE', amount_minor: 150_000n }]);
    const [{ payload }] = (await p.admin.query(
      `select payload from core.outbox where type = 'start-ups.spun-off'`,
    )) as [Told];
    const carried = payload.carried.map(({ kind }: Told) => kind);
    expect(carried).toEqual(expect.arrayContaining(['CLIENT', 'INVESTMENT', 'DEBT']));
    expect(carried).not.toContain('INVOICE');
    const gone = await step('WithdrawSpinOff', file, { id });
    expect(codes(gone)).toEqual(['start-ups.spin-off-is-transferred']);
    p.setToday('2026-11-23');
  });

  test('waits for what is to be ended before, and can be given up until it is carried out', async () => {
    const running = await engagement('SIGNED');
    const opened = await step('PrepareSpinOff', file, prepared());
    id = opened.spinOff.id;
    await decide(usual);
    await step('SubmitSpinOff', file, { id });
    await step('JudgeSpinOff', file, { id, favourable: true, reasons: 'Yes.' }, 'adviser');
    p.setToday('2027-01-01');
    const input = { id, amount: '0', ...key() };
    expect(codes(await step('TransferSpinOff', file, input, 'finance'))).toContain(
      'start-ups.spin-off-unsettled',
    );
    p.setToday('2026-11-23');
    expect(running).toMatch(/^Engagement:/);
    const gone = await step('WithdrawSpinOff', file, { id });
    expect(gone.spinOff).toMatchObject({ status: 'WITHDRAWN', viewerCan: [] });
  });

  test('is not there for strangers, and takes no bad company', async () => {
    const query = 'query ($id: ID!) { startUpSpinOff(id: $id) { id } }';
    expect(await asks(p, query, { id }, { as: 'member-film' })).toBeNull();
    for (const over of [
      { enterpriseNumber: '0566988258' },
      { iban: 'BE00' },
      { transferOn: '2026-11-23' },
      { companyName: ' ' },
    ]) {
      const asked = asks(p, mutation('PrepareSpinOff', file), { input: prepared(over) });
      await expect(asked).rejects.toThrow();
    }
  });
});

const key = () => ({ idempotencyKey: crypto.randomUUID() });
const activity = () => `Activity:${p.activityIds['member-stage']}`;
const typeOf: Record<string, string> = {
  ...{ SubmitSpinOff: 'SpinOffStep', WithdrawSpinOff: 'SpinOffStep' },
};

const mutation = (name: string, fields: string) =>
  `mutation ($input: StartUp${typeOf[name] ?? name}Input!) { startUp${name}(input: $input) {
    ${fields} violations { code path } } }`;

const step = (
  name: string,
  fields: string,
  input: object,
  as: As = 'member-stage',
): Promise<Told> => asks(p, mutation(name, fields), { input }, { as });

const refused = (name: string, fields: string, input: object) =>
  errorCode(p, mutation(name, fields), { input });

/** A fact of somebody else, as the outbox has it, heard. */
async function tell(type: string, subjectType: string, id: string, payload: object = {}) {
  await p.admin.query(
    `insert into core.outbox (cooperative_id, id, type, subject_type, subject_id, activity_id, payload)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[p.cooperativeId, crypto.randomUUID(), type, subjectType, id.split(':')[1]],
      ...[p.activityIds['member-stage'], JSON.stringify(payload)],
    ],
  );
  await p.platform.settle();
}

async function engagement(status: 'DRAFT' | 'SIGNED'): Promise<string> {
  await p.admin.query(
    `insert into core.contract_kind (cooperative_id, code, title, from_day)
     values ($1, 'sample', '{"nl": "x", "fr": "x", "en": "x", "de": "x"}', '2020-01-01')
     on conflict do nothing`,
    [p.cooperativeId],
  );
  const id = crypto.randomUUID();
  await p.admin.query(
    `insert into core.engagement (cooperative_id, id, activity_id, worker_id, kind, status, currency,
       fixed_minor, schedule, from_day, signed_on, created_by)
     values ($1, $2, $3, $4, 'sample', $5, 'EUR', 400000, '{456,456,456,456,456,0,0}', '2026-12-01',
       $6, $4)`,
    [
      ...[p.cooperativeId, id, p.activityIds['member-stage'], p.memberIds['member-stage'], status],
      status === 'SIGNED' ? '2026-11-20' : null,
    ],
  );
  return `Engagement:${id}`;
}

async function invoice(unitPrice: string): Promise<void> {
  const core = (name: string, type: string, fields: string, input: object): Promise<Told> =>
    asks(p, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input });
  const address = { street: 'Dorp 1', postalCode: '9000', city: 'Gent', country: 'BE' };
  const { client } = await core('createClient', 'CreateClientInput', 'client { id }', {
    ...{ activityId: activity(), kind: 'COMPANY', name: 'Client nv', address },
    ...{ vatNumber: 'BE0566988259', paymentTermDays: 30 },
  });
  const lines = [{ description: 'Work', unitPrice, vat: { rate: '21' } }];
  const draft = { activityId: activity(), clientId: client.id, lines };
  const made = await core('createInvoice', 'CreateInvoiceInput', 'invoice { id }', draft);
  await core('issueInvoice', 'IssueInvoiceInput', 'violations { code }', {
    ...{ invoiceId: made.invoice.id, ...key() },
  });
}
