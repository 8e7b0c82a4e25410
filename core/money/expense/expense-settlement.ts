/** What an approved sheet comes to, and its entry in the ledger. */
import type { Context } from '../../platform/context.js';
import { activityAccount, hostAccount } from '../accounts.js';
import { actorOf, moved } from '../invoice/invoice-entries.js';
import { share, sum } from '../ledger/amounts.js';
import { credit, debit, type Posting } from '../ledger/ledger.js';
import { ExpensePayer } from './expense.entity.js';
import type { ExpenseState } from './expense.policy.js';

export interface Settlement {
  /** What is granted, VAT included; the sum of the parts below. */
  readonly approvedMinor: bigint;
  /** The VAT of it that the co-operative claims back from the state. */
  readonly deductibleMinor: bigint;
  /** What an advance had paid already. */
  readonly advancedMinor: bigint;
  /** What the member is still owed, or the activity's card has paid. */
  readonly owedMinor: bigint;
  /**
   * What leaves the activity's available money now. Negative when an advance had set aside the VAT
   * too, which then comes back.
   */
  readonly fromAvailableMinor: bigint;
}

/** `open` is what is left of the advance that the sheet names. */
export function settlementOf(sheet: ExpenseState, openMinor: bigint): Settlement {
  const approvedMinor = sum(sheet.lines.map((line) => line.approvedMinor ?? 0n));
  const deductibleMinor = sum(sheet.lines.map(deductibleOf));
  const advancedMinor = openMinor < approvedMinor ? openMinor : approvedMinor;
  return {
    ...{ approvedMinor, deductibleMinor, advancedMinor },
    owedMinor: approvedMinor - advancedMinor,
    fromAvailableMinor: approvedMinor - deductibleMinor - advancedMinor,
  };
}

/** Of a line that was cut the VAT is cut with it; rounded once a line. */
function deductibleOf(line: ExpenseState['lines'][number]): bigint {
  const approved = line.approvedMinor ?? 0n;
  if (approved === 0n || line.vatMinor === 0n) return 0n;
  const numerator = line.vatMinor * approved * BigInt(line.vatDeductible);
  return share(1n, { numerator, denominator: line.amountMinor * 100_000n }, 'half-up');
}

/** One entry; none for a sheet of which nothing was granted. */
export function settlementPosting(
  ctx: Context,
  sheet: ExpenseState,
  settled: Settlement,
): Posting[] {
  const { id, activityId, hostEntityId, currency } = sheet;
  const { deductibleMinor, advancedMinor, owedMinor, fromAvailableMinor } = settled;
  const owedFrom = sheet.paidBy === ExpensePayer.MEMBER ? 'payouts.payable' : 'bank.clearing';
  const lines = moved([
    debit(activityAccount(activityId, 'activity.available', currency), fromAvailableMinor),
    debit(activityAccount(activityId, 'activity.earmarked', currency), advancedMinor),
    debit(hostAccount(hostEntityId, 'vat.deductible', currency), deductibleMinor),
    credit(hostAccount(hostEntityId, 'expense.advanced', currency), advancedMinor),
    credit(hostAccount(hostEntityId, owedFrom, currency), owedMinor),
  ]);
  if (lines.length === 0) return [];
  return [
    {
      ...actorOf(ctx),
      ...{ key: `expense:${id}:approve`, kind: 'EXPENSE_APPROVED' },
      ...{ sourceType: 'expense', sourceId: id, eventOn: ctx.platform.clock.today() },
      lines,
    },
  ];
}
