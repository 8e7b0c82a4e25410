import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codesOf, errorCode, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { collectInstalments } from './collect.job.js';
import { payBackOwnMoney } from './own-money.job.js';
import { financing } from './plugin.js';
import { calls, finance, key, mutation, stage, type Told } from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [financing] });
  const products = ['MICRO_CREDIT', 'INVESTMENT_CREDIT', 'BUDGET', 'INVOICE', 'ORDER', 'SUBSIDY'];
  for (const product of products) await setTerms({ product });
  await setTerms({ product: 'OWN_MONEY', longestMonths: 60 });
});
afterAll(() => p?.close());

const { activity, ask, available, draftInvoice, draw, grant, invoice, receive, step } = calls(
  () => p,
);

const setTerms = (over: object): Promise<Told> =>
  step('SetTerms', 'terms { id }', {
    ...{ currency: 'EUR', maximum: '5000', fileCostPercent: '0', longestMonths: 24 },
    ...{ coverPercent: '80', from: '2026-11-23', source: 'Board', ...over },
  });

const shown = `loan { id status owed { amount } assumedBy assumedOn viewerCan
  scoring { code outcome reason } }`;

const apply = (over: object = {}): Promise<Told> =>
  step(
    'ApplyForCredit',
    shown,
    {
      ...{ activityId: activity(), product: 'MICRO_CREDIT', amount: '300', months: 3, ...key() },
      ...{ purpose: 'A desk', firstDueOn: '2027-01-31', ...over },
    },
    stage,
  );

/** A loan that is lent. */
async function lent(over: object = {}): Promise<string> {
  const { id } = (await apply(over)).loan;
  expect(await grant(id)).toEqual([]);
  expect(codesOf(await draw(id))).toEqual([]);
  return id;
}

const loanNow = (id: string, asking: { readonly as: 'finance' | 'member-stage' } = finance) =>
  ask(`query ($id: ID!) { financingLoan(id: $id) { ${shown.slice(7, -1)} } }`, { id }, asking);

const setStatus = (id: string, status: string) =>
  p.admin.query(`update financing.loan set status = $2 where id = $1`, [id.split(':')[1], status]);

describe('the scoring', () => {
  const reasons = async (over: object = {}): Promise<Record<string, string>> => {
    const { loan } = await apply(over);
    await step('Withdraw', shown, { id: loan.id }, stage);
    return Object.fromEntries(loan.scoring.map(({ code, outcome }: Told) => [code, outcome]));
  };

  test('shows what is owed, what was kept and what was broken, and leaves it to a person', async () => {
    expect(await reasons()).toEqual({
      'financing.score-history-none': 'NEUTRAL',
      'financing.score-debt-none': 'FAVOURABLE',
      'financing.score-contribution-none': 'NEUTRAL',
    });
    const id = await lent();
    expect(await reasons()).toMatchObject({ 'financing.score-debt-open': 'NEUTRAL' });
    await step('Repay', shown, { id, amount: '300', ...key() }, stage);
    expect(await reasons()).toMatchObject({ 'financing.score-history-kept': 'FAVOURABLE' });
    await setStatus(id, 'WRITTEN_OFF');
    const broken = (await apply()).loan;
    expect(broken.scoring[0]).toEqual({
      ...{ code: 'financing.score-history-broken', outcome: 'UNFAVOURABLE' },
      reason: expect.stringContaining('1'),
    });
    await setStatus(id, 'SETTLED');
    await step('Withdraw', shown, { id: broken.id }, stage);
  });

  test('says whether the client of an invoice still has time', async () => {
    const { invoiceId } = await invoice('100.00');
    const asked = { invoiceId, amount: '10', purpose: 'Until the client pays' };
    const of = async (expectedOn: string) => {
      const input = { ...asked, expectedOn, ...key() };
      const { loan } = await step('ApplyForInvoice', shown, input, stage);
      await step('Withdraw', shown, { id: loan.id }, stage);
      return loan.scoring.at(-1);
    };
    const inTime = { code: 'financing.score-client-in-time', outcome: 'FAVOURABLE' };
    expect(await of('2027-01-31')).toMatchObject(inTime);
    p.setToday('2026-12-23');
    expect(await of('2027-01-31')).toMatchObject(inTime);
    p.setToday('2026-12-24');
    expect(await of('2027-01-31')).toMatchObject({
      ...{ code: 'financing.score-client-late', outcome: 'UNFAVOURABLE' },
      reason: expect.stringContaining('1'),
    });
    p.setToday('2026-11-23');
  });
});

describe('what stands in the way', () => {
  test('is told of an invoice that is not open, and of a subsidy whose report is late', async () => {
    const { invoiceId } = await draftInvoice('100.00');
    const asked = { invoiceId, amount: '10', purpose: 'x', expectedOn: '2027-01-31', ...key() };
    expect(codesOf(await step('ApplyForInvoice', shown, asked, stage))).toContain(
      'financing.invoice-not-open',
    );
    const tranches = [{ kind: 'BALANCE', amount: '100', expectedOn: '2027-01-31' }];
    const subsidy = { activityId: activity(), amount: '10', purpose: 'x', funder: 'F', tranches };
    const on = async (reportDueOn: string) =>
      codesOf(
        await step(
          'ApplyForSubsidy',
          shown,
          { ...subsidy, reportDueOn, ...key(), dryRun: true },
          stage,
        ),
      );
    expect(await on('2026-11-23')).toEqual(['financing.report-due-passed']);
    expect(await on('2026-11-24')).toEqual([]);
  });

  test('is an invoice that was paid between the decision and the draw', async () => {
    const { invoiceId, communication } = await invoice('100.00');
    const asked = { invoiceId, amount: '90', purpose: 'x', expectedOn: '2027-01-31', ...key() };
    const { loan } = await step('ApplyForInvoice', shown, asked, stage);
    await grant(loan.id);
    await receive('121.00', communication);
    expect(codesOf(await draw(loan.id))).toEqual(['financing.invoice-not-open']);
    await step('Withdraw', shown, { id: loan.id }, stage);
  });

  test('is the state of a loan, said by its name', async () => {
    const { id } = (await apply()).loan;
    expect(codesOf(await step('FileReport', shown, { id }, stage))).toEqual([
      'financing.no-report',
    ]);
    await grant(id);
    expect(codesOf(await step('Advise', shown, opinion(id), { as: 'adviser' }))).toContain(
      'financing.loan-is-approved',
    );
    await draw(id);
    expect(codesOf(await draw(id))).toEqual(['financing.loan-is-drawn']);
    for (const [status, code] of [
      ['LATE', 'financing.loan-is-late'],
      ['WRITTEN_OFF', 'financing.loan-is-written-off'],
      ['WITHDRAWN', 'financing.loan-is-withdrawn'],
    ] as const) {
      await setStatus(id, status);
      expect(codesOf(await draw(id))).toEqual([code]);
    }
    await setStatus(id, 'DRAWN');
    await step('Repay', shown, { id, amount: '300', ...key() }, stage);
  });

  test('is a closed activity, and too many applications at a time', async () => {
    const of = p.activityIds['member-stage'];
    await p.admin.query(`update core.activity set status = 'CLOSED' where id = $1`, [of]);
    expect(codesOf(await apply())).toEqual(['financing.activity-closed']);
    await p.admin.query(`update core.activity set status = 'OPEN' where id = $1`, [of]);
    const { id } = (await apply()).loan;
    await p.admin.query(
      `insert into financing.loan (cooperative_id, id, activity_id, product, status, amount_minor,
         file_cost_minor, own_contribution_minor, repaid_minor, written_off_minor, currency, purpose,
         terms_id, scoring, applied_by_id, changed_at)
       select cooperative_id, gen_random_uuid(), activity_id, product, status, 1, 0, 0, 0, 0,
         currency, 'many', terms_id, scoring, applied_by_id, changed_at
       from financing.loan, generate_series(1, 99) where id = $1`,
      [id.split(':')[1]],
    );
    expect(codesOf(await apply())).toEqual(['financing.too-many']);
    await p.admin.query(`delete from financing.loan where purpose = 'many'`);
    await step('Withdraw', shown, { id }, stage);
  });

  test('is that own money must be back within five years', async () => {
    const terms = (longestMonths: number) =>
      setTerms({ product: 'OWN_MONEY', longestMonths, dryRun: true });
    expect(codesOf(await terms(60))).toEqual([]);
    expect(codesOf(await terms(61))).toEqual(['financing.own-money-five-years']);
    const own = { activityId: activity(), amount: '600', firstBackOn: '2026-12-23', dryRun: true };
    const agree = async (months: number) =>
      codesOf(await step('AgreeOwnMoney', 'ownMoney { id }', { ...own, months, ...key() }, stage));
    expect(await agree(60)).toEqual([]);
    expect(await agree(61)).toEqual(['financing.due-too-late']);
  });

  test('is an assignment that has nothing to advance', async () => {
    const ctx = p.platform.host.context(p.ctx('member-stage'), financing.name);
    const [tool] = financing.tools as [(typeof financing.tools)[number]];
    const place = {
      ...{ stepId: ctx.newId(), done: {}, emit: async () => undefined },
      assignment: { activityId: p.activityIds['member-stage'], clientId: null, title: 'T' },
    };
    for (const [product, code] of [
      ['INVOICE', 'financing.without-invoice'],
      ['ORDER', 'financing.without-order'],
    ]) {
      const input = { product, amount: '10', expectedOn: '2027-01-31' };
      const started = ctx.transaction((inside) =>
        tool.start({ ...inside, ...place } as never, input, null),
      );
      await expect(started).rejects.toMatchObject({ findings: [{ code }] });
    }
  });
});

const opinion = (id: unknown) => ({ id, favourable: true, reasons: 'Because.' });

describe('a loan', () => {
  test('is paid back by the bank too, whoever pays, and settles what is due first', async () => {
    const id = await lent();
    const before = await available();
    const bankLineId = await receive('250.00', null);
    const input = { id, amount: '250', bankLineId, ...key() };
    const asMember = [p, mutation('ReceiveRepayment', shown), { input }, stage] as const;
    expect(await errorCode(...asMember)).toBe('FORBIDDEN');
    for (const _ of [1, 2]) {
      const { loan } = await step('ReceiveRepayment', shown, input);
      expect(loan).toMatchObject({ status: 'DRAWN', owed: { amount: '50.00' } });
    }
    expect(await available()).toBe(before);
    const rest = { id, bankLineId: await receive('60.00', null) };
    const much = await step('ReceiveRepayment', shown, { ...rest, amount: '60', ...key() });
    expect(codesOf(much)).toEqual(['financing.more-than-owed']);
    const { loan } = await step('ReceiveRepayment', shown, { ...rest, amount: '50', ...key() });
    expect(loan).toMatchObject({ status: 'SETTLED', owed: { amount: '0.00' } });
  });

  test('goes along with a company, which pays it by the bank and is late when it does not', async () => {
    const id = await lent();
    const other = await lent();
    const own = await ownMoney('400');
    const carried = [of('FinancingLoan', id), of('FinancingOwnMoney', own)];
    const company = { enterpriseNumber: '0566988259' };
    await spunOff({ ...company, carried }, p.activityIds['member-film']);
    for (const payload of [
      { enterpriseNumber: 1, carried },
      { ...company, carried: 'all' },
      { ...company, carried: [null, {}, of('FinancingLoan', crypto.randomUUID())] },
    ]) {
      await spunOff(payload);
    }
    expect(await loanNow(id)).toMatchObject({ assumedBy: null });
    const before = await available();
    for (const _ of [1, 2]) await spunOff({ ...company, carried });
    expect(await loanNow(id, stage)).toMatchObject({
      ...{ status: 'DRAWN', owed: { amount: '300.00' }, viewerCan: [] },
      ...{ assumedBy: '0566988259', assumedOn: '2026-11-23' },
    });
    expect((await loanNow(id)).viewerCan).toContain('financing.receive-repayment');
    expect(await loanNow(other)).toMatchObject({ assumedBy: null });
    expect(await ownNow(own)).toEqual({
      ...{ status: 'ASSUMED', assumedBy: '0566988259', owed: { amount: '0.00' } },
      endedOn: '2026-11-23',
      assumed: { amount: '400.00' },
    });
    expect(await available()).toBe(before);
    const pay = { id, amount: '10', ...key() };
    expect(codesOf(await step('Repay', shown, pay, stage))).toEqual(['financing.loan-is-assumed']);
    await collectOn('2027-01-31');
    expect(await loanNow(id)).toMatchObject({ status: 'DRAWN' });
    await collectOn('2027-02-01');
    expect(await loanNow(id)).toMatchObject({ status: 'LATE', owed: { amount: '300.00' } });
    const bankLineId = await receive('300.00', null);
    const { loan } = await step('ReceiveRepayment', shown, {
      id,
      amount: '300',
      bankLineId,
      ...key(),
    });
    expect(loan).toMatchObject({ status: 'SETTLED' });
    const told = await toldOf(id);
    expect(told.slice(-4)).toEqual([
      ...['financing.loan-drawn 30000', 'financing.loan-assumed 30000'],
      ...['financing.loan-late undefined', 'financing.loan-settled 0'],
    ]);
  });

  test('of own money tells how much is still to go back, also when a morning pays it', async () => {
    const own = await ownMoney('300');
    for (const day of ['2027-01-31', '2027-03-31']) {
      p.setToday(day);
      await payBackOwnMoney.run(p.platform.host.context(p.ctx('admin'), financing.name));
    }
    p.setToday('2026-11-23');
    expect(await ownNow(own)).toMatchObject({ status: 'SETTLED', endedOn: '2027-03-31' });
    expect(await toldOf(own)).toEqual([
      ...['financing.own-money-agreed 0', 'financing.own-money-running 30000'],
      ...['financing.own-money-running 20000', 'financing.own-money-settled 0'],
    ]);
  });
});

const of = (type: string, id: string) => ({ kind: 'DEBT', type, id: id.split(':').at(-1) });

async function ownMoney(amount: string): Promise<string> {
  const plan = { amount, months: 3, firstBackOn: '2027-01-31', ...key() };
  const input = { activityId: activity(), ...plan };
  const { ownMoney: agreed } = await step('AgreeOwnMoney', 'ownMoney { id }', input, stage);
  const bankLineId = await receive(`${amount}.00`, null);
  const came = { id: agreed.id, bankLineId, ...key() };
  expect(codesOf(await step('ReceiveOwnMoney', 'ownMoney { id }', came))).toEqual([]);
  return agreed.id;
}

const ownNow = (id: string) =>
  ask(
    `query ($id: ID!) { financingOwnMoney(id: $id) {
      status assumedBy endedOn owed { amount } assumed { amount } } }`,
    { id },
    finance,
  );

async function collectOn(day: string): Promise<void> {
  p.setToday(day);
  await collectInstalments.run(p.platform.host.context(p.ctx('admin'), financing.name));
  p.setToday('2026-11-23');
}

/** A fact of somebody else, as the outbox has it, heard. */
async function spunOff(payload: object, at = p.activityIds['member-stage']): Promise<void> {
  await p.admin.query(
    `insert into core.outbox (cooperative_id, id, type, subject_type, subject_id, activity_id, payload)
     values ($1, $2, 'start-ups.spun-off', 'StartUpSpinOff', $2, $3, $4)`,
    [p.cooperativeId, crypto.randomUUID(), at, JSON.stringify(payload)],
  );
  await p.platform.settle();
}

/** What was told of a thing, with the value that was told. */
async function toldOf(id: string): Promise<string[]> {
  const rows = await p.admin.query<{ type: string; payload: { valueMinor?: string } }>(
    'select type, payload from core.outbox where subject_id = $1 order by id',
    [id.split(':')[1]],
  );
  return rows.map(({ type, payload }) => `${type} ${payload.valueMinor}`);
}
