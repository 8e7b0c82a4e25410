import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { purge, runAssignments, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { financing } from './plugin.js';
import { calls, finance, key, stage, type Told } from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [financing] });
  const products = ['MICRO_CREDIT', 'INVESTMENT_CREDIT', 'BUDGET', 'ORDER', 'SUBSIDY', 'OWN_MONEY'];
  for (const product of products) {
    await step('SetTerms', 'terms { id }', {
      ...{ product, currency: 'EUR', maximum: '5000', fileCostPercent: '0', longestMonths: 24 },
      ...{ coverPercent: '80', from: '2026-11-23', source: 'Board' },
    });
  }
});
afterAll(() => p?.close());

const { activity, ask, core, grant, quote, receive, step } = calls(() => p);

describe('every product', () => {
  const tranches = [{ kind: 'ADVANCE', amount: '300', expectedOn: '2027-01-31' }];
  const subsidy = { product: 'SUBSIDY', amount: '200', funder: 'Fund', reportDueOn: '2027-06-30' };
  const plan = (input: object) => ({
    ...{ activityId: activity(), title: 'A tour' },
    steps: [{ tool: 'financing.prefinance', input }],
  });

  test.each([
    { product: 'MICRO_CREDIT', amount: '200', expectedOn: '2027-01-31', months: 2 },
    { product: 'INVESTMENT_CREDIT', amount: '200', expectedOn: '2027-01-31' },
    { product: 'BUDGET', amount: '200', expectedOn: '2027-01-31' },
    { product: 'ORDER', amount: '200', expectedOn: '2027-01-31' },
    { ...subsidy, tranches },
  ])('is started by the one button: $product', async (input) => {
    const quoteId = input.product === 'ORDER' ? { quoteId: await accepted() } : {};
    const { assignment } = await core(
      'planAssignment',
      plan({ ...input, ...quoteId }),
      'assignment { id }',
    );
    await core('startAssignment', { id: assignment.id, ...key() });
    await runAssignments(p.platform);
    const now = () =>
      ask(
        'query ($id: ID!) { assignment(id: $id) { status steps { status reference } } }',
        { id: assignment.id },
        stage,
      );
    const { steps } = await now();
    expect(steps).toMatchObject([{ status: 'WAITING' }]);
    const loanId = steps[0].reference;
    expect(await grant(loanId)).toEqual([]);
    for (const _ of [1, 2]) await p.platform.settle();
    await runAssignments(p.platform);
    expect(await now()).toMatchObject({ status: 'DONE', steps: [{ status: 'DONE' }] });
    expect(await loanNow(loanId)).toMatchObject({ status: 'DRAWN', owed: { amount: '200.00' } });
    await step('Repay', 'loan { id }', { id: loanId, amount: '200', ...key() }, stage);
  });

  test('offers nothing where nothing lacks', async () => {
    const ctx = p.platform.host.context(p.ctx('member-stage'), financing.name);
    const [tool] = financing.tools as [(typeof financing.tools)[number]];
    const assignment = { activityId: p.activityIds['member-stage'], clientId: null, title: 'T' };
    const facts = {
      ...{ allInclusive: true, days: ['2027-01-01'], places: [], people: [], needs: [] },
      ...{ currency: 'EUR', amountMinor: 100n },
    };
    const place = { ...ctx, stepId: null, done: {}, assignment };
    expect(await tool.propose?.(place as never, facts as never)).toMatchObject({
      declined: { code: 'financing.nothing-lacks' },
    });
  });

  test('is started by the one button: own money, which waits for the bank', async () => {
    const input = { amount: '300', months: 3, firstBackOn: '2027-01-31' };
    const run = async () => {
      const wish = { activityId: activity(), title: 'A tour' };
      const steps = [{ tool: 'financing.own-money', input }];
      const fields = `assignment { id steps { cashFlow { day amount { amount } } } }`;
      const { assignment } = await core('planAssignment', { ...wish, steps }, fields);
      await core('startAssignment', { id: assignment.id, ...key() });
      await runAssignments(p.platform);
      return assignment;
    };
    const now = (id: string) =>
      ask(
        'query ($id: ID!) { assignment(id: $id) { status steps { status reference } } }',
        { id },
        stage,
      );
    const came = await run();
    expect(came.steps[0].cashFlow.map(({ amount }: Told) => amount.amount)).toEqual([
      ...['300.00', '-100.00', '-100.00', '-100.00'],
    ]);
    const own = (await now(came.id)).steps[0].reference;
    const bankLineId = await receive('300.00', null);
    await step('ReceiveOwnMoney', 'ownMoney { id }', { id: own, bankLineId, ...key() });
    const never = await run();
    const gone = (await now(never.id)).steps[0].reference;
    await step('CancelOwnMoney', 'ownMoney { id }', { id: gone }, stage);
    for (const _ of [1, 2]) await p.platform.settle();
    await runAssignments(p.platform);
    expect(await now(came.id)).toMatchObject({ status: 'DONE', steps: [{ status: 'DONE' }] });
    expect(await now(never.id)).toMatchObject({ steps: [{ status: 'FAILED' }] });
    const called = await run();
    const off = (await now(called.id)).steps[0].reference;
    await core('cancelAssignment', { id: called.id, ...key() });
    await runAssignments(p.platform);
    expect(await ownNow(off)).toMatchObject({ status: 'CANCELLED' });
  });

  test('leaves own money in the records until its end is out of the term, and while it is open', async () => {
    const agree = async () => {
      const input = { amount: '100', months: 1, firstBackOn: '2027-01-31', ...key() };
      const agreed = { activityId: activity(), ...input };
      return (await step('AgreeOwnMoney', 'ownMoney { id endedOn }', agreed, stage)).ownMoney;
    };
    const [open, gone] = [await agree(), await agree()];
    expect(gone.endedOn).toBeNull();
    const told = await step('CancelOwnMoney', 'ownMoney { endedOn }', { id: gone.id }, stage);
    expect(told.ownMoney).toEqual({ endedOn: '2026-11-23' });
    const purgedOn = async (day: string) => {
      p.setToday(day);
      const { tables } = await purge(p.platform, p.cooperativeId);
      p.setToday('2026-11-23');
      return tables.filter(({ table }) => table === 'FinancingOwnMoney');
    };
    expect(await purgedOn('2036-12-31')).toEqual([]);
    expect(await ownNow(gone.id)).toEqual({ status: 'CANCELLED' });
    expect(await purgedOn('2037-01-01')).toHaveLength(1);
    expect(await ownNow(gone.id)).toBeNull();
    expect(await ownNow(open.id)).toEqual({ status: 'AGREED' });
    expect(await purgedOn('2099-01-01')).toEqual([]);
    expect(await ownNow(open.id)).toEqual({ status: 'AGREED' });
  });

  async function accepted(): Promise<string> {
    const quoteId = await quote();
    await core('acceptQuote', { quoteId });
    return quoteId;
  }

  const meaningless = 'financing.input-without-meaning';
  const noOffer = 'financing.no-such-offer';
  const strangeOffer = 'Quote:019a0000-0000-7000-8000-00000000000a';
  const credit = { product: 'MICRO_CREDIT', months: 2, expectedOn: '2027-01-31' };
  const budget = { product: 'BUDGET', amount: '200', expectedOn: '2027-01-31' };
  test.each<[object, string, string, string]>([
    [{ ...subsidy }, 'tranches', 'financing.input-lacks', 'fehlt oder ist leer'],
    [{ ...subsidy, tranches, funder: ' ' }, 'funder', 'financing.input-lacks', 'fehlt'],
    [{ ...subsidy, tranches, months: 2 }, 'months', meaningless, 'für SUBSIDY keine Bedeutung'],
    [{ product: 'BUDGET', amount: '200' }, 'expectedOn', 'financing.input-lacks', 'fehlt'],
    [{ ...budget, funder: 'Fund' }, 'funder', meaningless, 'für BUDGET keine Bedeutung'],
    [{ ...budget, product: 'INVOICE', months: 2 }, 'months', meaningless, 'INVOICE'],
    [{ ...credit, amount: '0.01' }, 'months', 'financing.input-no-cent', 'nicht einen Cent'],
    [{ ...budget, amount: '0' }, 'amount', 'financing.input-no-amount', 'Betrag in EUR'],
    [{ ...budget, product: 'ORDER', quoteId: strangeOffer }, 'quoteId', noOffer, 'kein solches'],
  ])('says what %j has too much or lacks in the reader’s language: %s', async (...row) => {
    const [input, path, code, german] = row;
    const planning = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
      violations { code path message } } }`;
    const told = await ask(planning, { input: plan(input) }, { ...stage, locale: 'de' });
    const message = expect.stringContaining(german);
    expect(told.violations).toEqual([{ code, path: ['steps', '0', 'input', path], message }]);
  });
});

const loanNow = (id: string): Promise<Told> =>
  ask(`query ($id: ID!) { financingLoan(id: $id) { status owed { amount } } }`, { id }, finance);

const ownNow = (id: string): Promise<Told> =>
  ask('query ($id: ID!) { financingOwnMoney(id: $id) { status } }', { id }, finance);
