import type { Context } from '../../platform/context.js';
import type { PayInquiry, PaySimulated } from '../../sdk/pay-door.js';
import { payLines } from './pay-simulation.types.js';
import { simulatePay } from './simulate-pay.js';

/** `simulatePay` as plugins are told it: a figure that is missing refuses the whole question. */
export async function payFacts(ctx: Context, inquiry: PayInquiry): Promise<PaySimulated> {
  const { pay, currency, violations } = await simulatePay(ctx, inquiry);
  if (pay === null) return { currency, pay, violations };
  const said = payLines(ctx, pay.lines, currency);
  return {
    ...{ currency, violations },
    pay: {
      grossMinor: pay.grossMinor,
      employeeContributionMinor: pay.employeeContributionMinor as bigint,
      withholdingMinor: pay.withholdingMinor as bigint,
      netMinor: pay.netMinor as bigint,
      lines: pay.lines.map(({ code, amountMinor, source }, i) => ({
        ...{ code, amountMinor, source, title: said[i]?.title ?? code },
      })),
    },
  };
}
