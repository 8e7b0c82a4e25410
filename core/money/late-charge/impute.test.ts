import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ChargeAmounts, impute, type LateCharges, noCharges, plus, sumOf } from './impute.js';

const amounts = (costs: bigint, interest: bigint, penalty = 0n): ChargeAmounts => ({
  ...{ costsMinor: costs, interestMinor: interest, penaltyMinor: penalty },
});
const asked = (what: ChargeAmounts, paid = amounts(0n, 0n)): LateCharges => ({
  asked: [{ ...what, askedOn: '2026-11-10', proceeds: 'COMMUNITY' }],
  paid,
});
const onTime = { on: '2026-11-20', dueMinor: 100_000n };

test.each([
  ['nothing is the whole of nothing', 0n, [0n, 0n, 0n, 0n]],
  ['the first cent is for the costs', 1n, [1n, 0n, 0n, 0n]],
  ['then for the interest', 5_000n, [4_000n, 1_000n, 0n, 0n]],
  ['then for the invoice', 50_000n, [4_000n, 2_000n, 44_000n, 0n]],
  ['then for the penalty', 106_500n, [4_000n, 2_000n, 100_000n, 500n]],
  ['and what is more is too much', 200_000n, [4_000n, 2_000n, 100_000n, 3_000n]],
])('%s', (_, meantMinor, [costs, interest, principal, penalty]) => {
  const imputed = impute(asked(amounts(4_000n, 2_000n, 3_000n)), { ...onTime, meantMinor });
  expect(imputed).toMatchObject({
    ...{ costsMinor: costs, interestMinor: interest },
    ...{ principalMinor: principal, penaltyMinor: penalty },
  });
});

test('what was asked after the bank had the money takes no part in it', () => {
  const imputed = impute(asked(amounts(4_000n, 2_000n)), {
    ...{ on: '2026-11-09', dueMinor: 100_000n, meantMinor: 100_000n },
  });
  expect(imputed).toMatchObject({ principalMinor: 100_000n, costsMinor: 0n, proceeds: null });
});

test('of nothing that is asked, all is for the invoice', () => {
  expect(impute(noCharges, { ...onTime, meantMinor: 70_000n }).principalMinor).toBe(70_000n);
});

test('in however many parts, nothing is lost, nothing paid twice, nothing more than was asked', () => {
  const minor = fc.bigInt({ min: 0n, max: 10_000_000n });
  const parts = fc.array(minor, { maxLength: 8 });
  fc.assert(
    fc.property(minor, minor, minor, minor, parts, (costs, interest, penalty, due, payments) => {
      const whole = amounts(costs, interest, penalty);
      let paid = amounts(0n, 0n);
      let left = due;
      let tooMuch = 0n;
      for (const meantMinor of payments) {
        const on = { on: '2026-11-20', dueMinor: left, meantMinor };
        const { principalMinor, proceeds, ...charged } = impute(asked(whole, paid), on);
        paid = plus(paid, charged);
        left -= principalMinor;
        tooMuch += meantMinor - principalMinor - sumOf(charged);
        expect(proceeds === null).toBe(sumOf(charged) === 0n);
        // The invoice is paid of only once costs and interest are; the penalty once the invoice is.
        if (principalMinor > 0n)
          expect(paid).toMatchObject(amounts(costs, interest, paid.penaltyMinor));
        if (charged.penaltyMinor > 0n) expect(left).toBe(0n);
      }
      const received = payments.reduce((sum, one) => sum + one, 0n);
      expect(sumOf(paid) + (due - left) + tooMuch).toBe(received);
      expect(left >= 0n && sumOf(paid) <= sumOf(whole)).toBe(true);
      if (tooMuch > 0n) expect(sumOf(paid) + due - left).toBe(sumOf(whole) + due);
    }),
  );
});
