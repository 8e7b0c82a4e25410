import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ask, codesOf, errorCode, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { performingArts } from './plugin.js';
import { recordSubsidyCost } from './record-subsidy-cost.js';
import { remindReports } from './remind-reports.job.js';
import { tranchesOf } from './request-subsidy.js';
import { operations } from './testing.js';
import { openSubsidies } from './tour.facts.js';

let p: TestPlatform;

beforeAll(async () => {
  p = await testPlatform({ plugins: [performingArts], today: '2026-11-26' });
  await performingArts.seeds.reference?.(context());
  await ask(p, operations.describeActivity, { activityId: activity() });
});
afterAll(() => p?.close());

interface Answer {
  readonly subsidy: { readonly id: string; readonly reportDueOn: string } | null;
  readonly cost: { readonly id: string } | null;
  readonly violations: { code: string; path: string[]; severity: string; message: string }[];
}

const fields = `subsidy { id status reportDueOn advance { amount } balance { amount } }`;
const on = '2026-11-26';

const request = (change: object = {}) =>
  step('RequestSubsidy', fields, {
    ...{ activityId: activity(), scheme: 'vl-project-2013', title: 'Zoutmeer', amount: '20000' },
    ...{ fundedFunction: 'production', discipline: 'performing-arts' },
    ...{ startsOn: '2022-01-31', endsOn: '2022-11-30', ...change },
  });
const requested = async (change: object = {}) => (await request(change)).subsidy?.id as string;
const granted = async (amount: string, change: object = {}) => {
  const id = await requested(change);
  await step('DecideSubsidy', fields, { id, granted: amount });
  return id;
};
const pieces = ['activities', 'staff', 'budget'];
const report = (id: string, over: object = {}) =>
  step('ReportSubsidy', fields, { id, on, pieces, ...over });

describe('a subsidy', () => {
  test('is asked under terms that hold on its first day, for as long as they admit', async () => {
    expect((await request()).subsidy?.reportDueOn).toBe('2023-02-28');
    const late = await request({ startsOn: '2023-01-01', endsOn: '2023-02-01' });
    expect(late.violations).toMatchObject([
      { code: 'performing-arts.no-subsidy-scheme', message: expect.stringContaining('2023-01-01') },
    ]);
    const dates = { startsOn: '2022-01-01', endsOn: '2024-12-31' };
    expect(codesOf(await request(dates))).toEqual([]);
    expect(codesOf(await request({ ...dates, endsOn: '2025-01-01' }))).toEqual([
      'performing-arts.subsidy-too-long',
    ]);
  });

  test('is for a function and a discipline that its scheme funds', async () => {
    const { violations } = await request({ fundedFunction: 'touring', discipline: null });
    expect(violations).toMatchObject([
      {
        ...{ code: 'performing-arts.subsidy-not-funded', path: ['fundedFunction'] },
        message: expect.stringContaining('production'),
      },
      { code: 'performing-arts.subsidy-not-funded', path: ['discipline'] },
    ]);
  });

  test('is decided once, withdrawn before, and says what it is afterwards', async () => {
    const id = await requested();
    const pay = (of: string) => receive(of, 'ADVANCE', '1.00');
    expect(codesOf(await report(id))).toEqual(['performing-arts.subsidy-requested']);
    expect(codesOf(await pay(id))).toEqual(['performing-arts.subsidy-requested']);
    await step('DecideSubsidy', fields, { id, granted: '7000.01' });
    const again = await step('DecideSubsidy', fields, { id, granted: '1' });
    expect(codesOf(again)).toEqual(['performing-arts.subsidy-granted']);
    await report(id);
    expect(codesOf(await report(id))).toEqual(['performing-arts.subsidy-reported']);
    const other = await requested();
    await step('WithdrawSubsidy', fields, { id: other });
    expect(codesOf(await pay(other))).toEqual(['performing-arts.subsidy-withdrawn']);
    const refused = await requested();
    expect(await step('DecideSubsidy', fields, { id: refused })).toMatchObject({
      subsidy: { status: 'REFUSED' },
    });
    const taken = await step('WithdrawSubsidy', fields, { id: refused });
    expect(codesOf(taken)).toEqual(['performing-arts.subsidy-refused']);
  });

  test('without sense is bad input', async () => {
    const bad = [{ amount: '0' }, { title: '' }, { endsOn: '2022-01-30' }, { scheme: 'A scheme' }];
    for (const change of bad) {
      await expect(request(change)).rejects.toMatchObject({ extensions: badInput });
    }
  });

  test('is its advance and its balance, to the cent, at home and abroad', () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 12n });
    const bps = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(
        amount,
        amount,
        bps,
        bps,
        fc.boolean(),
        (all, atOnceMinor, home, away, abroad) => {
          const scheme = { advanceBps: home, abroadAdvanceBps: away, atOnceMinor };
          const { advanceMinor, balanceMinor } = tranchesOf(scheme, all, abroad);
          expect(advanceMinor + balanceMinor).toBe(all);
          expect(balanceMinor >= 0n).toBe(true);
        },
      ),
    );
    const scheme = { advanceBps: 9_000, abroadAdvanceBps: 7_000, atOnceMinor: 700_000n };
    const advance = (abroad: boolean) => tranchesOf(scheme, 1_000_000n, abroad).advanceMinor;
    expect([advance(false), advance(true)]).toEqual([900_000n, 700_000n]);
    expect(tranchesOf({ ...scheme, abroadAdvanceBps: null }, 1_000_000n, true)).toEqual({
      ...{ advanceMinor: 900_000n, balanceMinor: 100_000n },
    });
  });
});

describe('what the funder pays', () => {
  test('arrives on the ledger in two parts, less the fee, and closes the file', async () => {
    const before = await available();
    const id = await granted('7000.01');
    expect(await open(id)).toMatchObject([
      { advanceMinor: '630001', balanceMinor: '70000', funder: 'Vlaamse Gemeenschap' },
    ]);
    expect(await receive(id, 'ADVANCE', '6300.01')).toMatchObject({
      ...{ subsidy: { status: 'GRANTED' }, violations: [] },
    });
    expect(codesOf(await receive(id, 'ADVANCE', '1.00'))).toEqual([
      'performing-arts.tranche-received',
    ]);
    expect((await available()) - before).toBe(5_890_51n);
    const early = await receive(id, 'BALANCE', '700.00', { dryRun: true });
    expect(early.violations).toMatchObject([
      { code: 'performing-arts.balance-before-report', severity: 'WARNING' },
    ]);
    expect(await report(id)).toMatchObject({
      subsidy: { status: 'REPORTED' },
      violations: [
        { code: 'performing-arts.subsidy-report-late', severity: 'WARNING' },
        { code: 'performing-arts.subsidy-underspent', severity: 'WARNING' },
      ],
    });
    expect(await receive(id, 'BALANCE', '700.00')).toMatchObject({ subsidy: { status: 'CLOSED' } });
    expect(codesOf(await receive(id, 'BALANCE', '700.00'))).toEqual([
      'performing-arts.subsidy-closed',
    ]);
    expect(await open(id)).toEqual([]);
  });

  test('that is small comes at once; more is refused, and less is asked about', async () => {
    const id = await granted('7000.00');
    expect(codesOf(await receive(id, 'BALANCE', '1.00'))).toEqual([
      ...['performing-arts.no-such-tranche', 'performing-arts.balance-before-report'],
    ]);
    const more = await receive(id, 'ADVANCE', '9000.00', { amount: '7000.01' });
    expect(codesOf(more)).toEqual(['performing-arts.tranche-exceeded']);
    const less = await receive(id, 'ADVANCE', '6000.00', { amount: '6000.00' });
    expect(less.violations).toMatchObject([
      {
        ...{ code: 'performing-arts.tranche-short', severity: 'WARNING' },
        message: expect.stringContaining('7000.00 EUR'),
      },
    ]);
  });

  test('is booked once however often it is told, and never more than the bank shows', async () => {
    const id = await granted('7000.00');
    const line = await bankLine('7000.00');
    const before = await available();
    const key = { idempotencyKey: crypto.randomUUID() };
    const all = await Promise.all([1, 2, 3].map(() => receiveBy(id, 'ADVANCE', line, key)));
    expect(all.flatMap(codesOf)).toEqual([]);
    expect((await available()) - before).toBe(6_545_00n);
    const other = await granted('7000.00');
    expect(codesOf(await receiveBy(other, 'ADVANCE', line))).toEqual(['payment.nothing-open']);
  });

  test('and what was booked wrongly has not come after all', async () => {
    const id = await granted('7000.00');
    await report(id);
    const before = await available();
    expect(await receive(id, 'ADVANCE', '7000.00')).toMatchObject({
      subsidy: { status: 'CLOSED' },
    });
    await reverseNewestIncome();
    await p.platform.settle();
    expect(await available()).toBe(before);
    const query = `query ($id: ID!) { performingArtsSubsidy(id: $id) {
      status advanceReceivedOn viewerCan } }`;
    const asking = { as: 'finance' } as const;
    expect(await ask(p, query, { id }, asking)).toEqual({
      ...{ status: 'REPORTED', advanceReceivedOn: null },
      viewerCan: ['performing-arts.receive-subsidy'],
    });
  });

  test('is for finance to book', async () => {
    const input = { id: await granted('100.00'), tranche: 'ADVANCE', bankLineId: 'BankLine:x' };
    const mutation = mutationOf('ReceiveSubsidy', '');
    const variables = { input: { ...input, idempotencyKey: crypto.randomUUID() } };
    expect(await errorCode(p, mutation, variables)).toBe('FORBIDDEN');
    expect(await errorCode(p, mutation, variables, { as: 'finance' })).toBe('BAD_USER_INPUT');
  });
});

describe('the account of a subsidy', () => {
  const record = (subsidyId: string, over: object = {}) =>
    step('RecordSubsidyCost', 'cost { id amount { amount } }', {
      ...{ subsidyId, title: 'Set', evidence: crypto.randomUUID(), day: '2022-03-01' },
      ...{ amount: '100.00', ...over },
    });

  test('has only what was spent on its days, and nothing of another funder', async () => {
    const [id, other] = [await granted('7000.00'), await granted('7000.00')];
    expect(codesOf(await record(id, { evidence: 'F-1' }))).toEqual([]);
    for (const day of ['2022-01-30', '2022-12-01']) {
      expect(codesOf(await record(id, { day }))).toEqual(['performing-arts.cost-outside-project']);
    }
    expect(codesOf(await record(other, { evidence: 'F-1', day: '2021-01-01' }))).toEqual([
      ...['performing-arts.cost-outside-project', 'performing-arts.cost-funded-twice'],
    ]);
    for (const wrong of [{ amount: '0' }, { amount: null }, { day: null }, { expenseRef: 'x' }]) {
      await expect(record(id, wrong)).rejects.toMatchObject({ extensions: badInput });
    }
    const unknown = { expenseRef: 'x', evidence: null, day: null, amount: null };
    await expect(record(id, unknown)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });

  test('takes an expense as it was approved, without its VAT, and not before', async () => {
    const id = await granted('7000.00');
    const own = p.platform.host.context(p.ctx('member-stage'), performingArts.name);
    const lineOf = (approvedMinor: bigint | null) => ({
      ...{ ref: 'sheet:0', expenseId: 'sheet', position: 0, status: 'APPROVED', category: 'set' },
      ...{ day: '2022-03-02', currency: 'EUR', amountMinor: 12_100n, vatMinor: 2_100n },
      ...{ approvedMinor, activityId: p.activityIds['member-stage'] },
    });
    const recorded = (approvedMinor: bigint | null) => {
      const core = { ...own.core, expenseLines: async () => [lineOf(approvedMinor)] };
      const input = { subsidyId: id, title: 'Set', expenseRef: 'sheet:0' };
      return recordSubsidyCost({ ...own, core }, input);
    };
    expect(codesOf(await recorded(null))).toEqual(['performing-arts.cost-not-approved']);
    expect((await recorded(6_050n)).done).toMatchObject({ amountMinor: 5_000n });
    expect(codesOf(await recorded(12_100n))).toEqual(['performing-arts.cost-funded-twice']);
    const { cost } = await record(id);
    expect(await spent(id)).toMatchObject({ spent: { amount: '150.00' } });
    await step('RemoveSubsidyCost', 'cost { id }', { id: cost?.id });
    expect(await spent(id)).toMatchObject({
      ...{ spent: { amount: '50.00' }, costs: { nodes: [{ amount: { amount: '50.00' } }] } },
    });
  });

  test('is closed with the file, and a report needs its pieces', async () => {
    const id = await granted('500.00');
    const { cost } = await record(id, { amount: '500.00' });
    const bare = await report(id, { pieces: ['budget'] });
    expect(bare.violations.map(({ code }) => code)).toEqual([
      ...['performing-arts.subsidy-report-late', 'performing-arts.subsidy-piece-missing'],
      'performing-arts.subsidy-piece-missing',
    ]);
    expect(codesOf(await report(id))).toEqual(['performing-arts.subsidy-report-late']);
    await receive(id, 'ADVANCE', '500.00');
    const removed = await step('RemoveSubsidyCost', 'cost { id }', { id: cost?.id });
    expect(codesOf(removed)).toEqual(['performing-arts.subsidy-closed']);
  });

  test('is reminded of once, a month before its report is due', async () => {
    await p.admin.query(
      `update performing_arts.subsidy_scheme set until_day = null where code = 'vl-project-2013'`,
    );
    const days = { startsOn: '2026-12-01', endsOn: '2027-01-31' };
    const id = await granted('100.00', days);
    const told = async () =>
      (
        await p.admin.query(
          `select 1 from core.outbox where type = 'performing-arts.subsidy-report-due'
             and subject_id = $1`,
          [id.split(':')[1]],
        )
      ).length;
    for (const [day, times] of [
      ['2027-03-30', 0],
      ['2027-03-31', 1],
      ['2027-04-15', 1],
    ] as const) {
      p.setToday(day);
      await remindReports.run(context());
      expect([day, await told()]).toEqual([day, times]);
    }
    p.setToday(on);
  });
});

const badInput = { code: 'BAD_USER_INPUT' };

const context = () => p.platform.host.context(p.ctx('admin'), performingArts.name);

const activity = () => `Activity:${p.activityIds['member-stage']}`;

const mutationOf = (name: string, answered: string) =>
  `mutation ($input: PerformingArts${name}Input!) { performingArts${name}(input: $input) {
    ${answered} violations { code path severity message } } }`;

const step = (
  name: string,
  answered: string,
  input: object,
  as: 'finance' | 'member-stage' = 'member-stage',
) => ask<Answer>(p, mutationOf(name, answered), { input }, { as });

const receiveBy = (id: string, tranche: string, bankLineId: string, over: object = {}) => {
  const input = { id, tranche, bankLineId, idempotencyKey: crypto.randomUUID(), ...over };
  return step('ReceiveSubsidy', fields, input, 'finance');
};

const receive = async (id: string, tranche: string, amount: string, over: object = {}) =>
  receiveBy(id, tranche, await bankLine(amount), over);

let statements = 0;

/** Money on the bank; answers the movement. */
async function bankLine(amount: string): Promise<string> {
  const query = `mutation ($input: ImportBankStatementInput!) { importBankStatement(input: $input) {
    bankLines { id } violations { code } } }`;
  const input = {
    ...{ iban: 'BE68539007547034', year: 2026, number: ++statements, currency: 'EUR' },
    idempotencyKey: crypto.randomUUID(),
    lines: [{ lineNo: 1, bookedOn: p.platform.clock.today(), amount }],
  };
  const { bankLines } = await ask<{ bankLines: { id: string }[] }>(
    ...([p, query, { input }, { as: 'finance' }] as const),
  );
  return bankLines[0]?.id as string;
}

async function reverseNewestIncome(): Promise<void> {
  const [row] = await p.admin.query<{ id: string }>(
    'select id from core.income where cooperative_id = $1 order by id desc limit 1',
    [p.cooperativeId],
  );
  const input = {
    ...{ incomeId: `Income:${row?.id}`, reason: 'Of another activity' },
    idempotencyKey: crypto.randomUUID(),
  };
  const mutation = `mutation ($input: ReverseIncomeInput!) { reverseIncome(input: $input) {
    violations { code } } }`;
  const answer = await ask<Answer>(p, mutation, { input }, { as: 'finance' });
  expect(codesOf(answer)).toEqual([]);
}

const spent = (id: string) =>
  ask(
    p,
    `query ($id: ID!) { performingArtsSubsidy(id: $id) {
      spent { amount } costs { nodes { id amount { amount } } } } }`,
    { id },
  );

/** What bridges are told of a file. */
async function open(subsidyId: string) {
  const own = p.platform.host.context(p.ctx('member-stage'), performingArts.name);
  const rows = await openSubsidies.rows(own, p.activityIds['member-stage']);
  return rows.filter(({ id }) => `PerformingArtsSubsidy:${id}` === subsidyId);
}

async function available(): Promise<bigint> {
  const query = `query ($id: ID!) { activity(id: $id) { balance { available { amount } } } }`;
  const { balance } = await ask<{ balance: { available: { amount: string } } }>(p, query, {
    id: activity(),
  });
  return BigInt(balance.available.amount.replace('.', ''));
}
