import { endStep } from './assignment/end-step.js';
import { contractDays } from './employment/day/contract-day.js';
import { minutesOf } from './employment/day/hours.js';
import { charge, refund } from './money/account/charge.js';
import { deposits } from './money/deposit/deposit.js';
import { loans } from './money/loan/loan.js';
import type { Quote } from './money/quote/quote.entity.js';
import { statusOn } from './money/quote/quote.policy.js';
import { sql } from './platform/database/rows.js';
import type { CoreServices } from './platform/host/core-port.js';
import { providerPort } from './provider/ask.js';
import { providerSubscribers } from './provider/settle.js';

/** What the port offers to plugins beyond reading: given to the host, which knows no domain. */
export const coreServices: CoreServices = {
  charge,
  refund,
  loans,
  deposits,
  providers: providerPort,
  providerSubscribers,
  endStep,
  contractInForce: (contractId) => sql`exists (select from core.contract_day d
    where d.cooperative_id = t.cooperative_id and d.contract_id = ${contractId} and d.bound)`,
  quoteStatus: (ctx, quote) => statusOn(quote as Quote, ctx.platform.clock.today()),
  contractDays: async (ctx, contractId) => {
    const days = await contractDays(ctx, contractId);
    return days.map(({ day, hours }) => ({ day, hours, minutes: exactMinutes(day, hours) }));
  },
};

/** Hours of a contract are exact, so the minutes are whole; a day of which they are not is broken. */
function exactMinutes(day: string, hours: string): number {
  const minutes = minutesOf(hours);
  if (minutes === null) throw new Error(`"${hours}" hours on ${day} are no whole minutes.`);
  return minutes;
}
