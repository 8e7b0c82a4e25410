// First: what its classes are decorated with is collected for the plugin that is defined next.
import './plugin.js';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { superseded } from 'gezel/sdk';
import { type ClaimGround, claimOn, totalMinor } from './claim.js';
import { Channel, DebtorKind, FigureCode, LetterKind } from './codes.js';
import { consumerLawOn, lastDayOf, penaltyCapMinor } from './consumer-terms.js';
import { enforceableFrom } from './legal.provider.js';
import type { CollectionFigure, CollectionPolicy } from './reference.entity.js';

const row = (values: Partial<CollectionFigure>) =>
  ({
    ...{ id: 'x', code: FigureCode.INTEREST_RATE, currency: null, untilDay: null },
    ...values,
  }) as CollectionFigure;

const rates = [
  row({ value: 1_200n, fromDay: '2025-01-01', untilDay: '2025-07-01' }),
  row({ value: 1_050n, fromDay: '2025-07-01', untilDay: '2026-07-01' }),
];
const lumpSums = [row({ value: 4_000n, currency: 'EUR', fromDay: '2020-01-01' })];
const terms = { id: 'p', penaltyAgreed: true, interestAgreed: 800, fromDay: '2024-01-01' };
const policies = [{ ...terms, untilDay: null } as CollectionPolicy];
const reminder = { kind: LetterKind.REMINDER, payBy: '2026-02-15', penaltyMinor: 0n };

const ground = (over: Partial<ClaimGround>): ClaimGround => ({
  ...{ kind: DebtorKind.COMPANY, currency: 'EUR', principalMinor: 100_000n },
  ...{ dueOn: '2026-01-31', on: '2026-03-02', policies, rates, lumpSums, letters: [] },
  ...{ paid: [], charged: { costsMinor: 0n, interestMinor: 0n, penaltyMinor: 0n } },
  ...over,
});

describe('what may be asked of an enterprise', () => {
  test.each([
    ['2026-01-31', 0n, 0n],
    ['2026-02-01', 29n, 4_000n],
    ['2026-03-02', 863n, 4_000n],
  ])('on %s is %d of interest and %d of costs', (on, interestMinor, lumpSumMinor) => {
    const { claim, missing } = claimOn(ground({ on }));
    expect(missing).toEqual([]);
    expect(claim).toMatchObject({ interestMinor, lumpSumMinor, penaltyMinor: 0n });
  });

  test('bears the rate of each half-year on its own days', () => {
    const { claim } = claimOn(ground({ dueOn: '2025-06-20', on: '2025-07-10' }));
    // 10 days at 12 % and 10 at 10.5 % of 1,000.00.
    expect(claim.interestMinor).toBe(616n);
  });

  test.each([
    [
      { on: '2026-07-01' },
      [{ code: 'collection.no-interest-rate', values: { day: '2026-07-01' } }],
    ],
    [{ lumpSums: [] }, [{ code: 'collection.no-lump-sum', values: { day: '2026-03-02' } }]],
    [{ currency: 'GBP' }, [{ code: 'collection.no-lump-sum', values: { day: '2026-03-02' } }]],
  ])('names what is missing: %j', (over, missing) => {
    expect(claimOn(ground(over)).missing).toEqual(missing);
  });

  test('is nothing on top where nothing is due', () => {
    expect(totalMinor(claimOn(ground({ principalMinor: 0n })).claim)).toBe(0n);
  });
});

describe('what was paid meanwhile', () => {
  test('bore interest up to its day, and is not asked again', () => {
    const paid = [{ on: '2026-02-10', amountMinor: 60_000n }];
    const charged = { costsMinor: 4_000n, interestMinor: 288n, penaltyMinor: 0n };
    const { claim } = claimOn(ground({ principalMinor: 40_000n, paid, charged }));
    // Ten days on 1,000.00 and twenty on 400.00 at 10.5 %: 5.18, of which 2.88 was paid.
    expect(claim).toMatchObject({ interestMinor: 230n, lumpSumMinor: 0n, principalMinor: 40_000n });
  });

  test('leaves a penalty that was asked as it was', () => {
    const letters = [reminder, { ...reminder, kind: LetterKind.NOTICE, penaltyMinor: 9_000n }];
    const over = { kind: DebtorKind.CONSUMER, letters, principalMinor: 20_000n };
    expect(claimOn(ground(over)).claim.penaltyMinor).toBe(9_000n);
  });
});

describe('what may be asked of a consumer', () => {
  const consumer = { kind: DebtorKind.CONSUMER };

  test.each([
    [[], '2026-03-02', 0n, 0n],
    [[reminder], '2026-02-15', 0n, 0n],
    [[reminder], '2026-02-16', 9_000n, 22n],
    [[reminder], '2026-03-02', 9_000n, 329n],
  ])(
    'after letters %j on %s is a penalty of %d and interest of %d',
    (letters, on, fine, interest) => {
      const { claim } = claimOn(ground({ ...consumer, letters, on }));
      expect(claim).toMatchObject({
        penaltyMinor: fine,
        interestMinor: interest,
        lumpSumMinor: 0n,
      });
    },
  );

  test('is nothing that the terms do not agree on', () => {
    const bare = [{ ...terms, untilDay: null, penaltyAgreed: false, interestAgreed: null }];
    const over = { ...consumer, letters: [reminder], policies: bare as CollectionPolicy[] };
    expect(totalMinor(claimOn(ground(over)).claim)).toBe(100_000n);
  });

  test('never bears more than the rate of the law', () => {
    const dear = [{ ...terms, untilDay: null, interestAgreed: 9_000 }] as CollectionPolicy[];
    const { claim } = claimOn(ground({ ...consumer, letters: [reminder], policies: dear }));
    expect(claim.interestMinor).toBe(432n);
  });

  test.each([
    [0n, 0n],
    [1n, 2_000n],
    [100_00n, 20_00n],
    [150_00n, 20_00n],
    [150_01n, 30_00n],
    [215_00n, 36_50n],
    [500_00n, 65_00n],
    [500_01n, 65_00n],
    [1_000_00n, 90_00n],
    [100_000_00n, 2_000_00n],
  ])('a debt of %d has a cap of %d', (debt, cap) => {
    expect(penaltyCapMinor(lawOf('2026-03-02'), debt)).toBe(cap);
  });

  test('the cap never falls as the debt grows, and never passes the most', () => {
    const debts = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(debts, debts, (a, b) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        const caps = [small, large].map((debt) => penaltyCapMinor(lawOf('2026-01-01'), debt));
        return (caps[0] as bigint) <= (caps[1] as bigint) && (caps[1] as bigint) <= 2_000_00n;
      }),
    );
  });

  test('there is no law to compute by before 1 December 2023', () => {
    expect(consumerLawOn('2023-11-30')).toBeUndefined();
    const before = { ...consumer, on: '2023-11-30', dueOn: '2023-01-01' };
    const old = [{ ...policies[0], fromDay: '2020-01-01' } as CollectionPolicy];
    const letters = [{ ...reminder, payBy: '2023-02-01' }];
    const { missing } = claimOn(ground({ ...before, policies: old, letters }));
    expect(missing).toMatchObject([{ code: 'collection.no-consumer-law' }]);
  });

  test.each([
    // A Friday; Monday to Wednesday are the three working days.
    ['2026-11-20', Channel.POST, '2026-12-08'],
    // All Saints is a Sunday, Armistice a Wednesday.
    ['2026-11-09', Channel.POST, '2026-11-26'],
    ['2026-11-20', Channel.EMAIL, '2026-12-04'],
  ])('a letter of %s by %s gives until %s', (sentOn, channel, until) => {
    expect(lastDayOf(sentOn, channel, 14)).toBe(until);
  });
});

test.each([
  ['2026-01-15', '2026-02-23'],
  ['2026-01-31', '2026-03-08'],
  ['2026-12-31', '2027-02-08'],
])('a summons of %s can be a title from %s on', (servedOn, from) => {
  expect(enforceableFrom(servedOn)).toBe(from);
});

describe('a new dated row', () => {
  const open = { id: 'a', fromDay: '2026-01-01', untilDay: null };
  const closed = { id: 'b', fromDay: '2025-01-01', untilDay: '2025-07-01' };

  test.each([
    [{ fromDay: '2026-07-01', untilDay: null }, ['a'], []],
    [{ fromDay: '2025-07-01', untilDay: '2026-01-01' }, [], []],
    [{ fromDay: '2025-03-01', untilDay: '2025-07-01' }, ['b'], []],
    [{ fromDay: '2025-07-01', untilDay: null }, [], ['a']],
    [{ fromDay: '2026-01-01', untilDay: null }, ['a'], []],
  ])('%j ends %j and is barred by %j', (fresh, ended, inTheWay) => {
    const met = superseded([open, closed], fresh);
    expect(met.ended.map(({ id }) => id)).toEqual(ended);
    expect(met.inTheWay.map(({ id }) => id)).toEqual(inTheWay);
  });
});

function lawOf(day: string) {
  const law = consumerLawOn(day);
  if (law === undefined) throw new Error(`There is no law on ${day}.`);
  return law;
}
