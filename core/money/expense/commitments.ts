/** What expenses bind of an activity before they are booked: what it will bear, without VAT deducted. */
import { sql } from '../../platform/database/rows.js';
import type { Commitments } from '../../platform/domain.js';

/** Sheets that wait for an adviser; of one with an advance only what goes beyond it. */
export const submittedExpenses: Commitments = {
  kind: 'EXPENSES',
  rows: (cooperativeId) => sql`
    select e.activity_id, 'expense' as source_type, e.id as source_id,
      max(l.on_day) as on_day,
      greatest(sum(l.amount_minor - round(l.vat_minor::numeric * l.vat_deductible / 100000))
        - coalesce(min(a.open_minor), 0), 0)::bigint as amount
    from core.expense e
    join core.expense_line l on l.cooperative_id = e.cooperative_id and l.expense_id = e.id
    left join core.expense_advance a on a.cooperative_id = e.cooperative_id and a.id = e.advance_id
    where e.cooperative_id = ${cooperativeId} and e.status = 'SUBMITTED'
    group by e.activity_id, e.id`,
};

/** Money that members hold and have not accounted for. */
export const openAdvances: Commitments = {
  kind: 'EXPENSES',
  rows: (cooperativeId) => sql`
    select activity_id, 'expense_advance' as source_type, id as source_id, decided_on as on_day,
      open_minor as amount
    from core.expense_advance
    where cooperative_id = ${cooperativeId} and status = 'APPROVED'`,
};
