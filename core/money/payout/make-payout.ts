import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';

export interface NewPayout {
  readonly activityId: string;
  /** The member who is to be paid. */
  readonly payeeId: string;
  /** More than zero. */
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly dueOn: string;
  /** The document that it pays: a snake-case type and its UUID. */
  readonly source: { readonly type: string; readonly id: string };
}

/**
 * Notes money that is owed to a member and waits for somebody else to release it. The caller posts
 * what makes it owed (salary.payable) in the same transaction.
 */
export async function insertPayout(tx: Tx, ctx: Context, payout: NewPayout): Promise<string> {
  const id = newId();
  const { activityId, payeeId, amountMinor, currency, dueOn, source } = payout;
  await tx.query(
    `insert into core.payout (cooperative_id, id, activity_id, payee_id, status, currency,
       amount_minor, due_on, source_type, source_id, made_by)
     values ($1, $2, $3, $4, 'DUE', $5, $6, $7, $8, $9, $10)`,
    [
      ...[tx.cooperativeId, id, activityId, payeeId, currency, amountMinor, dueOn],
      ...[source.type, source.id, ctx.viewer.memberId],
    ],
  );
  return id;
}
