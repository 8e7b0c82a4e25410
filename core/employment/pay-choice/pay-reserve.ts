import { share } from '../../money/ledger/amounts.js';
import type { Context } from '../../platform/context.js';
import { money } from '../../platform/money.js';
import { seesPay } from '../payslip/payslip-source.js';
import type { PayReserve } from './pay-choice.types.js';

/** What is kept for a member in the co-operative's currency, and what a monthly part could be. */
export async function payReserve(ctx: Context, memberId: string): Promise<PayReserve | null> {
  if (!seesPay(ctx, memberId)) return null;
  const [row] = await ctx.platform.database.query<{
    currency: string;
    kept: bigint;
    yearly: bigint;
  }>(
    `select o.currency,
       (select coalesce(sum(r.amount_minor), 0)::bigint from core.pay_reserve r
        where r.cooperative_id = o.id and r.member_id = $2 and r.currency = o.currency) as kept,
       (select coalesce(sum(c.net_minor), 0)::bigint from core.contract c
        where c.cooperative_id = o.id and c.worker_id = $2 and c.status = 'PAID'
          and c.currency = o.currency and c.paid_on > $3::date - interval '12 months'
          and c.paid_on <= $3::date) as yearly
     from core.cooperative o where o.id = $1`,
    [ctx.viewer.cooperativeId, memberId, ctx.platform.clock.today()],
    'pay-reserve-of',
  );
  if (row === undefined) throw new Error('The co-operative of the viewer is gone.');
  const { currency, kept, yearly } = row;
  const average = share(yearly, { numerator: 1n, denominator: 12n }, 'half-up');
  return { kept: money(kept, currency), monthlyAverage: money(average, currency) };
}
