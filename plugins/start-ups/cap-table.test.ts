import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from 'gezel/sdk';
// First, for the plugin's decorators are its own.
import './plugin.js';
import { afterEvent, capTableOf, equityOf, noEquity } from './cap-table.js';
import { EquityKind } from './equity.entity.js';
import type { EquityFact } from './equity-fact.js';
import { equityProblem } from './equity-problem.js';
import { type Equity, issuedOf } from './equity-state.js';
import { classesOf, holdingsOf, securitiesOf } from './equity-view.js';
import type { ReadEvent } from './read-equity.js';
import { completed } from './record-equity.js';
import { capitalisationOf, dilutedOf, exercisable, outstandingOf, vestedOf } from './securities.js';

type Said = Partial<Omit<ReadEvent, 'kind'>> & { readonly kind: keyof typeof EquityKind };

const read = ({ kind, ...said }: Said, day: string): ReadEvent => ({
  ...{ kind: EquityKind[kind], day, holderId: null, toHolderId: null, quantity: null },
  ...{ numerator: null, denominator: null, security: null, shareClass: null, terms: {} },
  considerationText: null,
  ...said,
});

const codeOf = (before: Equity, event: EquityFact): string | null => {
  const problem = equityProblem(before, event);
  return problem && `start-ups.equity-${problem.code}`;
};

/** The events that a list of what was said comes to; none of them may be refused. */
function told(said: readonly Said[], day = '2026-01-01'): EquityFact[] {
  const events: EquityFact[] = [];
  for (const one of said) {
    const equity = equityOf(events);
    const event = completed(equity, read(one, one.day ?? day), events.length + 1);
    expect([one.kind, codeOf(equity, event)]).toEqual([one.kind, null]);
    events.push(event);
  }
  return events;
}

const issue = (holderId: string, quantity: bigint, shareClass = 'x') => ({
  ...({ kind: 'ISSUE', holderId, quantity, shareClass } as const),
});
const plan = { kind: 'PLAN', security: 'p', shareClass: 'x', quantity: 10_000n } as const;
const vests = { vestingFrom: '2026-01-31', vestingMonths: 48, cliffMonths: 12 };
const grant = {
  ...({ kind: 'GRANT', security: 'g', holderId: 'b', quantity: 4_800n } as const),
  terms: { plan: 'p', price: '1.5', ...vests },
};
const note = {
  ...({ kind: 'CONVERTIBLE', security: 'c', holderId: 'i', shareClass: 'x' } as const),
  terms: { amountMinor: '5000000', currency: 'EUR', capMinor: '200000000' },
};
const discounted = { ...note, terms: { ...note.terms, discountMillionths: 200_000 } };
const warrant = {
  ...({ kind: 'WARRANT', security: 'w', holderId: 'i', shareClass: 'x', quantity: 500n } as const),
  terms: { price: '2', expiresOn: '2027-06-30' },
};
const founded: readonly Said[] = [issue('a', 1_000_000n), { ...plan, quantity: 100_000n }];

describe('the fold', () => {
  const holder = fc.constantFrom('a', 'b', 'c');
  const ofSecurities: readonly string[] = [
    ...['PLAN', 'GRANT', 'WARRANT', 'CONVERTIBLE', 'EXERCISE', 'FORFEIT'],
  ];
  const ofBoth: readonly string[] = ['TRANSFER', 'CANCEL', 'CONVERT'];
  /** As the reading of an input leaves it: each kind has a security where it needs or may have one. */
  const shaped = (one: Said): Said => {
    const { kind, security = null } = one;
    const saysClass = !['GRANT', 'EXERCISE', 'FORFEIT', 'RETRACT', 'ACCEPT'].includes(kind);
    const shareClass = (saysClass && one.shareClass) || null;
    if (ofSecurities.includes(kind)) return { ...one, security: security ?? 'g', shareClass };
    if (!ofBoth.includes(kind) || security === null) return { ...one, security: null, shareClass };
    return kind === 'CONVERT' ? one : { ...one, shareClass: null };
  };
  const said = fc.record({
    kind: fc.constantFrom(...(Object.keys(EquityKind) as Said['kind'][])),
    ...{ holderId: holder, toHolderId: holder, shareClass: fc.constantFrom('x', 'y') },
    ...{ quantity: fc.bigInt(1n, 1_000n), security: fc.constantFrom(null, 'p', 'g', 'w', 'c') },
    ...{ numerator: fc.integer({ min: 1, max: 3 }), denominator: fc.constantFrom(1, 1, 2) },
    terms: fc.record({
      ...{ plan: fc.constant('p'), price: fc.constantFrom('0.01', '1.5', '12') },
      ...{ amountMinor: fc.constant('100000'), currency: fc.constant('EUR') },
      ...{ capMinor: fc.constantFrom(undefined, '90000') as fc.Arbitrary<string> },
      ...{ vestingFrom: fc.constant('2026-01-01'), vestingMonths: fc.constantFrom(3, 7) },
      ...{ votes: fc.nat(3), of: fc.integer({ min: 1, max: 20 }) },
    }),
  }) as fc.Arbitrary<Said>;

  test('is order-true, never below nothing, and its holders have what is issued', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 60 }), fc.nat(60), (all, cut) => {
        const happened: EquityFact[] = [];
        let equity = noEquity();
        for (const [i, one] of all.entries()) {
          const event = completed(equity, read(shaped(one), addDays('2026-01-01', i * 9)), i + 1);
          if (equityProblem(equity, event) !== null) continue;
          const before = equity;
          happened.push(event);
          equity = afterEvent(before, event);
          moves(before, equity, event);
          sound(equity, event.day);
        }
        // Judged one by one, folded at once, or in two parts: the same.
        expect(equityOf(happened)).toEqual(equity);
        expect(happened.slice(cut).reduce(afterEvent, equityOf(happened.slice(0, cut)))).toEqual(
          equity,
        );
      }),
      { numRuns: 150 },
    );
  });

  /** What an event changes of the shares of its class. */
  function moves(before: Equity, after: Equity, event: EquityFact): void {
    const { kind, shareClass, quantity, security } = event;
    const change = issuedOf(after, shareClass) - issuedOf(before, shareClass);
    const issued = quantity ?? 0n;
    const shares = security === null ? issued : 0n;
    const expected: Partial<Record<EquityFact['kind'], bigint>> = {
      ...{ ISSUE: issued, EXERCISE: issued, TRANSFER: 0n, CANCEL: -shares, REPURCHASE: -issued },
      ...{ CLASS: 0n, VALUE: 0n, PLAN: 0n, GRANT: 0n, WARRANT: 0n, CONVERTIBLE: 0n },
      ...{ FORFEIT: 0n, ACCEPT: 0n },
      ...(security === null ? {} : { CONVERT: issued }),
    };
    expect(expected[kind] ?? change).toBe(change);
  }

  function sound(equity: Equity, day: string): void {
    const held = [...equity.holdings.values()];
    expect(held.every(({ shares }) => shares > 0n)).toBe(true);
    const sum = held.reduce((all, { shares }) => all + shares, 0n);
    expect(classesOf(equity).reduce((all, { issued }) => all + BigInt(issued), 0n)).toBe(sum);
    for (const on of [day, addDays(day, 400)]) {
      for (const one of equity.securities.values()) {
        expect(outstandingOf(equity, one, on) >= 0n).toBe(true);
        expect(exercisable(one, on) >= 0n).toBe(true);
      }
      expect(
        dilutedOf(equity, on).reduce((all, { shares }) => all + shares, 0n),
      ).toBeGreaterThanOrEqual(capitalisationOf(equity, on));
    }
  }

  test('is nothing of nothing', () => {
    expect(holdingsOf(noEquity())).toEqual([]);
    expect(holdingsOf(noEquity(), { on: '2026-01-01' })).toEqual([]);
    expect(capTableOf([]).size).toBe(0);
  });

  test('scales by a split all that is counted in shares, and the prices the other way', () => {
    const class2 = { votes: 2, into: 'y' };
    const events = told([
      { kind: 'CLASS', shareClass: 'x', numerator: 3, denominator: 2, terms: class2 },
      { ...issue('a', 1_000n), terms: { price: '12.5' } },
      plan,
      { ...grant, terms: { plan: 'p', price: '1.5' } },
      { kind: 'SPLIT', shareClass: 'x', numerator: 10, denominator: 1 },
    ]);
    const equity = equityOf(events);
    expect(classesOf(equity)).toEqual([
      {
        ...{ code: 'x', votes: 2, issued: '10000', authorised: null, price: '1.25' },
        ...{ pricedOn: '2026-01-01', intoClass: 'y', ratio: '3/20' },
      },
    ]);
    expect(securitiesOf(equity, '2026-01-01')).toMatchObject([
      { code: 'p', quantity: '100000', outstanding: '52000' },
      { code: 'g', quantity: '48000', price: '0.15', vested: '48000' },
    ]);
    expect(holdingsOf(equity)).toMatchObject([{ shares: '10000', votes: '20000' }]);
    const converting = { kind: 'CONVERT', holderId: 'a', shareClass: 'x', quantity: 20n } as const;
    const [, ...rest] = [...equityOf([...events, ...told2(equity, converting)]).holdings.values()];
    expect(rest).toEqual([{ holderId: 'a', shareClass: 'y', shares: 3n }]);
  });

  const told2 = (equity: Equity, said2: Said) => [completed(equity, read(said2, '2026-01-01'), 99)];
});

describe('a convertible', () => {
  test.each<[string, Said, Said['terms'], bigint | null]>([
    ['at the price of others', note, { price: '0.5' }, 100_000n],
    ['at the price less its discount', discounted, { price: '1' }, 62_500n],
    ['at its cap, where that brings more', discounted, { price: '2.5' }, 27_500n],
    ['at its cap alone', note, {}, 27_500n],
    ['with its interest', discounted, { price: '1', amountMinor: '100000' }, 63_750n],
    ['cut off at whole shares', discounted, { price: '0.0000000003' }, 208_333_333_333_333n],
    [
      'never without a price or a cap',
      { ...note, terms: { ...note.terms, capMinor: undefined } } as never,
      {},
      null,
    ],
  ])('becomes shares %s', (_how, loan, terms, shares) => {
    const equity = equityOf(told([...founded, loan]));
    const conversion = read(
      { kind: 'CONVERT', security: 'c', shareClass: 'x', terms },
      '2026-02-01',
    );
    const event = completed(equity, conversion, 9);
    expect(event.quantity).toBe(shares);
    expect(event.holderId).toBe('i');
  });

  test('counts in the diluted table by its cap, and is over once it converted', () => {
    const events = told([...founded, note]);
    expect(holdingsOf(equityOf(events), { on: '2026-01-01' })).toMatchObject([
      { holderId: 'a', shares: '1000000', percent: '88.69' },
      { holderId: null, shares: '100000', percent: '8.86' },
      { holderId: 'i', shares: '27500', percent: '2.43' },
    ]);
    const convert = { kind: 'CONVERT', security: 'c', shareClass: 'y' } as const;
    const after = equityOf(told([...founded, note, convert]));
    expect(holdingsOf(after)).toMatchObject([{}, { holderId: 'i', shareClass: 'y' }]);
    expect(securitiesOf(after, '2026-01-01')[1]).toMatchObject({ open: false, outstanding: '0' });
  });
});

describe('an option', () => {
  const granted = () => equityOf(told([...founded, grant]));
  const option = (equity: Equity) => equity.securities.get('g') as never;

  test.each([
    ['2026-01-31', 0n],
    ['2027-01-30', 0n],
    ['2027-01-31', 1_200n],
    ['2027-02-27', 1_200n],
    // The last day of a month that has no 31st.
    ['2027-02-28', 1_300n],
    ['2028-02-28', 2_400n],
    ['2028-02-29', 2_500n],
    ['2030-01-30', 4_700n],
    ['2030-01-31', 4_800n],
    ['2040-01-01', 4_800n],
  ])('vests month by month after its cliff: on %s %d', (day, vested) => {
    expect(vestedOf(option(granted()), day)).toBe(vested);
  });

  test('keeps what has vested when its holder leaves; the rest is the plan’s again', () => {
    const events = told([
      ...founded,
      grant,
      { kind: 'EXERCISE', security: 'g', quantity: 200n, day: '2027-02-01' },
      { kind: 'FORFEIT', security: 'g', day: '2027-08-01' },
      { kind: 'EXERCISE', security: 'g', quantity: 1_000n, day: '2030-01-01' },
    ]);
    const equity = equityOf(events);
    expect(securitiesOf(equity, '2031-01-01')).toMatchObject([
      { code: 'p', outstanding: '98200' },
      { code: 'g', outstanding: '600', vested: '1800', exercised: '1200' },
    ]);
    expect(holdingsOf(equity)[1]).toMatchObject({ holderId: 'b', shares: '1200' });
  });

  test('that expires is nobody’s any more, and its plan’s again', () => {
    const brief = { ...grant, terms: { plan: 'p', price: '1', expiresOn: '2026-12-31' } };
    const equity = equityOf(told([...founded, brief]));
    const left = (on: string) => securitiesOf(equity, on).map(({ outstanding }) => outstanding);
    expect(left('2026-12-31')).toEqual(['95200', '4800']);
    expect(left('2027-01-01')).toEqual(['100000', '0']);
  });
});

describe('an event is refused', () => {
  const before: readonly Said[] = [
    ...[...founded, grant, note, warrant, issue('a', 3n, 'y')],
    { kind: 'CLASS', shareClass: 'y', quantity: 5n, terms: { votes: 1 } },
  ];
  const converting = { kind: 'CONVERT', security: 'c', shareClass: 'x' } as const;
  const capless = { ...note, security: 'n', terms: { amountMinor: '1', currency: 'EUR' } };
  const cents = { ...capless, security: 'n' };
  const taken = { kind: 'EXERCISE', security: 'g', quantity: 1n, day: '2027-03-01' } as const;

  test.each<[string, readonly Said[], Said]>([
    ['start-ups.equity-not-enough-shares', [], { ...issue('b', 1n), kind: 'REPURCHASE' }],
    ['start-ups.equity-no-such-shares', [], { kind: 'SPLIT', shareClass: 'z' }],
    [
      'start-ups.equity-split-leaves-fractions',
      [],
      { kind: 'SPLIT', shareClass: 'y', denominator: 2 },
    ],
    ['start-ups.equity-too-many-shares', [], issue('a', 999_999_999_999_999n)],
    ['start-ups.equity-above-authorised', [], issue('a', 3n, 'y')],
    [
      'start-ups.equity-above-authorised',
      [],
      { kind: 'CLASS', shareClass: 'y', quantity: 2n, terms: { votes: 1 } },
    ],
    ['start-ups.equity-no-such-security', [], { kind: 'FORFEIT', security: 'w' }],
    ['start-ups.equity-no-such-security', [], { ...grant, security: 'h', terms: { plan: 'w' } }],
    ['start-ups.equity-no-such-security', [converting], converting],
    ['start-ups.equity-security-taken', [], { ...warrant, security: 'g' }],
    ['start-ups.equity-security-taken', [], { ...plan, security: 'w' }],
    ['start-ups.equity-security-expired', [], { ...taken, security: 'w', day: '2027-07-01' }],
    ['start-ups.equity-plan-exhausted', [], { ...grant, security: 'h', quantity: 95_201n }],
    ['start-ups.equity-plan-in-use', [], { ...plan, quantity: 4_799n }],
    ['start-ups.equity-not-that-many', [], { ...taken, quantity: 1n, day: '2027-01-30' }],
    ['start-ups.equity-not-that-many', [], { kind: 'CANCEL', security: 'w', quantity: 501n }],
    ['start-ups.equity-same-holder', [], { kind: 'TRANSFER', security: 'w', toHolderId: 'i' }],
    ['start-ups.equity-conversion-unpriced', [capless], { ...converting, security: 'n' }],
    [
      'start-ups.equity-conversion-too-small',
      [cents],
      { ...converting, security: 'n', terms: { price: '1' } },
    ],
    ['start-ups.equity-not-convertible', [], { ...issue('a', 1n), kind: 'CONVERT' }],
    [
      'start-ups.equity-not-convertible',
      [],
      { kind: 'CLASS', shareClass: 'y', terms: { votes: 1, into: 'y' } },
    ],
    [
      'start-ups.equity-conversion-leaves-fractions',
      [
        {
          ...({ kind: 'CLASS', shareClass: 'y', numerator: 1, denominator: 2 } as const),
          terms: { votes: 1, into: 'x' },
        },
      ],
      { ...issue('a', 3n, 'y'), kind: 'CONVERT' },
    ],
    ['start-ups.equity-no-such-issuance', [], { kind: 'ACCEPT', terms: { of: 2 } }],
    ['start-ups.equity-no-such-issuance', [], { kind: 'RETRACT', terms: { of: 50 } }],
    [
      'start-ups.equity-retracted-too-late',
      [{ ...issue('a', 999_999n), kind: 'TRANSFER', toHolderId: 'b' }],
      { kind: 'RETRACT', terms: { of: 1 } },
    ],
    ['start-ups.equity-retracted-too-late', [taken], { kind: 'RETRACT', terms: { of: 3 } }],
    [
      'start-ups.equity-accepted-before',
      [{ kind: 'ACCEPT', terms: { of: 3 } }],
      { kind: 'ACCEPT', terms: { of: 3 } },
    ],
  ])('with %s after %j: %j', (code, more, event) => {
    const equity = equityOf(told([...before, ...more]));
    const day = event.day ?? more.at(-1)?.day ?? '2026-01-01';
    expect(codeOf(equity, completed(equity, read(event, day), 99))).toBe(code);
  });

  test('retracted, an issue was never: its code, its shares and its options are free again', () => {
    const retract = (of: number) => ({ kind: 'RETRACT', terms: { of } }) as const;
    const events = told([issue('a', 10n), plan, grant, retract(3), grant, retract(1)]);
    const equity = equityOf(events);
    expect(equity.holdings.size).toBe(0);
    expect(outstandingOf(equity, equity.securities.get('p') as never, '2026-01-01')).toBe(5_200n);
  });

  test('a security goes to another holder, or ends in part or whole', () => {
    const equity = equityOf(
      told([
        ...before,
        { kind: 'TRANSFER', security: 'w', toHolderId: 'b' },
        { kind: 'CANCEL', security: 'w', quantity: 100n },
        { kind: 'CANCEL', security: 'g' },
        { kind: 'CANCEL', security: 'c' },
      ]),
    );
    expect(securitiesOf(equity, '2026-01-01')).toMatchObject([
      { code: 'p', outstanding: '100000' },
      { code: 'g', outstanding: '0', open: false },
      { code: 'c', open: false },
      { code: 'w', holderId: 'b', outstanding: '400' },
    ]);
  });
});
