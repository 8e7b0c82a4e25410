import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import type { PayeeAccount, PayoutState } from './payout.policy.js';

/** A payout under lock, with the account to which it would go now. */
export async function lockPayout(tx: Tx, id: string): Promise<PayoutState> {
  const [row] = await tx.query<Row>(
    `select p.id, p.activity_id as "activityId", p.host_entity_id as "hostEntityId",
       p.payee_id as "payeeId", p.status, p.currency, p.amount_minor as "amountMinor",
       p.due_on as "dueOn", p.payable, p.remittance, p.source_type as "sourceType",
       p.source_id as "sourceId", p.made_by as "madeBy", p.released_by as "releasedBy", p.version,
       coalesce(n.iban, p.iban) as iban, coalesce(n.holder, p.holder) as holder,
       n.usable_from as "usableFrom",
       (select f.status from core.payout_file f
        where f.cooperative_id = p.cooperative_id and f.id = p.file_id) as "fileStatus"
     from core.payout p
     left join lateral (
       select iban, holder, usable_from from core.payout_account n
       where n.cooperative_id = p.cooperative_id and n.member_id = p.payee_id
       order by n.id desc limit 1
     ) n on true
     where p.cooperative_id = $1 and p.id = $2 for no key update of p`,
    [tx.cooperativeId, id],
  );
  if (row === undefined) throw notFound('Payout', globalId('Payout', id));
  const { iban, holder, usableFrom, sourceType, sourceId, ...payout } = row;
  return {
    ...payout,
    source: { type: sourceType, id: sourceId },
    account: iban === null ? null : { iban, holder, usableFrom },
  };
}

type Row = Omit<PayoutState, 'account' | 'source'> & PayeeAccount & Source;

interface Source {
  readonly sourceType: string;
  readonly sourceId: string;
}
