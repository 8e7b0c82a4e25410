import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PaymentStatus } from './invoice-codes.js';
import {
  activityPartMinor,
  afterCredit,
  afterPayment,
  creditedFee,
  dueMinor,
  expectedMinor,
  movement,
  owedMinor,
  paymentStatusOf,
  type Settlement,
} from './settlement.js';

const fresh = (netMinor: bigint, vatMinor: bigint, feeMinor: bigint): Settlement => ({
  ...{ netMinor, totalMinor: netMinor + vatMinor, feeMinor },
  ...{ creditedNetMinor: 0n, creditedVatMinor: 0n, creditedFeeMinor: 0n },
  ...{ paidMinor: 0n, excessMinor: 0n, releasedMinor: 0n, writtenOffMinor: 0n },
});
const invoice = fresh(100_000n, 21_000n, 6_500n);

describe('what a payment sets free', () => {
  test('all of the activity’s part when all is paid', () => {
    const paid = afterPayment(invoice, 121_000n);
    expect(movement(invoice, paid)).toEqual({ expectedMinor: -93_500n, releasedMinor: 93_500n });
    expect(paymentStatusOf(paid)).toBe(PaymentStatus.PAID);
  });

  test('in proportion when a part is paid, the last part the rest', () => {
    const first = afterPayment(invoice, 40_333n);
    expect(first.releasedMinor).toBe(31_166n);
    expect(paymentStatusOf(first)).toBe(PaymentStatus.PARTLY_PAID);
    const last = afterPayment(first, 80_667n);
    expect(movement(first, last).releasedMinor).toBe(93_500n - 31_166n);
    expect(expectedMinor(last)).toBe(0n);
  });

  test('a credit note takes its part back from what was set free', () => {
    const paid = afterPayment(invoice, 121_000n);
    const half = { netMinor: 50_000n, vatMinor: 10_500n, feeMinor: creditedFee(paid, 50_000n) };
    const after = afterCredit(paid, half);
    expect(half.feeMinor).toBe(3_250n);
    expect(movement(paid, after)).toEqual({ expectedMinor: 0n, releasedMinor: -46_750n });
    expect([dueMinor(after), paymentStatusOf(after)]).toEqual([-60_500n, PaymentStatus.OVERPAID]);
  });

  test('what was paid may be all that is owed after a credit note', () => {
    const part = afterPayment(invoice, 60_500n);
    const fee = creditedFee(part, 50_000n);
    const after = afterCredit(part, { netMinor: 50_000n, vatMinor: 10_500n, feeMinor: fee });
    expect([dueMinor(after), expectedMinor(after)]).toEqual([0n, 0n]);
    expect(paymentStatusOf(after)).toBe(PaymentStatus.PAID);
  });

  test('whatever is paid and credited in whatever order, nothing is lost and nothing made', () => {
    const amounts = fc.tuple(fc.bigInt(1n, 10n ** 10n), fc.nat(2_100), fc.nat(100_000));
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(1_000)), { maxLength: 12 });
    fc.assert(
      fc.property(amounts, steps, ([net, rate, feeRate], todo) => {
        const start = fresh(
          net,
          (net * BigInt(rate)) / 10_000n,
          (net * BigInt(feeRate)) / 100_000n,
        );
        let now = start;
        for (const [pay, part] of todo) {
          const before = now;
          now = pay ? paySome(now, BigInt(part)) : creditSome(now, BigInt(part));
          const { expectedMinor: expected, releasedMinor: released } = movement(before, now);
          // What leaves one account of the activity is what its part became less.
          expect(expected + released).toBe(activityPartMinor(now) - activityPartMinor(before));
          expect(now.releasedMinor).toBeGreaterThanOrEqual(0n);
          expect(expectedMinor(now)).toBeGreaterThanOrEqual(0n);
        }
        const left = dueMinor(now);
        const settled = left > 0n ? afterPayment(now, left) : now;
        expect(expectedMinor(settled)).toBe(0n);
        expect(settled.releasedMinor).toBe(activityPartMinor(settled));
        const whole = creditAll(settled);
        expect([activityPartMinor(whole), whole.releasedMinor, owedMinor(whole)]).toEqual([
          ...[0n, 0n, 0n],
        ]);
      }),
    );
  });
});

function paySome(s: Settlement, part: bigint): Settlement {
  const due = dueMinor(s);
  const amount = (due * part) / 1_000n;
  return amount > 0n ? afterPayment(s, amount) : s;
}

function creditSome(s: Settlement, part: bigint): Settlement {
  const vat = s.totalMinor - s.netMinor - s.creditedVatMinor;
  const netMinor = ((s.netMinor - s.creditedNetMinor) * part) / 1_000n;
  const feeMinor = creditedFee(s, netMinor);
  return afterCredit(s, { netMinor, vatMinor: (vat * part) / 1_000n, feeMinor });
}

function creditAll(s: Settlement): Settlement {
  const netMinor = s.netMinor - s.creditedNetMinor;
  const vatMinor = s.totalMinor - s.netMinor - s.creditedVatMinor;
  return afterCredit(s, { netMinor, vatMinor, feeMinor: creditedFee(s, netMinor) });
}
