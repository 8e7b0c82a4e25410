import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sumsByDay } from './cash-flow.js';

test('the cash-flow of a plan ends with what all that moves comes to, of which pre-financing is a part', () => {
  const moved = fc.record({
    day: fc.integer({ min: 10, max: 28 }).map((day) => `2026-12-${day}`),
    amountMinor: fc.bigInt(-(10n ** 12n), 10n ** 12n).map(String),
    payer: fc.constantFrom('ACTIVITY', 'CLIENT', 'FUND', 'COOPERATIVE', 'SECTOR'),
    prefinancing: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(moved), (lines) => {
      const sums = sumsByDay(lines);
      const own = lines.filter(
        ({ payer, amountMinor }) => payer === 'ACTIVITY' || BigInt(amountMinor) > 0n,
      );
      const total = (some: typeof lines) =>
        some.reduce((all, { amountMinor }) => all + BigInt(amountMinor), 0n);
      for (const [i, { day, withMinor, withoutMinor }] of sums.entries()) {
        const until = own.filter((line) => line.day <= day);
        expect(withMinor).toBe(total(until));
        expect(withoutMinor).toBe(total(until.filter(({ prefinancing }) => !prefinancing)));
        expect((sums[i - 1]?.day ?? '') < day).toBe(true);
      }
      expect(sums).toHaveLength(new Set(lines.map(({ day }) => day)).size);
    }),
  );
});
