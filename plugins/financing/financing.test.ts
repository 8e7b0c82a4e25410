import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { conformance, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { collectInstalments } from './collect.job.js';
import { remindReports } from './file-report.js';
import { financing } from './plugin.js';

conformance(financing, { as: 'admin' });

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [financing] });
});
afterAll(() => p.close());

describe('the terms', () => {
  test('are needed: without them nothing is lent, and the missing ones are named', async () => {
    const { loan, violations } = await apply('member-film');
    expect(loan).toBeNull();
    expect(violations).toMatchObject([
      { code: 'financing.no-terms', message: expect.stringContaining('MICRO_CREDIT') },
    ]);
  });

  test('are decided by finance, from today on, and hold until others do', async () => {
    expect(await refusal('SetTerms', termsOf(), 'member-stage')).toBe('FORBIDDEN');
    const past = await mutate('SetTerms', termsOf({ from: '2026-11-22' }), 'finance');
    expect(codes(past)).toEqual(['financing.terms-in-the-past']);
    await mutate('SetTerms', termsOf(), 'finance');
    await mutate('SetTerms', termsOf({ maximum: '3000', from: '2027-06-01' }), 'finance');
    await mutate('SetTerms', termsOf({ maximum: '2500', from: '2027-01-01' }), 'finance');
    expect(await maximaOn('2026-12-31')).toEqual(['2000.00']);
    expect(await maximaOn('2027-06-01')).toEqual(['2500.00']);
  });

  test.each([
    [{ maximum: '0' }],
    [{ fileCostPercent: '100.1' }],
    [{ fileCostPercent: '1.00001' }],
    [{ longestMonths: 0 }],
    [{ coverPercent: '0' }],
    [{ source: ' ' }],
  ])('are not %p', async (change) => {
    expect(await refusal('SetTerms', termsOf(change), 'finance')).toBe('BAD_USER_INPUT');
  });
});

describe('an application', () => {
  test('is made once for a key, with its cost, its plan and the reasons of its scoring', async () => {
    const key = newKey();
    const [first, again] = [
      await apply('member-stage', {}, key),
      await apply('member-stage', {}, key),
    ];
    expect(again.loan?.id).toBe(first.loan?.id);
    expect(first.loan).toMatchObject({
      ...{ status: 'APPLIED', fileCost: { amount: '30.00' }, owed: { amount: '0.00' } },
      scoring: [
        { code: 'financing.score-history-none', outcome: 'NEUTRAL' },
        { code: 'financing.score-debt-none', outcome: 'FAVOURABLE' },
        {
          code: 'financing.score-contribution-own',
          reason: 'The member brings 50.00 EUR of own money.',
        },
      ],
      instalments: [
        { dueOn: '2027-01-31', amount: { amount: '333.34' } },
        { dueOn: '2027-02-28', amount: { amount: '333.33' } },
        { dueOn: '2027-03-31', amount: { amount: '333.33' } },
      ],
    });
    await mutate('Withdraw', { id: first.loan?.id }, 'member-stage');
  });

  test('meets everything that stands in its way at once', async () => {
    const change = { amount: '2000.01', months: 40, firstDueOn: '2026-11-23' };
    expect(codes(await apply('member-stage', change))).toEqual([
      ...['financing.above-maximum', 'financing.due-too-soon', 'financing.due-too-late'],
    ]);
  });

  test.each([
    [{ amount: '0' }],
    [{ amount: '-1' }],
    [{ amount: '0.02' }],
    [{ months: 0 }],
    [{ months: 97 }],
    [{ purpose: '' }],
    [{ ownContribution: '-1' }],
  ])('of %p is bad input', async (change) => {
    const input = creditOf('member-stage', change);
    expect(await refusal('ApplyForCredit', input, 'member-stage')).toBe('BAD_USER_INPUT');
  });

  test('is not for the activity of somebody else', async () => {
    const input = creditOf('member-stage');
    expect(await refusal('ApplyForCredit', input, 'member-film')).toBe('NOT_FOUND');
    expect(await refusal('ApplyForCredit', input, 'finance')).toBe('FORBIDDEN');
  });
});

describe('the four eyes', () => {
  test('are never the same person’s, and every step has its state', async () => {
    const id = (await apply('member-stage', {}, newKey(), 'adviser')).loan?.id;
    expect(codes(await opine('Advise', id, 'adviser'))).toEqual(['financing.four-eyes']);
    expect(codes(await opine('Decide', id, 'finance'))).toEqual(['financing.loan-is-applied']);
    expect(await refusal('Advise', opinion(id), 'member-stage')).toBe('FORBIDDEN');
    expect((await opine('Advise', id, 'admin')).loan?.status).toBe('ADVISED');
    expect(codes(await opine('Decide', id, 'admin'))).toEqual(['financing.four-eyes']);
    expect(codes(await opine('Advise', id, 'admin'))).toEqual([
      ...['financing.loan-is-advised', 'financing.four-eyes'],
    ]);
    const refused = await opine('Decide', id, 'finance', false);
    expect(refused.loan).toMatchObject({
      status: 'REJECTED',
      opinions: [{ kind: 'ADVICE' }, { kind: 'DECISION', favourable: false, reasons: 'Because.' }],
    });
    expect(codes(await draw(id, 'member-stage'))).toEqual(['financing.loan-is-rejected']);
  });

  test('decide once when two decide at the same moment', async () => {
    const id = (await apply('member-stage')).loan?.id;
    await opine('Advise', id, 'adviser');
    const both = await Promise.all([
      opine('Decide', id, 'finance'),
      opine('Decide', id, 'finance-2', false),
    ]);
    expect(both.filter(({ loan }) => loan !== null)).toHaveLength(1);
    await p.admin.query(`update financing.loan set status = 'REJECTED' where status = 'APPROVED'`);
  });
});

describe('a loan', () => {
  test('is drawn once, less its cost, collected when due, late without money, and settled', async () => {
    const before = await available('member-design');
    const id = await granted('member-design');
    const drawn = await Promise.all([1, 2, 3].map(() => draw(id, 'member-design')));
    expect(drawn.filter(({ loan }) => loan !== null)).toHaveLength(1);
    expect((await available('member-design')) - before).toBe(970_00n);
    await collectOn('2027-01-30');
    expect(await loan(id)).toMatchObject({ status: 'DRAWN', repaid: { amount: '0.00' } });
    for (const _ of [1, 2]) await collectOn('2027-01-31');
    expect(await loan(id)).toMatchObject({ status: 'DRAWN', repaid: { amount: '333.34' } });
    await spend('member-design', 500_00n);
    await collectOn('2027-02-28');
    expect(await loan(id)).toMatchObject({ status: 'DRAWN', nextDueOn: '2027-02-28' });
    await collectOn('2027-03-01');
    expect(await loan(id)).toMatchObject({ status: 'LATE', owed: { amount: '666.66' } });
    const tooMuch = await pay(id, '666.67', 'member-design');
    expect(codes(tooMuch)).toEqual(['financing.more-than-owed']);
    expect(codes(await pay(id, '600', 'member-design'))).toEqual(['money.insufficient-funds']);
    expect((await pay(id, '100', 'member-design')).loan).toMatchObject({
      owed: { amount: '566.66' },
    });
    await spend('member-design', -500_00n);
    await draw(await granted('member-design', { amount: '500' }), 'member-design');
    const rest = await pay(id, '566.66', 'member-design');
    expect(rest.loan).toMatchObject({
      status: 'SETTLED',
      nextDueOn: null,
      owed: { amount: '0.00' },
    });
    expect(codes(await pay(id, '1', 'member-design'))).toEqual([
      ...['financing.loan-is-settled', 'financing.more-than-owed'],
    ]);
    const kept = await apply('member-design');
    expect(kept.loan?.scoring[0]).toMatchObject({ outcome: 'FAVOURABLE' });
  });

  test('that is written off is a loss, decided by somebody who did not grant it', async () => {
    const id = await granted('member-startup');
    await draw(id, 'member-startup');
    const input = { id, reasons: 'Insolvent.', idempotencyKey: newKey() };
    expect(codes(await mutate('WriteOff', input, 'finance'))).toEqual(['financing.four-eyes']);
    const done = await mutate('WriteOff', input, 'finance-2');
    expect(done.loan).toMatchObject({
      ...{ status: 'WRITTEN_OFF', writtenOff: { amount: '1000.00' }, owed: { amount: '0.00' } },
    });
    const again = await mutate('WriteOff', input, 'finance-2');
    expect(again.loan?.id).toBe(id);
  });

  test('counts towards the ceiling once it is granted', async () => {
    const amount = { amount: '1500' };
    const ids = [];
    for (const _ of [1, 2]) ids.push((await apply('member-film', amount)).loan?.id);
    for (const id of ids) await opine('Advise', id, 'adviser');
    const both = await Promise.all(ids.map((id) => opine('Decide', id, 'finance')));
    expect(both.flatMap(codes)).toEqual(['financing.above-maximum']);
    expect(codes(await apply('member-film', amount))).toEqual(['financing.above-maximum']);
  });

  test('of a stranger does not exist', async () => {
    const id = await granted('member-startup');
    expect(await loan(id, 'member-film')).toBeNull();
    expect(await refusal('Draw', { id, idempotencyKey: newKey() }, 'member-film')).toBe(
      'NOT_FOUND',
    );
  });
});

describe('an advance on a subsidy', () => {
  const tranches = [
    { kind: 'BALANCE', amount: '700', expectedOn: '2027-12-01' },
    { kind: 'ADVANCE', amount: '6300', expectedOn: '2027-02-01' },
  ];
  const input = (change: object = {}) => ({
    ...{ activityId: activityOf('member-stage'), amount: '6500', purpose: 'Rehearsals', tranches },
    ...{ funder: 'Kunstendecreet', reportDueOn: '2027-09-30', idempotencyKey: newKey(), ...change },
  });
  const ask = (change: object = {}) => mutate('ApplyForSubsidy', input(change), 'member-stage');

  test('needs the share that may be advanced, by its name', async () => {
    await mutate('SetTerms', termsOf({ product: 'SUBSIDY', maximum: '9000' }), 'finance');
    expect((await ask()).violations).toMatchObject([
      { code: 'financing.figure-missing', message: expect.stringContaining('coverPercent') },
    ]);
  });

  test('is repaid from the advance, then the balance, and its report is reminded of once', async () => {
    const terms = { product: 'SUBSIDY', maximum: '9000', coverPercent: '95', longestMonths: 24 };
    await mutate('SetTerms', termsOf(terms), 'finance');
    expect(codes(await ask({ amount: '6650.01' }))).toEqual(['financing.above-cover']);
    const id = (await ask()).loan?.id;
    expect((await loan(id))?.instalments).toMatchObject([
      { kind: 'ADVANCE', dueOn: '2027-02-01', amount: { amount: '6300.00' } },
      { kind: 'BALANCE', dueOn: '2027-12-01', amount: { amount: '200.00' } },
    ]);
    const at = (today: string) => remindReports.run({ ...system(), today });
    for (const day of ['2027-08-30', '2027-08-31', '2027-09-01']) await at(day);
    const due = `select 1 from core.outbox where type = 'financing.report-due'`;
    expect(await p.admin.query(due)).toHaveLength(1);
    expect((await mutate('FileReport', { id }, 'member-stage')).loan?.reportedOn).toBe(
      '2026-11-23',
    );
    const again = await mutate('FileReport', { id }, 'member-stage');
    expect(codes(again)).toEqual(['financing.already-reported']);
  });

  test.each([[{ tranches: [] }], [{ funder: '' }], [{ tranches: Array(13).fill(tranches[0]) }]])(
    'of %p is bad input',
    async (change) => {
      const asked = input(change);
      expect(await refusal('ApplyForSubsidy', asked, 'member-stage')).toBe('BAD_USER_INPUT');
    },
  );
});

type Person = 'member-stage' | 'member-film' | 'member-design' | 'member-startup';

interface Payload {
  readonly loan: (Record<string, unknown> & { id: string; scoring: unknown[] }) | null;
  readonly violations: { readonly code: string; readonly message: string }[];
}

const newKey = () => crypto.randomUUID();
const codes = ({ violations }: Payload) => violations.map(({ code }) => code);
const activityOf = (person: Person) => `Activity:${p.activityIds[person]}`;

const termsOf = (change: object = {}) => ({
  ...{ product: 'MICRO_CREDIT', currency: 'EUR', maximum: '2000', fileCostPercent: '3' },
  ...{ longestMonths: 24, from: '2026-11-23', source: 'Board', ...change },
});

const creditOf = (person: Person, change: object = {}) => ({
  ...{ activityId: activityOf(person), product: 'MICRO_CREDIT', amount: '1000', months: 3 },
  ...{ purpose: 'A sound desk', firstDueOn: '2027-01-31', ownContribution: '50' },
  ...{ idempotencyKey: newKey(), ...change },
});

const shown = `id status drawnOn nextDueOn reportedOn fileCost { amount } owed { amount }
  repaid { amount } writtenOff { amount } scoring { code outcome reason }
  instalments { kind dueOn amount { amount } } opinions { kind favourable reasons }`;

const operation = (name: string) => `mutation ($input: Financing${name}Input!) {
  financing${name}(input: $input) { ${name === 'SetTerms' ? 'terms { id }' : `loan { ${shown} }`}
    violations { code message } } }`;

const inputOf: Record<string, string> = {
  ...{ Advise: 'Opinion', Decide: 'Opinion', Withdraw: 'LoanStep', FileReport: 'LoanStep' },
};

function send(name: string, input: object, as: string) {
  const query = operation(name).replace(
    `Financing${name}Input`,
    `Financing${inputOf[name] ?? name}Input`,
  );
  return p.graphql<Record<string, Payload>>(query, { input }, { as: as as never });
}

async function mutate(name: string, input: object, as: string): Promise<Payload> {
  const { data, errors } = await send(name, input, as);
  if (errors?.[0] !== undefined) throw errors[0];
  return Object.values(data ?? {})[0] as Payload;
}

async function refusal(name: string, input: object, as: string): Promise<unknown> {
  return (await send(name, input, as)).errors?.[0]?.extensions.code;
}

const apply = (
  person: Person,
  change: object = {},
  idempotencyKey = newKey(),
  as: string = person,
) => mutate('ApplyForCredit', creditOf(person, { ...change, idempotencyKey }), as);

const opinion = (id: unknown, favourable = true) => ({ id, favourable, reasons: 'Because.' });
const opine = (name: string, id: unknown, as: string, favourable = true) =>
  mutate(name, opinion(id, favourable), as);
const draw = (id: unknown, as: string) => mutate('Draw', { id, idempotencyKey: newKey() }, as);
const pay = (id: unknown, amount: string, as: string) =>
  mutate('Repay', { id, amount, idempotencyKey: newKey() }, as);

/** A loan that only waits to be drawn. */
async function granted(person: Person, change: object = {}): Promise<string> {
  const id = (await apply(person, change)).loan?.id as string;
  await opine('Advise', id, 'adviser');
  await opine('Decide', id, 'finance');
  return id;
}

async function loan(id: unknown, as: string = 'finance') {
  const query = `query ($id: ID!) { financingLoan(id: $id) { ${shown} } }`;
  const { data } = await p.graphql<{ financingLoan: Payload['loan'] }>(
    query,
    { id },
    { as: as as never },
  );
  return data?.financingLoan;
}

async function maximaOn(on: string): Promise<string[]> {
  const query = `query ($on: Date) { financingTerms(on: $on) { nodes { maximum { amount } } } }`;
  const { data } = await p.graphql<{
    financingTerms: { nodes: { maximum: { amount: string } }[] };
  }>(...([query, { on }, { as: 'finance' }] as const));
  return data?.financingTerms.nodes.map(({ maximum }) => maximum.amount) ?? [];
}

const system = () => p.platform.host.context(p.ctx('admin'), financing.name);

/** The collection of a day: the clock of the plugin is the test's. */
async function collectOn(today: string): Promise<void> {
  const ctx = system();
  const at = (inner: typeof ctx): typeof ctx => ({
    ...inner,
    today,
    attempt: (step, judge) => inner.attempt(step, (inside) => judge({ ...inside, today })),
  });
  await collectInstalments.run(at(ctx));
}

async function available(person: Person): Promise<bigint> {
  const [row] = await p.admin.query<{ posted: bigint }>(
    `select coalesce(sum(b.posted), 0)::bigint as posted from ledger.balance b
     join ledger.account a on a.cooperative_id = b.cooperative_id and a.id = b.account_id
     where a.code = 'activity.available' and a.owner_id = $1`,
    [p.activityIds[person]],
  );
  return row?.posted ?? 0n;
}

/** Takes money of the activity away, or gives it back, as a price that is charged or refunded. */
const spent = 'financing-test-spent';
async function spend(person: Person, amountMinor: bigint): Promise<void> {
  const { core } = system();
  if (amountMinor < 0n) return core.refund(spent);
  await core.charge({
    ...{ key: spent, activityId: p.activityIds[person], amountMinor, currency: 'EUR' },
    ...{ service: 'financing.test', source: { type: 'FinancingLoan', id: newKey() } },
  });
}
