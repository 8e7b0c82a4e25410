import type { ClosingObstacle } from '../../platform/domain.js';
import type { DomainPart } from '../../platform/domain-part.js';

/** An activity that still owes, or for which something is held, is not at its end. */
const open: ClosingObstacle = async (tx, { id }) => {
  const [row] = await tx.query<{ count: bigint }>(
    `select (select count(*) from (
         select sum(case kind when 'DRAW' then amount_minor else -amount_minor end) as owed
         from core.loan l join core.loan_move m
           on m.cooperative_id = l.cooperative_id and m.loan_id = l.id
         where l.cooperative_id = $1 and l.activity_id = $2 and l.assumed_by is null
         group by l.id) loans where owed > 0)
       + (select count(*) from core.deposit
         where cooperative_id = $1 and activity_id = $2 and return_id is null) as count`,
    [tx.cooperativeId, id],
  );
  const count = row?.count ?? 0n;
  return count === 0n ? [] : [{ code: 'closing.loans-open', values: { count: `${count}` } }];
};

/** What plugins lend and hold stands in the way of closing an activity. */
export const loanPart: DomainPart = { closingObstacles: [open] };
