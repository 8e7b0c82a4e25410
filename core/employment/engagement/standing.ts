import type { Tx } from '../../platform/database/transaction.js';

/** Since when an engagement stands, and what social security said of its beginning. */
export interface Standing {
  /** The first day of the declared period, or else of its first contract; null: none stands yet. */
  readonly from: string | null;
  /** The state of the declaration of its beginning; null: nothing is declared from here. */
  readonly declaration: string | null;
}

/**
 * Where an engagement stands. Its first month is signed before it begins, and declared with that
 * signature: the months that follow belong to an employment that is there already, however late
 * their contracts are made.
 */
export async function standingOf(
  tx: Pick<Tx, 'query' | 'cooperativeId'>,
  engagementId: string,
): Promise<Standing> {
  const [row] = await tx.query<Standing>(
    `with told as (
       select d.kind, d.state, d.first_day, d.id from core.contract c
       join core.dimona_declaration d on d.cooperative_id = c.cooperative_id
         and d.contract_id = c.id and d.state <> 'WITHDRAWN'
       where c.cooperative_id = $1 and c.engagement_id = $2 and d.kind in ('IN', 'UPDATE')
         and not exists (select from core.dimona_declaration x
           where x.cooperative_id = d.cooperative_id and x.contract_id = d.contract_id
             and x.kind = 'CANCEL' and x.state not in ('WITHDRAWN', 'REFUSED', 'FAILED')))
     select (select state from told where kind = 'IN' order by id desc limit 1) as declaration,
       coalesce(
         (select first_day from told where kind = 'IN' or state not in ('REFUSED', 'FAILED')
          order by id desc limit 1),
         (select min(d.day) from core.contract c
          join core.contract_day d on d.cooperative_id = c.cooperative_id and d.contract_id = c.id
          where c.cooperative_id = $1 and c.engagement_id = $2
            and c.status in ('SIGNED', 'WORKED', 'PAID')))::text as "from"`,
    [tx.cooperativeId, engagementId],
  );
  return row as Standing;
}
