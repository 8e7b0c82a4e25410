import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StepContext } from 'gezel/sdk';
import {
  ask,
  codesOf,
  conformance,
  errorCode,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { statusesOf } from './compare.js';
import { contributionsOn } from './contributions.js';
import { document } from './document.js';
import { ownInvoice as tool } from './invoice.tool.js';
import { selfEmployed } from './plugin.js';
import { seeds } from './seeds.js';

conformance(selfEmployed);

type Person = 'member-stage' | 'member-film' | 'member-design' | 'finance';
let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [selfEmployed] });
  await profile();
});
afterAll(() => p?.close());

const context = (as: Person) => p.platform.host.context(p.ctx(as), selfEmployed.name);
let keys = 0;

interface Violations {
  readonly violations: { readonly code: string; readonly path: string[] }[];
}
interface Invoice {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly net: { readonly amount: string };
  readonly vat: { readonly amount: string };
}
const act = <Answer extends object = Violations>(
  name: string,
  input: object,
  { fields = '', as = 'member-stage' as Person, type = name } = {},
) =>
  ask<Answer & Violations>(
    p,
    `mutation ($input: SelfEmployed${type}Input!) { selfEmployed${name}(input: $input) {
      ${fields} violations { code path } } }`,
    { input },
    { as },
  );
const profile = (over: object = {}, as: Person = 'member-stage') => {
  const input = {
    ...{ tradeName: 'Noor Licht', enterpriseNumber: '0566988259', vatRegime: 'NORMAL' },
    ...{ occupation: 'MAIN', iban: 'BE68539007547034', street: 'Straat 1', postalCode: '9000' },
    ...{ city: 'Gent', country: 'BE', currency: 'EUR', ...over },
  };
  return act('SetProfile', input, { as });
};
const fields = 'invoice { id number status net { amount } vat { amount } }';
const issue = (over: object = {}, as: Person = 'member-stage') => {
  const input = {
    ...{ clientName: 'A theatre', clientLines: ['Plein 1'], idempotencyKey: `own-${++keys}-key` },
    ...{ lines: [{ description: 'Plan', unitPrice: '100.00', vatRate: '21' }], ...over },
  };
  return act<{ invoice: Invoice | null }>('IssueInvoice', input, { fields, as });
};
const step = (name: 'CreditInvoice' | 'RecordPayment', invoiceId: string | undefined) =>
  act<{ invoice: Invoice | null }>(name, { invoiceId }, { fields, type: 'InvoiceStep' });
const threshold = (over: object = {}) => {
  const input = { from: '2026-01-01', turnover: '1000.00', currency: 'EUR', source: 'A test' };
  return act('SetThreshold', { ...input, ...over }, { as: 'finance' });
};

describe('an own invoice', () => {
  test('has the next number of its member’s series, though many are issued at once', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => issue()));
    const numbers = made.map(({ invoice }) => invoice?.number).sort();
    const first = Number(numbers[0]?.slice(5));
    expect(numbers).toEqual(numbers.map((_, i) => `2026-${String(first + i).padStart(4, '0')}`));
    await profile({}, 'member-film');
    expect((await issue({}, 'member-film')).invoice?.number).toBe('2026-0001');
    expect(codesOf(await issue({ dryRun: true }, 'member-film'))).toEqual([]);
    expect(
      codesOf(
        await issue(
          { lines: [{ description: 'x', unitPrice: '0', vatRate: '21' }] },
          'member-film',
        ),
      ),
    ).toEqual(['self-employed.nothing-to-pay']);
    p.setToday('2027-01-02');
    expect((await issue({}, 'member-film')).invoice?.number).toBe('2027-0001');
    p.setToday('2026-11-23');
  });

  test('is taxed by the rates of its lines, each rounded once', async () => {
    const line = (unitPrice: string, vatRate: string, quantity = '1') => ({
      ...{ description: 'Work', unitPrice, vatRate, quantity },
    });
    const lines = [line('0.33', '21', '3'), line('0.01', '21'), line('10.05', '6', '1.5')];
    const { invoice } = await issue({ lines });
    expect([invoice?.net.amount, invoice?.vat.amount]).toEqual(['16.08', '1.11']);
    const without = [{ description: 'Work', unitPrice: '1.00' }];
    expect(codesOf(await issue({ lines: without }))).toEqual(['self-employed.rate-missing']);
  });

  test('is credited once by the same series, or paid, and never both', async () => {
    const { invoice } = await issue();
    const both = await Promise.all([
      step('CreditInvoice', invoice?.id),
      step('RecordPayment', invoice?.id),
    ]);
    expect(both.flatMap(codesOf)).toEqual(['self-employed.not-open']);
    const other = (await issue()).invoice;
    const { invoice: note } = await step('CreditInvoice', other?.id);
    expect(Number(note?.number.slice(5))).toBe(Number(other?.number.slice(5)) + 1);
    expect(codesOf(await step('CreditInvoice', note?.id))).toEqual(['self-employed.not-open']);
  });

  test('of the same key is one, and of somebody else nobody’s', async () => {
    const key = { idempotencyKey: 'the-same-invoice' };
    const [one, two] = await Promise.all([issue(key), issue(key)]);
    expect(one.invoice?.id).toBe(two.invoice?.id);
    const query = `query ($id: ID!) { selfEmployedInvoice(id: $id) { number } }`;
    const seen = (as: Person) => ask(p, query, { id: one.invoice?.id }, { as });
    expect(await seen('member-film')).toBeNull();
    expect(await seen('finance')).toEqual({ number: one.invoice?.number });
    const input = { invoiceId: one.invoice?.id };
    const mutation = `mutation ($input: SelfEmployedInvoiceStepInput!) {
      selfEmployedCreditInvoice(input: $input) { violations { code } } }`;
    expect(await errorCode(p, mutation, { input }, { as: 'member-film' })).toBe('NOT_FOUND');
    expect(codesOf(await issue({}, 'member-design'))).toEqual(['self-employed.no-profile']);
  });

  test('is a PDF, the same bytes whenever it is fetched', async () => {
    const { invoice } = await issue();
    const params = { invoiceId: String(invoice?.id.split(':')[1]) };
    const [one, two] = await Promise.all(
      [1, 2].map(() => document.open(context('member-stage'), params)),
    );
    const body = one?.body as Uint8Array;
    expect(Buffer.from(body.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(two?.body).toEqual(body);
    expect(await document.open(context('member-film'), params)).toBeNull();
  });

  const line = { description: 'x', unitPrice: '1', vatRate: '21' };
  test.each([
    ['input.no-count', { lines: [] }],
    ['self-employed.no-line-amount', { lines: [{ ...line, unitPrice: '-1' }] }],
    ['self-employed.no-percentage', { lines: [{ ...line, vatRate: '100' }] }],
    ['self-employed.no-quantity', { lines: [{ ...line, quantity: '0' }] }],
    ['input.no-text', { lines: [{ ...line, description: ' ' }] }],
    ['input.no-count', { clientLines: [] }],
    ['input.no-count', { termDays: 91 }],
  ])('is bad input, said as %s, with %p', async (code, over) => {
    const extensions = { code: 'BAD_USER_INPUT', said: { code } };
    await expect(issue(over)).rejects.toMatchObject({ extensions });
  });

  test.each([[{ iban: 'BE68539007547035' }], [{ enterpriseNumber: '0566988258' }]])(
    'of a profile with %p is bad input',
    async (over) => {
      await expect(profile(over)).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
      });
    },
  );
});

describe('a small enterprise', () => {
  const as = 'member-design';
  const small = { vatRegime: 'SMALL_ENTERPRISE' };
  const lines = (unitPrice: string) => ({ lines: [{ description: 'Work', unitPrice }] });

  test('is exempt up to the threshold of the year, which must be known', async () => {
    expect(codesOf(await profile(small, as))).toEqual(['self-employed.figure-missing']);
    expect(codesOf(await threshold())).toEqual([]);
    expect(codesOf(await profile(small, as))).toEqual([]);
    const { invoice } = await issue(lines('1000.00'), as);
    expect([invoice?.net.amount, invoice?.vat.amount]).toEqual(['1000.00', '0.00']);
    expect(codesOf(await issue(lines('0.01'), as))).toEqual(['self-employed.above-threshold']);
    expect(codesOf(await issue({}, as))).toEqual([
      ...['self-employed.exempt-without-vat', 'self-employed.above-threshold'],
    ]);
    p.setToday('2027-01-01');
    expect(codesOf(await issue(lines('0.01'), as))).toEqual([]);
    p.setToday('2026-11-23');
  });
});

describe('contributions', () => {
  const scale = {
    ...{ freeBelowMinor: 1_000_00n, leastIncomeMinor: 10_000_00n, feeRate: 30_000 },
    ...{ currency: 'EUR', source: 'A test' },
    brackets: [
      { upToMinor: '5000000', rate: 205_000 },
      { upToMinor: '10000000', rate: 141_600 },
    ],
  };

  test.each([
    [999_99n, 0n],
    [1_000_00n, 2_111_50n],
    [20_000_00n, 4_223_00n],
    [60_000_00n, 12_015_98n],
    [200_000_00n, 17_849_90n],
  ])('on %p are %p', (income, expected) => {
    expect(contributionsOn(income, scale).dueMinor).toBe(expected);
  });

  test('never fall when the income rises, and are the sum of their lines', () => {
    const incomes = fc.tuple(
      fc.bigInt({ min: 0n, max: 10n ** 9n }),
      fc.bigInt({ min: 0n, max: 10n ** 6n }),
    );
    fc.assert(
      fc.property(incomes, ([income, more]) => {
        const [less, greater] = [income, income + more].map((one) => contributionsOn(one, scale));
        expect((greater?.dueMinor ?? 0n) >= (less?.dueMinor ?? 0n)).toBe(true);
        const sum = (less?.lines ?? []).reduce(
          (all, { amount }) => all + BigInt(amount.amount.replace('.', '')),
          0n,
        );
        expect(sum).toBe(less?.dueMinor);
      }),
    );
  });

  test('are by the figures of the day; a missing one is named', async () => {
    const query = `query ($on: Date) { selfEmployedContributions(income: "30000.00",
      occupation: MAIN, on: $on) { due { amount } violations { code message } } }`;
    expect(await ask(p, query, { on: '2026-01-01' })).toMatchObject({
      due: null,
      violations: [{ message: expect.stringContaining('contributions-MAIN') }],
    });
    const input = {
      ...{ occupation: 'MAIN', from: '2026-01-01', freeBelow: '0', leastIncome: '0' },
      ...{ brackets: [{ upTo: '50000.00', rate: '0.2' }], feeRate: '0', currency: 'EUR' },
      source: 'A test',
    };
    const set = (over: object) => act('SetScale', { ...input, ...over }, { as: 'finance' });
    const falling = [
      { upTo: '2.00', rate: '0.2' },
      { upTo: '1.00', rate: '0.1' },
    ];
    expect(codesOf(await set({ brackets: falling }))).toEqual(['self-employed.bracket-not-above']);
    await expect(set({ feeRate: '1.5' })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(codesOf(await set({}))).toEqual([]);
    expect(await ask(p, query, { on: '2026-01-01' })).toMatchObject({ due: { amount: '6000.00' } });
    expect(await ask(p, query, { on: '2025-12-31' })).toMatchObject({ due: null });
  });
});

describe('the comparison', () => {
  test('is before tax on both sides, of the same month and the same costs', () => {
    const line = { code: 'gross', title: 'Gross', amountMinor: 2_000_00n, source: null };
    const pay = {
      ...{ grossMinor: 2_000_00n, employeeContributionMinor: 261_40n, withholdingMinor: 300_00n },
      ...{ netMinor: 1_438_60n, lines: [line] },
    };
    const scale = {
      ...{ freeBelowMinor: 0n, leastIncomeMinor: 0n, feeRate: 0, currency: 'EUR', source: 'T' },
      brackets: [{ upToMinor: '10000000', rate: 200_000 }],
    };
    const month = { incomeMinor: 3_600_00n, costsMinor: 100_00n };
    const both = statusesOf({ currency: 'EUR', pay, violations: [] }, month, scale);
    expect(both).toMatchObject({
      employed: { beforeTax: { amount: '1638.60' } },
      selfEmployed: { beforeTax: { amount: '2800.00' } },
      difference: { amount: '1161.40' },
    });
    const lines = (status: typeof both.employed) =>
      status?.lines.map(({ code, amount }) => [code, amount.amount]);
    expect(lines(both.employed)).toEqual([
      ...[
        ['invoiced', '3600.00'],
        ['above-gross', '-1600.00'],
      ],
      ...[
        ['employee-contribution', '-261.40'],
        ['costs', '-100.00'],
      ],
    ]);
    expect(both.employed?.details.map(({ code }) => code)).toEqual(['gross']);
    expect(lines(both.selfEmployed)).toEqual([
      ...[
        ['invoiced', '3600.00'],
        ['costs', '-100.00'],
        ['contribution', '-700.00'],
      ],
    ]);
    const half = statusesOf({ currency: 'EUR', pay, violations: [] }, month, null);
    expect(half).toMatchObject({ selfEmployed: null, difference: null });
  });

  test('adds up to the cent, line by line, whatever the income', () => {
    const minor = fc.bigInt({ min: 0n, max: 2_000_000n });
    const rate = fc.integer({ min: 0, max: 400_000 });
    fc.assert(
      fc.property(minor, minor, minor, rate, rate, (incomeMinor, costsMinor, grossMinor, r, f) => {
        const lines = [{ code: 'fee', title: 'Fee', amountMinor: -incomeMinor / 15n, source: 'S' }];
        const pay = { grossMinor, employeeContributionMinor: grossMinor / 8n, lines };
        const scale = {
          ...{ freeBelowMinor: 0n, leastIncomeMinor: 50_000n, currency: 'EUR', source: 'T' },
          ...{ feeRate: f, brackets: [{ upToMinor: '700000', rate: r }] },
        };
        const both = statusesOf(
          { currency: 'EUR', pay: { ...pay, withholdingMinor: 0n, netMinor: 0n }, violations: [] },
          { incomeMinor, costsMinor },
          scale,
        );
        const cents = ({ amount }: { amount: string }) => BigInt(amount.replace('.', ''));
        for (const status of [both.employed, both.selfEmployed]) {
          const sum = status?.lines.reduce((all, { amount }) => all + cents(amount), 0n);
          expect(sum).toBe(status && cents(status.beforeTax));
        }
        expect(both.employed && cents(both.employed.beforeTax)).toBe(
          grossMinor - grossMinor / 8n - costsMinor,
        );
      }),
    );
  });

  test('says what it does not know, and explains the rest line by line', async () => {
    await seeds.demo?.(context('finance'), []);
    const query = `query ($input: SelfEmployedCompareInput!) { selfEmployedCompare(input: $input) {
      employed { beforeTax { amount } } selfEmployed { beforeTax { amount } lines { code amount {
      amount } } } difference { amount } violations { code } } }`;
    const input = { invoiced: '3000.00', costs: '500.00', occupation: 'SECONDARY' };
    const answer = await ask<Violations & { selfEmployed: { lines: { code: string }[] } }>(
      ...([p, query, { input: { ...input, contractKind: 'unknown' } }] as const),
    );
    expect(answer).toMatchObject({ employed: null, difference: null });
    expect(answer.violations.length).toBeGreaterThan(0);
    // A fifth of 30,000 a year with three percent for the fund is 6,180: 515 a month.
    expect(answer.selfEmployed).toMatchObject({ beforeTax: { amount: '1985.00' } });
    expect(answer.selfEmployed.lines.map(({ code }) => code)).toEqual([
      ...['invoiced', 'costs', 'contribution', 'fund-fee'],
    ]);
  });
});

describe('the tool', () => {
  const inStep = <T>(stepId: string, work: (ctx: StepContext) => Promise<T>) =>
    context('member-stage').transaction((inside) => {
      const assignment = { activityId: p.activityIds['member-stage'], clientId: null, title: 'T' };
      const emit = async () => undefined;
      return work({ ...inside, stepId, assignment, done: {}, emit });
    });
  const input = {
    ...{ clientName: 'A theatre', clientLines: ['Plein 1'] },
    lines: [{ description: 'Plan', unitPrice: '100.00', vatRate: '21' }],
  };

  test('issues once a step, credits what is called off, and leaves what was paid', async () => {
    const [one, two] = [context('member-stage').newId(), context('member-stage').newId()];
    expect((await inStep(one, (ctx) => tool.plan(ctx, input))).findings).toEqual([]);
    const { reference } = await inStep(one, (ctx) => tool.start(ctx, input, null));
    for (const _ of [1, 2]) await inStep(one, (ctx) => tool.cancel(ctx, input, reference));
    const query = `query ($id: ID!) { selfEmployedInvoice(id: $id) { status } }`;
    expect(await ask(p, query, { id: reference })).toEqual({ status: 'CREDITED' });
    const paid = await inStep(two, (ctx) => tool.start(ctx, input, null));
    await step('RecordPayment', paid.reference as string);
    const cancel = inStep(two, (ctx) => tool.cancel(ctx, input, paid.reference));
    await expect(cancel).rejects.toMatchObject({ findings: [{ code: 'self-employed.not-open' }] });
    const unknown = { ...input, lines: [{ description: 'Plan', unitPrice: '1.00' }] };
    expect((await inStep(one, (ctx) => tool.plan(ctx, unknown))).findings).toMatchObject([
      { code: 'self-employed.rate-missing' },
    ]);
  });
});
