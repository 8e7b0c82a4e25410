import type { Context } from '../../platform/context.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { minorOf } from '../../platform/money.js';
import { takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Violation } from '../../platform/write/violation.js';
import { cooperativeAccount } from '../accounts.js';
import { ownCurrency } from '../cooperative-currency.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, post } from '../ledger/ledger.js';
import { maximumAmountMinor } from '../limits.js';
import { requireFund } from './fund.policy.js';

export interface FundContribution {
  readonly amount: string;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/** Puts a part of the shared income of the co-operative in its guarantee fund. */
export async function contributeToFund(
  ctx: Context,
  order: FundContribution,
): Promise<{ readonly contributed: boolean; readonly violations: Violation[] }> {
  requireFund(ctx);
  const currency = await ownCurrency(ctx);
  const amountMinor = minorOf(order.amount, currency, 'amount');
  if (amountMinor <= 0n || amountMinor > maximumAmountMinor) {
    const found = [{ code: 'fund.amount-not-positive', path: ['amount'] }];
    return { contributed: false, violations: violationsOf(ctx, found) };
  }
  if (order.dryRun) return { contributed: false, violations: [] };
  return transact(ctx, async (tx) => {
    const id = newId();
    const once = { key: order.idempotencyKey, input: order };
    const before = await takeKey(tx, ctx, 'fund.contribute', once, id);
    if (before !== null) return { contributed: true, violations: [] };
    const account = (code: 'fund.contributed' | 'fund.available') =>
      cooperativeAccount(tx.cooperativeId, code, currency);
    await post(tx, tx.cooperativeId, [
      {
        ...actorOf(ctx),
        ...{ key: `fund-contribution:${id}`, kind: 'FUND_CONTRIBUTED' },
        ...{ sourceType: 'fund_contribution', sourceId: id },
        eventOn: ctx.platform.clock.today(),
        lines: [
          debit(account('fund.contributed'), amountMinor),
          credit(account('fund.available'), amountMinor),
        ],
      },
    ]);
    const subject = { type: 'Cooperative', id: tx.cooperativeId };
    const payload = { amountMinor: `${amountMinor}`, currency };
    await record(tx, ctx, 'fund.contribute', [{ type: 'fund.contributed', subject, payload }]);
    return { contributed: true, violations: [] };
  });
}
