import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { activityMoney } from '../account/activity-money.js';
import { awaitOnBank } from '../awaited/await-on-bank.js';
import { post } from '../ledger/ledger.js';
import { maximumTextLength } from '../limits.js';
import { insertPayout } from '../payout/make-payout.js';
import { insufficientFunds, unlessLedgerRefuses } from '../refused.js';
import { lockOpenAdvance } from './advance-state.js';
import { decisionFindings, requireDecider } from './decide.js';
import { ExpensePayer, ExpenseStatus } from './expense.entity.js';
import { type ExpenseState, expenseApproved } from './expense.policy.js';
import { amountOf } from './expense-lines.js';
import { type Settlement, settlementOf, settlementPosting } from './expense-settlement.js';
import { expectStatus, lockExpense } from './expense-state.js';
import { repeatedReceipts } from './repeated-receipts.js';

/** Less than was claimed of a line, and why. */
export interface Cut {
  readonly position: number;
  readonly amount: string;
  readonly reason: string;
}

/** The id is a UUID. */
export interface ExpenseApproval {
  readonly expenseId: string;
  readonly cuts?: readonly Cut[] | null;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/**
 * Books a sheet on the activity: what the member paid is owed to the member, less what an advance
 * had paid already; what the activity's card paid is awaited on the bank. Never one's own.
 */
export function approveExpense(
  ctx: Context,
  step: ExpenseApproval,
): Promise<TransitionOutcome<ExpenseState>> {
  requireDecider(ctx);
  const cuts = step.cuts ?? [];
  let settlement: Settlement;
  return unlessLedgerRefuses(ctx, () =>
    runTransition<ExpenseState>(ctx, expenseApproved, {
      id: step.expenseId,
      dryRun: step.dryRun,
      expectedVersion: step.expectedVersion,
      once: { key: step.idempotencyKey, input: step },
      load: (tx, id) => lockExpense(tx, ctx, id),
      next: (before) => approved(before, cuts),
      check: async (before, after, tx) => {
        const open = await lockOpenAdvance(tx, before.advanceId);
        settlement = settlementOf(after, open);
        return [
          ...expectStatus(before, ExpenseStatus.SUBMITTED),
          ...decisionFindings(ctx, before),
          ...cutFindings(before, cuts),
          ...(await fundsFindings(tx, before, settlement)),
          ...(await repeatedReceipts(tx, before)),
        ];
      },
      write: async (tx, before, after) => {
        await book(tx, ctx, after, settlement);
        const subject = { type: 'Expense', id: before.id };
        const payload = { amountMinor: `${settlement.approvedMinor}`, currency: before.currency };
        return [{ type: 'expense.approved', subject, activityId: before.activityId, payload }];
      },
    }),
  );
}

/** The sheet with what is granted of each line. */
function approved(sheet: ExpenseState, cuts: readonly Cut[]): ExpenseState {
  const lines = sheet.lines.map((line) => {
    const cut = cuts.find(({ position }) => position === line.position);
    const granted = cut === undefined ? null : amountOf(cut.amount, sheet.currency);
    const less = granted !== null && granted < line.amountMinor;
    const approvedMinor = less ? granted : line.amountMinor;
    return { ...line, approvedMinor, cutReason: less ? tidy(cut?.reason ?? '') : null };
  });
  return { ...sheet, lines, status: ExpenseStatus.APPROVED, version: sheet.version + 1 };
}

function cutFindings({ lines, currency }: ExpenseState, cuts: readonly Cut[]): Finding[] {
  return cuts.flatMap(({ position, amount, reason }, index) => {
    const at = (code: string, field: string): Finding => ({
      ...{ code, path: ['cuts', String(index), field], values: { position } },
    });
    const line = lines.find((one) => one.position === position);
    const repeated = cuts.findIndex((one) => one.position === position) !== index;
    if (line === undefined || repeated) return [at('expense.no-such-line', 'position')];
    const granted = amountOf(amount, currency);
    const fits = granted !== null && granted < line.amountMinor;
    const text = lineFindings('reason', tidy(reason), maximumTextLength);
    return [
      ...(fits ? [] : [at('expense.not-a-cut', 'amount')]),
      ...text.map((finding) => ({ ...finding, path: ['cuts', String(index), 'reason'] })),
    ];
  });
}

/** Nothing is advanced for expenses: the activity has the money, or the sheet waits. */
async function fundsFindings(
  tx: Tx,
  { activityId, currency }: ExpenseState,
  { fromAvailableMinor }: Settlement,
): Promise<Finding[]> {
  const { availableMinor } = await activityMoney(tx, activityId, currency);
  const missing = fromAvailableMinor - availableMinor;
  if (fromAvailableMinor <= 0n || missing <= 0n) return [];
  return [insufficientFunds('activity.available', missing, currency)];
}

async function book(tx: Tx, ctx: Context, sheet: ExpenseState, settled: Settlement): Promise<void> {
  const today = ctx.platform.clock.today();
  const { id, activityId, memberId, currency } = sheet;
  const source = { type: 'expense', id };
  const owed = sheet.paidBy === ExpensePayer.MEMBER && settled.owedMinor > 0n;
  const payoutId = owed
    ? await insertPayout(tx, ctx, {
        ...{ activityId, payeeId: memberId, amountMinor: settled.owedMinor, currency },
        ...{ dueOn: today, source, payable: 'payouts.payable' },
      })
    : null;
  await tx.query(
    `update core.expense_line l set approved_minor = g.approved, cut_reason = g.reason
     from unnest($3::smallint[], $4::bigint[], $5::text[]) as g (position, approved, reason)
     where l.cooperative_id = $1 and l.expense_id = $2 and l.position = g.position`,
    [
      ...[tx.cooperativeId, id, sheet.lines.map(({ position }) => position)],
      sheet.lines.map(({ approvedMinor }) => approvedMinor),
      sheet.lines.map(({ cutReason }) => cutReason),
    ],
  );
  await tx.query(approveStatement, [
    ...[tx.cooperativeId, id, settled.approvedMinor, settled.deductibleMinor],
    ...[settled.advancedMinor, ctx.viewer.memberId, today, payoutId],
  ]);
  if (settled.advancedMinor > 0n) {
    await tx.query(
      `update core.expense_advance set open_minor = open_minor - $3, version = version + 1,
         status = case when open_minor = $3 then 'SETTLED' else status end
       where cooperative_id = $1 and id = $2`,
      [tx.cooperativeId, sheet.advanceId, settled.advancedMinor],
    );
  }
  if (sheet.paidBy === ExpensePayer.ACTIVITY) {
    const { hostEntityId } = sheet;
    await awaitOnBank(tx, {
      ...{ source: { type: 'expense', id }, hostEntityId, activityId, currency, since: today },
      ...{ account: 'bank.clearing', amountMinor: -settled.owedMinor },
    });
  }
  await post(tx, tx.cooperativeId, settlementPosting(ctx, sheet, settled));
}

const approveStatement = `
  update core.expense set status = 'APPROVED', approved_minor = $3, deductible_minor = $4,
    advanced_minor = $5, decided_by = $6, decided_on = $7, payout_id = $8, version = version + 1
  where cooperative_id = $1 and id = $2`;
