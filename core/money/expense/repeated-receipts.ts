import type { Tx } from '../../platform/database/transaction.js';
import type { Finding } from '../../platform/write/violation.js';
import type { ExpenseState } from './expense.policy.js';

/**
 * Receipts of which the file is, byte for byte, that of another line: of this sheet, or of another
 * that the member has submitted. A warning, for a receipt may rightly be of two lines: whoever
 * submits and whoever approves sees it.
 */
export async function repeatedReceipts(
  tx: Tx,
  { id, memberId, lines }: Pick<ExpenseState, 'id' | 'memberId' | 'lines'>,
): Promise<Finding[]> {
  const ids = lines.flatMap(({ receiptIds }) => receiptIds);
  if (ids.length === 0) return [];
  const rows = await tx.query<{ id: string; month: string | null }>(
    `select f.id, max(e.month) as month
     from core.stored_file f
     join core.stored_file g on g.cooperative_id = f.cooperative_id and g.sha256 = f.sha256
       and g.complete and g.id <> f.id
     left join core.expense e on e.cooperative_id = g.cooperative_id and g.subject_type = 'Expense'
       and e.id = g.subject_id and e.id <> $4 and e.member_id = $3
       and e.status in ('SUBMITTED', 'APPROVED')
       and exists (select from core.expense_line l where l.cooperative_id = e.cooperative_id
         and l.expense_id = e.id and g.id = any(l.receipt_ids))
     where f.cooperative_id = $1 and f.id = any($2::uuid[])
       and (g.id = any($2::uuid[]) or e.id is not null)
     group by f.id`,
    [tx.cooperativeId, ids, memberId, id],
  );
  const found = new Map(rows.map((row) => [row.id, row.month]));
  return lines.flatMap(({ receiptIds }, index) =>
    receiptIds
      .filter((one) => found.has(one))
      .map((one): Finding => {
        const month = found.get(one)?.slice(0, 7) ?? null;
        const path = ['lines', String(index), 'receiptIds'];
        const severity = 'WARNING';
        if (month === null) return { code: 'expense.receipt-twice', path, severity };
        return { code: 'expense.receipt-used-before', path, severity, values: { month } };
      }),
  );
}
