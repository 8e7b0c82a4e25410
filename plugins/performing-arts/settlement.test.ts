// First: what its classes are decorated with is collected for the plugin that is defined next.
import './plugin.js';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DealKind, TicketSeller } from './deal.codes.js';
import { type DealTerms, settle } from './settlement.js';

const { CESSION, CO_REALISATION, HALL_RENTAL } = DealKind;
const { ORGANISER, COMPANY } = TicketSeller;

const terms = (change: Partial<DealTerms>): DealTerms => ({
  ...{ kind: CESSION, feeMinor: null, guaranteeMinor: null, shareBps: null, rentMinor: null },
  ...{ ticketsSoldBy: ORGANISER, travelMinor: 0n, perDiemMinor: 0n, partySize: 0 },
  ...change,
});
const shared = (change: Partial<DealTerms> = {}) =>
  terms({ kind: CO_REALISATION, shareBps: 7_000, guaranteeMinor: 0n, ...change });

describe('the money of a date', () => {
  test.each<[string, DealTerms, bigint, bigint, bigint, bigint, bigint]>([
    [
      'cession: the fee, whatever comes in',
      terms({ feeMinor: 150_000n }),
      0n,
      0n,
      150_000n,
      -150_000n,
      150_000n,
    ],
    [
      'cession: more than the fee',
      terms({ feeMinor: 150_000n }),
      200_000n,
      22_000n,
      150_000n,
      28_000n,
      150_000n,
    ],
    ['a share of what is left', shared(), 200_000n, 20_000n, 126_000n, 54_000n, 126_000n],
    ['half a cent goes up', shared({ shareBps: 5_000 }), 101n, 0n, 51n, 50n, 51n],
    [
      'the guarantee when it is more',
      shared({ guaranteeMinor: 90_000n }),
      100_000n,
      0n,
      90_000n,
      10_000n,
      90_000n,
    ],
    [
      'the guarantee of an empty hall',
      shared({ guaranteeMinor: 90_000n }),
      0n,
      0n,
      90_000n,
      -90_000n,
      90_000n,
    ],
    [
      'the company sold: it owes the rest',
      shared({ ticketsSoldBy: COMPANY }),
      200_000n,
      20_000n,
      126_000n,
      54_000n,
      -54_000n,
    ],
    [
      'hall rental',
      terms({ kind: HALL_RENTAL, rentMinor: 40_000n, ticketsSoldBy: COMPANY }),
      100_000n,
      11_000n,
      49_000n,
      40_000n,
      -40_000n,
    ],
    [
      'hall rental at a loss',
      terms({ kind: HALL_RENTAL, rentMinor: 40_000n, ticketsSoldBy: COMPANY }),
      0n,
      0n,
      -40_000n,
      40_000n,
      -40_000n,
    ],
  ])('%s', (_, agreed, receiptsMinor, deductionsMinor, companyMinor, organiserMinor, dueMinor) => {
    expect(settle(agreed, { receiptsMinor, deductionsMinor })).toEqual({
      ...{ companyMinor, organiserMinor, extrasMinor: 0n, dueMinor },
    });
  });

  test('travel and per diems come on top of it', () => {
    const agreed = terms({
      feeMinor: 100_000n,
      travelMinor: 12_000n,
      perDiemMinor: 2_500n,
      partySize: 4,
    });
    expect(settle(agreed, { receiptsMinor: 0n, deductionsMinor: 0n })).toMatchObject({
      ...{ companyMinor: 100_000n, extrasMinor: 22_000n, dueMinor: 122_000n },
    });
  });

  test('is shared whole, and never below the guarantee, by whatever terms', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const bps = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        bps,
        (rest, deductionsMinor, guaranteeMinor, shareBps) => {
          const receiptsMinor = rest + deductionsMinor;
          const takings = { receiptsMinor, deductionsMinor };
          const sold = [ORGANISER, COMPANY].map((ticketsSoldBy) =>
            settle(shared({ shareBps, guaranteeMinor, ticketsSoldBy }), takings),
          );
          for (const { companyMinor, organiserMinor } of sold) {
            expect(companyMinor + organiserMinor + deductionsMinor).toBe(receiptsMinor);
            expect(companyMinor >= guaranteeMinor).toBe(true);
          }
          // Whoever sells, both end with the same: what one holds and owes is what the other gets.
          const [byOrganiser, byCompany] = sold as [(typeof sold)[0], (typeof sold)[0]];
          expect(byOrganiser.dueMinor - byCompany.dueMinor).toBe(rest);
        },
      ),
    );
  });
});
