import type { Context } from '../../platform/context.js';
import { badInput } from '../../platform/errors.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { cooperativeAccount, hostAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, post } from '../ledger/ledger.js';

export interface FundEndowment {
  /** The legal entity at whose bank the money is. */
  readonly hostEntityId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly key: string;
}

/** Puts money of the co-operative's own in the guarantee fund; advances cannot exceed what it has. */
export async function endowFund(ctx: Context, order: FundEndowment): Promise<void> {
  const { hostEntityId, amountMinor, currency, key } = order;
  if (amountMinor <= 0n) throw badInput('A fund is endowed with more than nothing.', 'amountMinor');
  await transact(ctx, async (tx) => {
    await post(tx, tx.cooperativeId, [
      {
        ...actorOf(ctx),
        ...{ key: `fund-endowment:${key}`, kind: 'FUND_ENDOWED' },
        ...{ sourceType: 'cooperative', sourceId: tx.cooperativeId },
        eventOn: ctx.platform.clock.today(),
        lines: [
          debit(hostAccount(hostEntityId, 'bank', currency), amountMinor),
          credit(cooperativeAccount(tx.cooperativeId, 'fund.available', currency), amountMinor),
        ],
      },
    ]);
    const subject = { type: 'Cooperative', id: tx.cooperativeId };
    const payload = { amountMinor: `${amountMinor}`, currency };
    await record(tx, ctx, 'fund.endow', [{ type: 'fund.endowed', subject, payload }]);
  });
}
