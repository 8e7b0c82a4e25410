import { MoneyRefused } from '../../core/money/refused.js';
import type { Context } from '../../core/platform/context.js';
import { transact } from '../../core/platform/write/transact.js';
import type { AwaitedDocument, LoanMove } from '../../core/sdk/money-doors.js';
import { undoneSuffix } from './undo-refund.js';

/**
 * Lends again what was repaid, once by the key of the repayment; harmless when it never was. What a
 * company has taken over meanwhile nobody here borrows again.
 */
export async function undoRepay(ctx: Context, order: LoanMove): Promise<void> {
  const { key, loanId, amountMinor } = order;
  await transact(ctx, async (tx) => {
    const [loan] = await tx.query<Repaid>(
      `select l.service, l.borrower_type = 'member' as "ofMember", l.borrower_id as "borrowerId",
         l.activity_id as "activityId", l.currency, l.assumed_by is not null as assumed,
         l.awaits_type as "awaitsType", l.awaits_id as "awaitsId"
       from core.loan_move m
       join core.loan l on l.cooperative_id = m.cooperative_id and l.id = m.loan_id
       where m.cooperative_id = $1 and m.key = $2 and m.loan_id = $3 and m.amount_minor = $4
         and m.kind = 'REPAY'`,
      [tx.cooperativeId, key, loanId, amountMinor],
    );
    if (loan === undefined) return;
    if (loan.assumed) throw new MoneyRefused([{ code: 'loan.assumed' }]);
    const { service, activityId, currency, borrowerId: id, awaitsType, awaitsId } = loan;
    const awaits = awaitsType && { type: awaitsType, id: awaitsId as string };
    const borrower = { type: loan.ofMember ? 'Member' : 'Activity', id } as const;
    await ctx.platform.host.port({ ...ctx, tx }).loans.draw({
      ...{ key: `${key}${undoneSuffix}`, loanId, amountMinor, service, activityId, currency },
      ...{ borrower, awaits },
    });
  });
}

interface Repaid {
  readonly service: string;
  readonly ofMember: boolean;
  readonly borrowerId: string;
  readonly activityId: string;
  readonly currency: string;
  readonly assumed: boolean;
  readonly awaitsType: AwaitedDocument['type'] | null;
  readonly awaitsId: string | null;
}
