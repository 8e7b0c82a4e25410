import type { Activity } from '../activity/activity.entity.js';
import type { SharePrice } from '../cooperative/share-price.js';
import { type Account, credit, debit, post } from '../money/ledger/ledger.js';
import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import type { Member } from './member.entity.js';

export interface ShareIssue {
  readonly member: Member;
  /** Its available money pays. */
  readonly activity: Activity;
  readonly price: SharePrice;
  readonly quantity: number;
}

/** Adds a line to the register and posts its payment; answers the id of the line. */
export async function issueShares(tx: Tx, ctx: Context, order: ShareIssue): Promise<string> {
  const { member, activity, price, quantity } = order;
  const { currency, priceMinor } = price;
  const id = newId();
  const today = ctx.platform.clock.today();
  await tx.query(
    `insert into core.share_movement (cooperative_id, id, member_id, class, quantity, price_minor,
       currency, on_day, reference)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[tx.cooperativeId, id, member.id, price.class, quantity],
      ...[priceMinor, currency, today, price.source],
    ],
  );
  const payer = { type: 'activity', id: activity.id };
  const issuer = { type: 'cooperative', id: tx.cooperativeId };
  const from: Account = { owner: payer, code: 'activity.available', currency };
  const to: Account = { owner: issuer, code: 'equity.shares', currency };
  const cost = priceMinor * BigInt(quantity);
  await post(tx, tx.cooperativeId, [
    {
      ...{ key: `share-movement:${id}`, kind: 'SHARES_ISSUED', eventOn: today },
      ...{ sourceType: 'share_movement', sourceId: id },
      lines: [debit(from, cost), credit(to, cost)],
      ...{ actor: ctx.viewer.memberId, requestId: ctx.requestId },
    },
  ]);
  return id;
}
