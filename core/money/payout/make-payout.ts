import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';

export interface NewPayout {
  /** More than zero. */
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly dueOn: string;
  /** The document that it pays: a snake-case type and its UUID. */
  readonly source: { readonly type: string; readonly id: string };
  /** The account of the legal entity on which it is owed; `salary.payable` when absent. */
  readonly payable?: PayableCode;
  /** What the payee reads beside the amount. */
  readonly remittance?: string | null;
  /** The activity that pays; null where none does, and then the legal entity is named. */
  readonly activityId: string | null;
  readonly hostEntityId?: string;
  /** The member who is to be paid; null for anybody else, who then is named with an account. */
  readonly payeeId: string | null;
  readonly account?: { readonly iban: string; readonly holder: string };
  /** The payout that failed and that this one takes the place of. */
  readonly replacesId?: string;
}

export type PayableCode = 'salary.payable' | 'payouts.payable' | 'purchase.payable';

/**
 * Notes money that is owed to somebody and waits for somebody else to release it. The caller posts
 * what makes it owed (on `payable`) in the same transaction.
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
  const rows = payouts.map(({ source, amountMinor, account, ...payout }) => ({
    ...{ payable: 'salary.payable', ...payout, ...account },
    ...{ amount: `${amountMinor}`, sourceType: source.type, sourceId: source.id },
  }));
  await tx.query(
    `insert into core.payout (cooperative_id, id, activity_id, payee_id, status, currency,
       amount_minor, due_on, source_type, source_id, made_by, payable, remittance, iban, holder,
       replaces_id, host_entity_id)
     select $1, p.id, p."activityId", p."payeeId", 'DUE', p.currency, p.amount, p."dueOn",
       p."sourceType", p."sourceId", $2, p.payable, p.remittance, p.iban, p.holder,
       p."replacesId", coalesce(p."hostEntityId", a.host_entity_id)
     from jsonb_to_recordset($3::jsonb) as p(id uuid, "activityId" uuid, "payeeId" uuid,
       currency text, amount bigint, "dueOn" date, "sourceType" text, "sourceId" uuid,
       payable text, remittance text, iban text, holder text, "replacesId" uuid,
       "hostEntityId" uuid)
     left join core.activity a on a.cooperative_id = $1 and a.id = p."activityId"`,
    [tx.cooperativeId, ctx.viewer.memberId, JSON.stringify(rows)],
  );
}
