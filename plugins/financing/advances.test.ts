import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ask as asks,
  codesOf,
  errorCode,
  runAssignments,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { payBackOwnMoney } from './own-money.job.js';
import { financing } from './plugin.js';
import { calls, finance, key, mutation, stage, type Told } from './testing.js';

let p: TestPlatform;

beforeAll(async () => {
  p = await testPlatform({ plugins: [financing] });
  for (const product of ['BUDGET', 'INVOICE', 'ORDER', 'OWN_MONEY', 'SUBSIDY']) {
    await step('SetTerms', 'terms { id }', {
      ...{ product, currency: 'EUR', maximum: '1500', fileCostPercent: '3', longestMonths: 12 },
      ...{ coverPercent: '80', from: '2026-11-23', source: 'Board' },
    });
  }
});
afterAll(() => p.close());

describe('an advance on an invoice', () => {
  test('is at most its share, once, and is collected when the client pays', async () => {
    const { invoiceId, communication } = await invoice('500.00');
    const asked = { invoiceId, expectedOn: '2027-01-15' };
    expect(codesOf(await advance('Invoice', { ...asked, amount: '484.01' }))).toEqual([
      ...['financing.above-cover', 'financing.more-than-left'],
    ]);
    // Of 605 that the client pays, 467.50 is the activity's: net, less the fee.
    expect(codesOf(await advance('Invoice', { ...asked, amount: '467.51' }))).toEqual([
      'financing.more-than-left',
    ]);
    const { loan } = await advance('Invoice', { ...asked, amount: '400' });
    expect(codesOf(await advance('Invoice', { ...asked, amount: '1' }))).toEqual([
      'financing.already-advanced',
    ]);
    expect(await grant(loan?.id)).toEqual([]);
    const before = await available();
    expect(codesOf(await draw(loan?.id))).toEqual([]);
    expect((await available()) - before).toBe(388_00n);
    // Before its day too: half is paid and half of it goes back, then the rest.
    await receive('302.50', communication);
    await p.platform.settle();
    expect(await stateOf(loan?.id)).toEqual({ status: 'DRAWN', owed: { amount: '200.00' } });
    await receive('302.50', communication);
    await p.platform.settle();
    expect(await stateOf(loan?.id)).toEqual({ status: 'SETTLED', owed: { amount: '0.00' } });
  });

  test('names the day that is too soon or too late by the property that says it', async () => {
    const { invoiceId } = await invoice('100.00');
    const on = async (expectedOn: string) =>
      (await advance('Invoice', { invoiceId, amount: '10', expectedOn })).violations;
    expect(await on('2026-11-23')).toMatchObject([
      { code: 'financing.due-too-soon', path: ['expectedOn'] },
    ]);
    expect(await on('2027-11-24')).toMatchObject([
      { code: 'financing.due-too-late', path: ['expectedOn'] },
    ]);
    const { violations } = await step(
      'ApplyForSubsidy',
      'loan { id }',
      {
        ...{ activityId: activity(), amount: '8', purpose: 'x', funder: 'Fund', ...key() },
        ...{ reportDueOn: '2027-06-01' },
        tranches: [
          { kind: 'ADVANCE', amount: '5', expectedOn: '2027-01-01' },
          { kind: 'BALANCE', amount: '5', expectedOn: '2026-11-20' },
        ],
      },
      stage,
    );
    expect(violations).toMatchObject([
      { code: 'financing.due-too-soon', path: ['tranches', '1', 'expectedOn'] },
    ]);
  });
});

describe('an advance on an order', () => {
  test('is made once its client has accepted it', async () => {
    const quoteId = await quote();
    const asked = { quoteId, amount: '700', expectedOn: '2027-02-28' };
    expect(codesOf(await advance('Order', asked))).toEqual(['financing.quote-not-accepted']);
    await core('acceptQuote', { quoteId });
    const { loan } = await advance('Order', asked);
    expect(await grant(loan?.id)).toEqual([]);
    const both = await Promise.all([draw(loan?.id), draw(loan?.id)]);
    expect(both.filter((one) => one.loan !== null)).toHaveLength(1);
    await step('Repay', 'loan { status }', { id: loan?.id, amount: '700', ...key() }, stage);
    expect(await stateOf(loan?.id)).toMatchObject({ status: 'SETTLED' });
  });
});

describe('credit for an assignment', () => {
  const input = { product: 'BUDGET', amount: '600', expectedOn: '2027-01-31', months: 2 };

  test('waits for its decision, is drawn by itself, and ends its step', async () => {
    const before = await available();
    const { id } = await started(input);
    const loanId = (await assignmentNow(id)).steps[0]?.reference;
    await grant(loanId);
    await settle();
    expect(await assignmentNow(id)).toMatchObject({ status: 'DONE', steps: [{ status: 'DONE' }] });
    expect((await available()) - before).toBe(582_00n);
    await step('Repay', 'loan { status }', { id: loanId, amount: '600', ...key() }, stage);
  });

  test('that is refused fails its step with the reason; called off, it is withdrawn', async () => {
    const { id } = await started(input);
    const loanId = (await assignmentNow(id)).steps[0]?.reference;
    await grant(loanId, false);
    await settle();
    expect((await assignmentNow(id)).steps).toMatchObject([
      { status: 'FAILED', violations: [{ code: 'financing.loan-is-rejected' }] },
    ]);
    const other = await started(input);
    const otherLoan = (await assignmentNow(other.id)).steps[0]?.reference;
    await core('cancelAssignment', { id: other.id, idempotencyKey: crypto.randomUUID() });
    await runAssignments(p.platform);
    expect(await stateOf(otherLoan)).toMatchObject({ status: 'WITHDRAWN' });
  });

  test('that was drawn goes back whole, with its cost, when the assignment is called off', async () => {
    const before = await available();
    const ctx = p.platform.host.context(p.ctx('member-stage'), financing.name);
    const prefinance = financing.tools[0] as (typeof financing.tools)[number];
    const stepId = ctx.newId();
    const assignment = { activityId: p.activityIds['member-stage'], clientId: null, title: 'T' };
    const inStep = <T>(work: (inside: never) => Promise<T>) =>
      ctx.transaction((inside) => {
        const emit = async () => undefined;
        return work({ ...inside, stepId, assignment, done: {}, emit } as never);
      });
    await inStep((inside) => prefinance.start(inside, input, null));
    const loanId = `FinancingLoan:${stepId}`;
    await grant(loanId);
    await draw(loanId);
    for (const _ of [1, 2]) await inStep((inside) => prefinance.cancel(inside, input, loanId));
    expect(await stateOf(loanId)).toEqual({ status: 'SETTLED', owed: { amount: '0.00' } });
    expect(await available()).toBe(before);
  });

  test('shows when the money comes and goes, and offers itself when the client pays late', async () => {
    const { clientId } = await invoice('100.00');
    const plan = {
      ...{ activityId: activity(), clientId, title: 'Work', allInclusive: true },
      ...{ amount: '1000.00', days: ['2026-12-10'] },
    };
    const offered = async () =>
      (await core('planAssignment', plan, planned)).assignment.steps.filter(
        ({ tool }: { tool: { name: string } }) => tool.name === 'financing.prefinance',
      );
    expect(await offered()).toEqual([]);
    p.setToday('2027-01-02');
    plan.days = ['2027-01-10'];
    const [one] = await offered();
    expect(one).toMatchObject({
      cashFlow: [
        { day: '2027-01-02', amount: { amount: '800.00' }, payer: 'COOPERATIVE' },
        { day: '2027-01-02', amount: { amount: '-24.00' }, payer: 'ACTIVITY' },
        { day: '2027-03-11', amount: { amount: '-800.00' }, payer: 'ACTIVITY' },
      ],
    });
    // Once the most that may be lent upon invoices is promised, it says why it has no part.
    const { invoiceId } = await invoice('2500.00');
    const most = { invoiceId, amount: '1500', expectedOn: '2027-03-01' };
    const { loan } = await advance('Invoice', most);
    expect(await grant(loan?.id)).toEqual([]);
    const { declined }: Told = await asks(p, reasonsOf, { input: plan }, stage);
    const own = declined.find(({ tool }: Told) => tool.name === 'financing.prefinance');
    expect(own?.reasons).toEqual([{ code: 'financing.nothing-left' }]);
    await step('Withdraw', 'loan { id }', { id: loan?.id }, stage);
    p.setToday('2026-11-23');
  });
});

describe('own money of a member', () => {
  const agreed = (change: object = {}) => ({
    ...{ activityId: activity(), amount: '900', months: 3, firstBackOn: '2027-01-31', ...key() },
    ...change,
  });
  const own = `ownMoney { id status nextBackOn endedOn owed { amount } paidBack { amount } }`;

  test('comes by the bank, goes back by its plan, and what is let go is not owed any more', async () => {
    expect(codesOf(await step('AgreeOwnMoney', own, agreed({ months: 13 }), stage))).toEqual([
      'financing.due-too-late',
    ]);
    const input = agreed();
    const both = await Promise.all([1, 2].map(() => step('AgreeOwnMoney', own, input, stage)));
    const [first, again] = both.map(({ ownMoney }) => ownMoney);
    expect(first).toMatchObject({ status: 'AGREED', owed: { amount: '0.00' } });
    expect(again?.id).toBe(first?.id);
    const id = first?.id;
    expect(codesOf(await step('AgreeOwnMoney', own, agreed({ amount: '601' }), stage))).toEqual([
      'financing.above-maximum',
    ]);
    const before = await available();
    const bankLineId = await receive('900.00', null);
    const came = { id, bankLineId, ...key() };
    expect((await step('ReceiveOwnMoney', own, came)).ownMoney).toMatchObject({
      ...{ status: 'RUNNING', owed: { amount: '900.00' }, nextBackOn: '2027-01-31' },
      endedOn: null,
    });
    expect((await available()) - before).toBe(900_00n);
    const some = { id, amount: '100', ...key() };
    expect((await step('PayBackOwnMoney', own, some, stage)).ownMoney).toMatchObject({
      ...{ paidBack: { amount: '100.00' }, nextBackOn: '2027-01-31' },
    });
    await paidBackOn('2027-02-28');
    expect(await ownNow(id)).toMatchObject({ paidBack: { amount: '600.00' }, status: 'RUNNING' });
    const more = { id, amount: '300.01', ...key() };
    expect(codesOf(await step('LetOwnMoneyGo', own, more, stage))).toEqual([
      'financing.more-than-owed',
    ]);
    const rest = { id, amount: '300', ...key() };
    expect((await step('LetOwnMoneyGo', own, rest, stage)).ownMoney).toMatchObject({
      ...{ status: 'SETTLED', owed: { amount: '0.00' }, nextBackOn: null },
      endedOn: '2026-11-23',
    });
    const after = await step('PayBackOwnMoney', own, { id, amount: '1', ...key() }, stage);
    expect(codesOf(after)).toEqual(['financing.own-money-is-other']);
    const due = await p.admin.query(
      `select amount_minor from core.payout where source_type = 'current_account' order by id`,
    );
    expect(due.map((row) => row.amount_minor)).toEqual([100_00n, 200_00n, 300_00n]);
  });

  test('that never comes is cancelled; a stranger sees none, and only its member lets it go', async () => {
    const { ownMoney } = await step('AgreeOwnMoney', own, agreed(), stage);
    const id = ownMoney?.id;
    const letGo = mutation('LetOwnMoneyGo', own);
    const input = { id, amount: '1', ...key() };
    expect(await errorCode(p, letGo, { input }, { as: 'member-film' })).toBe('NOT_FOUND');
    expect(await errorCode(p, letGo, { input }, { as: 'adviser' })).toBe('FORBIDDEN');
    const come = mutation('ReceiveOwnMoney', own);
    const line = { id, bankLineId: 'BankLine:019a0000-0000-7000-8000-000000000001', ...key() };
    expect(await errorCode(p, come, { input: line }, { as: 'member-stage' })).toBe('FORBIDDEN');
    expect(await errorCode(p, come, { input: line }, { as: 'finance' })).toBe('NOT_FOUND');
    const gone = await step('CancelOwnMoney', own, { id }, stage);
    expect(gone.ownMoney).toMatchObject({ status: 'CANCELLED' });
    for (const amount of ['0', '-1']) {
      const agree = mutation('AgreeOwnMoney', own);
      const bad = { input: agreed({ amount }) };
      expect(await errorCode(p, agree, bad, stage)).toBe('BAD_USER_INPUT');
    }
  });

  async function ownNow(id: unknown) {
    const query = `query ($id: ID!) { financingOwnMoney(id: $id) { status paidBack { amount } } }`;
    return asks(p, query, { id }, { as: 'finance' });
  }
});

const { activity, available, core, draw, grant, invoice, quote, receive, step } = calls(() => p);

const advance = (what: 'Invoice' | 'Order', input: object): Promise<Told> =>
  step(
    `ApplyFor${what}`,
    'loan { id }',
    { purpose: 'Until the client pays', ...input, ...key() },
    stage,
  );

const stateOf = (id: unknown): Promise<Told> =>
  asks(
    p,
    `query ($id: ID!) { financingLoan(id: $id) { status owed { amount } } }`,
    { id },
    finance,
  );

const reasonsOf = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
  declined { tool { name } reasons { code } } } }`;
const planned = `assignment { id steps { tool { name } cashFlow { day amount { amount } payer } } }`;

async function started(toolInput: object): Promise<{ id: string }> {
  const steps = [{ tool: 'financing.prefinance', input: toolInput }];
  const input = { activityId: activity(), title: 'A tour', steps };
  const { assignment } = await core('planAssignment', input, 'assignment { id }');
  await core('startAssignment', { id: assignment.id, ...key() });
  await runAssignments(p.platform);
  return assignment;
}

const assignmentNow = (id: string): Promise<Told> =>
  asks(
    p,
    'query ($id: ID!) { assignment(id: $id) { status steps { status reference violations { code } } } }',
    { id },
    stage,
  );

async function settle(): Promise<void> {
  for (const _ of [1, 2]) await p.platform.settle();
  await runAssignments(p.platform);
}

/** The work of a morning. */
async function paidBackOn(day: string): Promise<void> {
  p.setToday(day);
  const ctx = p.platform.host.context(p.ctx('admin'), financing.name);
  for (const _ of [1, 2]) await payBackOwnMoney.run(ctx);
  p.setToday('2026-11-23');
}
