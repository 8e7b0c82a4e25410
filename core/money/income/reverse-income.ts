import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { tidy } from '../../platform/model/text.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { lockActivity } from '../account/activity-money.js';
import { requireMatcher } from '../bank/match-payment.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { post, reversalOf } from '../ledger/ledger.js';
import { reasonFindings } from '../quote/decline-quote.js';
import { unlessLedgerRefuses } from '../refused.js';
import { incomeReversed, type ReversalState } from './income.policy.js';

/** The id is a UUID. */
export interface IncomeReversal {
  readonly incomeId: string;
  readonly reason: string;
  readonly dryRun?: boolean | null;
  /** Null: whoever asks knows a repeat by itself. */
  readonly idempotencyKey: string | null;
}

/**
 * Takes back what was recorded wrongly: the money waits at the bank line again, the fee is given
 * back. Refused when the activity no longer has the money.
 */
export function reverseIncome(
  ctx: Context,
  step: IncomeReversal,
): Promise<TransitionOutcome<ReversalState>> {
  requireMatcher(ctx);
  return unlessLedgerRefuses(ctx, () => runReversal(ctx, step));
}

/** The same as a part of something larger: what the ledger refuses is thrown. */
export function runReversal(
  ctx: Context,
  step: IncomeReversal,
): Promise<TransitionOutcome<ReversalState>> {
  const { incomeId: id, dryRun, idempotencyKey: key } = step;
  const reason = tidy(step.reason);
  return runTransition<ReversalState>(ctx, incomeReversed, {
    ...{ id, dryRun, once: key === null ? null : { key, input: step } },
    load: lockIncome,
    next: (before) => ({ ...before, reason, version: before.version + 1 }),
    check: (before) => findingsOf(before, reason),
    write: async (tx, before) => {
      const correction = {
        ...actorOf(ctx),
        key: `income:${before.id}:reverse`,
        eventOn: ctx.platform.clock.today(),
      };
      const { cooperativeId } = tx;
      const posting = await reversalOf(tx, cooperativeId, before.transactionId, correction);
      const [posted] = await post(tx, cooperativeId, [posting]);
      await writeReversal(tx, before, reason, posted?.id ?? '', correction.eventOn);
      const { activityId } = before;
      const payload = { currency: before.currency, amountMinor: `${before.amountMinor}` };
      return [{ type: 'income.reversed', subject: { type: 'Income', id }, activityId, payload }];
    },
  });
}

async function lockIncome(tx: Tx, id: string): Promise<ReversalState> {
  const [row] = await tx.query<ReversalState>(
    `select id, activity_id as "activityId", bank_line_id as "bankLineId",
       transaction_id as "transactionId", amount_minor as "amountMinor", currency,
       reversal_reason as reason, version
     from core.income where cooperative_id = $1 and id = $2 for no key update`,
    [tx.cooperativeId, id],
  );
  if (row === undefined) throw notFound('Income', globalId('Income', id));
  await lockActivity(tx, row.activityId);
  return row;
}

function findingsOf({ reason: reversed }: ReversalState, reason: string): Finding[] {
  if (reversed !== null) return [{ code: 'income.already-reversed', path: ['incomeId'] }];
  return reasonFindings(reason);
}

/** The fee line that gives the fee back mirrors the first. */
async function writeReversal(
  tx: Tx,
  { id, bankLineId, amountMinor }: ReversalState,
  reason: string,
  reversalId: string,
  day: string,
): Promise<void> {
  await tx.query(
    `with line as (
       update core.bank_line set open_minor = open_minor + $4
       where cooperative_id = $1 and id = $3
     ), fee as (
       insert into core.fee_line (cooperative_id, id, activity_id, income_id, kind, fee_rule_id,
         on_day, year, base_minor, income_minor, rate, base_before_minor, fee_minor, rounding,
         exemption_id)
       select cooperative_id, $7, activity_id, income_id, kind, fee_rule_id, $8,
         extract(year from $8::date), -base_minor, -income_minor, rate, base_before_minor,
         -fee_minor, 0, exemption_id
       from core.fee_line where cooperative_id = $1 and income_id = $2
     )
     update core.income set reversal_id = $5, reversal_reason = $6, version = version + 1
     where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, id, bankLineId, amountMinor, reversalId, reason, newId(), day],
  );
}
