import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { minorOf } from '../../platform/money.js';
import { byId } from '../../platform/read/read.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { lockActivity } from '../account/activity-money.js';
import { activityAccount, cooperativeAccount, hostAccount } from '../accounts.js';
import { lockLine, requireMatcher } from '../bank/match-payment.js';
import { type FeeGround, type FeeOnIncome, feeGround, feeOn } from '../fee/fee-ground.js';
import { actorOf, moved } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting, post } from '../ledger/ledger.js';
import { unlessLedgerRefuses } from '../refused.js';
import type { IncomeSort } from './income.entity.js';
import { type IncomeState, incomeRecorded } from './income.policy.js';

/** Ids are UUIDs. Without an amount, all that is open of the bank line. */
export interface NewIncome {
  readonly activityId: string;
  readonly bankLineId: string;
  readonly kind: IncomeSort;
  readonly payer: string;
  readonly reference: string;
  readonly amount?: string | null;
  readonly dryRun?: boolean | null;
  /** Null: whoever asks knows a repeat by itself. */
  readonly idempotencyKey: string | null;
}

/**
 * Says that money at the bank is an income of an activity that no invoice asks for. The co-operative
 * keeps its fee by its rule of the day that the bank booked it; the rest is the activity's at once.
 */
export function recordIncome(
  ctx: Context,
  step: NewIncome,
): Promise<TransitionOutcome<IncomeState>> {
  requireMatcher(ctx);
  return unlessLedgerRefuses(ctx, () => runIncome(ctx, step));
}

/** The same as a part of something larger: what the ledger refuses is thrown. */
export function runIncome(ctx: Context, step: NewIncome): Promise<TransitionOutcome<IncomeState>> {
  const { dryRun, idempotencyKey: key } = step;
  return runTransition<IncomeState>(ctx, incomeRecorded, {
    ...{ id: newId(), dryRun, once: key === null ? null : { key, input: step } },
    load: (tx, id) => loadIncome(tx, ctx, id, step),
    next: (before) => {
      const fee = feeOf(before);
      return fee === null ? before : { ...before, feeMinor: fee.feeMinor };
    },
    check: findingsOf,
    write: async (tx, before, after) => {
      const [posted] = await post(tx, tx.cooperativeId, [posting(ctx, after)]);
      await writeIncome(tx, ctx, after, feeOf(before) as FeeOnIncome, posted?.id ?? '');
      const { id, activityId, kind, currency } = after;
      const payload = { kind, currency, amountMinor: `${after.amountMinor}` };
      return [{ type: 'income.recorded', subject: { type: 'Income', id }, activityId, payload }];
    },
  });
}

const feeOf = ({ ground, amountMinor }: IncomeState): FeeOnIncome | null =>
  ground === null || amountMinor <= 0n ? null : feeOn(ground, amountMinor);

/** Locks the line, then the activity. */
async function loadIncome(tx: Tx, ctx: Context, id: string, step: NewIncome): Promise<IncomeState> {
  const { activityId, kind } = step;
  const visible = await byId({ ...ctx, tx }, activities, activityId);
  const line = await lockLine(tx, step.bankLineId);
  const activity = await lockActivity(tx, activityId);
  if (visible === null || activity === null) {
    throw notFound('Activity', globalId('Activity', activityId));
  }
  const amountMinor =
    step.amount == null ? line.openMinor : minorOf(step.amount, line.currency, 'amount');
  const { cooperativeId } = tx;
  const question = { cooperativeId, activityId, kind, day: line.bookedOn, enterpriseNumber: null };
  return {
    ...{ id, activityId, kind, line, amountMinor, feeMinor: 0n },
    ...{ activityStatus: activity.status, hostEntityId: activity.hostEntityId },
    ...{ payer: tidy(step.payer), reference: tidy(step.reference), currency: activity.currency },
    ground: await feeGround(tx, question),
  };
}

function findingsOf({ line, amountMinor, ...income }: IncomeState): Finding[] {
  const at = (code: string, property: string): Finding => ({ code, path: [property] });
  const found: Finding[] = [
    ...lineFindings('payer', income.payer, 200),
    ...lineFindings('reference', income.reference, 200),
  ];
  if (income.activityStatus !== 'OPEN') found.push({ code: 'document.activity-closed' });
  if (income.hostEntityId !== line.hostEntityId) {
    found.push(at('payment.other-entity', 'bankLineId'));
  }
  if (income.currency !== line.currency) found.push(at('payment.other-currency', 'bankLineId'));
  if (line.openMinor <= 0n) found.push(at('payment.nothing-open', 'bankLineId'));
  else if (amountMinor <= 0n) found.push(at('payment.amount-not-positive', 'amount'));
  else if (amountMinor > line.openMinor) found.push(at('payment.more-than-line', 'amount'));
  if (line.overpaysInvoiceId !== null) found.push(at('income.line-overpays', 'bankLineId'));
  return found;
}

function posting(ctx: Context, income: IncomeState): Posting {
  const { id, activityId, line, currency, amountMinor, feeMinor } = income;
  const shared = cooperativeAccount(ctx.viewer.cooperativeId, 'fee.income', currency);
  const available = activityAccount(activityId, 'activity.available', currency);
  return {
    ...actorOf(ctx),
    key: `income:${id}`,
    kind: 'INCOME_RECORDED',
    ...{ sourceType: 'income', sourceId: id, eventOn: line.bookedOn },
    lines: moved([
      debit(hostAccount(line.hostEntityId, 'bank.suspense', currency), amountMinor),
      credit(shared, feeMinor),
      credit(available, amountMinor - feeMinor),
    ]),
  };
}

async function writeIncome(
  tx: Tx,
  ctx: Context,
  income: IncomeState,
  fee: FeeOnIncome,
  transactionId: string,
): Promise<void> {
  const { line } = income;
  const ground = income.ground as FeeGround;
  await tx.query(
    `with line as (
       update core.bank_line set open_minor = open_minor - $9
       where cooperative_id = $1 and id = $7
     ), fee as (
       insert into core.fee_line (cooperative_id, id, activity_id, income_id, kind, fee_rule_id,
         on_day, year, base_minor, income_minor, rate, base_before_minor, fee_minor, rounding,
         exemption_id)
       values ($1, $13, $3, $2, 'INCOME', $14, $8, extract(year from $8::date), $15, $9, $16, $17,
         $10, $18, $19)
     )
     insert into core.income (cooperative_id, id, activity_id, kind, payer, reference,
       bank_line_id, received_on, currency, amount_minor, fee_minor, transaction_id, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $20, $9, $10, $11, $12)`,
    [
      ...[tx.cooperativeId, income.id, income.activityId, income.kind, income.payer],
      ...[income.reference, line.id, line.bookedOn, income.amountMinor, income.feeMinor],
      ...[transactionId, ctx.viewer.memberId, newId(), ground.ruleId, fee.baseMinor],
      ...[ground.tariff.rate, ground.beforeMinor, fee.rounding, ground.exemptionId],
      income.currency,
    ],
  );
}
