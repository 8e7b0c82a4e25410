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
  await insertPayouts(tx, ctx, [{ ...payout, id }]);
  return id;
}

/** The same for many, in one statement; the caller gives the ids. */
export async function insertPayouts(
  tx: Tx,
  ctx: Context,
  payouts: readonly (NewPayout & { readonly id: string })[],
): Promise<void> {
  if (payouts.length === 0) return;
  const rows = payouts.map(({ source, amountMinor, ...payout }) => ({
    ...{ ...payout, amount: `${amountMinor}`, sourceType: source.type, sourceId: source.id },
  }));
  await tx.query(
    `insert into core.payout (cooperative_id, id, activity_id, payee_id, status, currency,
       amount_minor, due_on, source_type, source_id, made_by)
     select $1, p.id, p."activityId", p."payeeId", 'DUE', p.currency, p.amount, p."dueOn",
       p."sourceType", p."sourceId", $2
     from jsonb_to_recordset($3::jsonb) as p(id uuid, "activityId" uuid, "payeeId" uuid,
       currency text, amount bigint, "dueOn" date, "sourceType" text, "sourceId" uuid)`,
    [tx.cooperativeId, ctx.viewer.memberId, JSON.stringify(rows)],
  );
}
