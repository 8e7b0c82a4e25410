import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { minorOf } from '../../platform/money.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { activityMoney, lockActivity } from '../account/activity-money.js';
import { awaitOnBank } from '../awaited/await-on-bank.js';
import { budgetFindings } from '../budget/budget-check.js';
import { InvoiceKind } from '../invoice/invoice-codes.js';
import { post } from '../ledger/ledger.js';
import { insufficientFunds, unlessLedgerRefuses } from '../refused.js';
import { netCredit } from './net-credit.js';
import {
  accountFindings,
  awaitedOf,
  costOf,
  paySupplier,
  purchaseEntries,
} from './pay-supplier.js';
import { PurchaseStatus } from './purchase.entity.js';
import { purchaseApproved } from './purchase.policy.js';
import { decidedFinding, lockPurchase, type PurchaseState } from './purchase-state.js';

/** The id is a UUID; the amount is decimal text. */
export interface PurchaseApproval {
  readonly purchaseId: string;
  readonly deductibleVat: string;
  /** Where the supplier is paid, when not where the document says: a valid IBAN in one piece. */
  readonly iban?: string | null;
  /** A card or a direct debit has paid it: no payout is made. */
  readonly alreadyPaid?: boolean | null;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/**
 * Approves what an activity owes a supplier and books it: the cost comes out of what the activity
 * has available, VAT that may be deducted is claimed from the state, and a payout to the supplier
 * waits for its release. Never by who assigned it, nor by somebody who takes part in the activity.
 */
export function approvePurchase(
  ctx: Context,
  step: PurchaseApproval,
): Promise<TransitionOutcome<PurchaseState>> {
  return unlessLedgerRefuses(ctx, () =>
    runTransition<PurchaseState>(ctx, purchaseApproved, {
      id: step.purchaseId,
      dryRun: step.dryRun,
      expectedVersion: step.expectedVersion,
      once: { key: step.idempotencyKey, input: step },
      load: (tx, id) => lockPurchase(tx, ctx, id),
      next: (before) => ({
        ...before,
        ...{ status: PurchaseStatus.APPROVED, decidedBy: ctx.viewer.memberId },
        ...{ iban: step.iban ?? before.iban, alreadyPaid: step.alreadyPaid ?? false },
        deductibleMinor: minorOf(step.deductibleVat, before.currency, 'deductibleVat'),
        version: before.version + 1,
      }),
      check: (before, after, tx) => approveFindings(tx, ctx, before, after),
      write: async (tx, _, after) => {
        const { id, activityId, alreadyPaid } = after;
        const payoutId = await paySupplier(tx, ctx, after);
        await tx.query(
          `update core.purchase set status = 'APPROVED', decided_by = $3, decided_at = now(),
             deductible_minor = $4, payout_id = $5, already_paid = $6, version = version + 1
           where cooperative_id = $1 and id = $2`,
          [
            ...[tx.cooperativeId, id, ctx.viewer.memberId, after.deductibleMinor],
            ...[payoutId, alreadyPaid],
          ],
        );
        await awaitOnBank(tx, awaitedOf(ctx, after, await owedBack(tx, after)));
        await post(tx, tx.cooperativeId, [purchaseEntries(ctx, after)]);
        return [{ type: 'purchase.approved', subject: { type: 'Purchase', id }, activityId }];
      },
    }),
  );
}

async function approveFindings(
  tx: Tx,
  ctx: Context,
  before: PurchaseState,
  after: PurchaseState,
): Promise<Finding[]> {
  const path = ['purchaseId'];
  const found = await approverFindings(tx, ctx, before);
  if (before.status !== PurchaseStatus.ASSIGNED) return found;
  if (before.selfBilled) found.push({ code: 'purchase.self-billed', path });
  const activity = await lockActivity(tx, before.activityId as string);
  if (activity?.currency !== before.currency) {
    const values = { currency: before.currency, expected: activity?.currency };
    found.push({ code: 'document.other-currency', path, values });
  }
  const deductible = after.deductibleMinor ?? 0n;
  if (deductible < 0n || deductible > before.vatMinor) {
    found.push({ code: 'purchase.deductible-out-of-range', path: ['deductibleVat'] });
  } else if (before.kind === InvoiceKind.INVOICE && found.length === 0) {
    found.push(...accountFindings(after), ...(await fundsFindings(tx, after)));
    found.push(...(await passedBudgets(tx, ctx, after)));
  }
  return found;
}

/** Whether it may be decided by this viewer: never by who assigned it or takes part. */
export async function approverFindings(
  tx: Tx,
  ctx: Context,
  before: PurchaseState,
): Promise<Finding[]> {
  const path = ['purchaseId'];
  if (before.status === PurchaseStatus.RECEIVED) return [{ code: 'purchase.unassigned', path }];
  if (before.status !== PurchaseStatus.ASSIGNED) return [decidedFinding(before)];
  const found: Finding[] = [...before.problems];
  if (before.assignedBy === ctx.viewer.memberId) {
    found.push({ code: 'purchase.assigned-by-yourself', path });
  }
  if (await takesPartIn(tx, before.activityId as string, ctx.viewer.memberId)) {
    found.push({ code: 'purchase.own-activity', path });
  }
  return found;
}

async function fundsFindings(tx: Tx, after: PurchaseState): Promise<Finding[]> {
  const { availableMinor } = await activityMoney(tx, after.activityId as string, after.currency);
  const missing = costOf(after) - availableMinor;
  return missing > 0n ? [insufficientFunds('activity.available', missing, after.currency)] : [];
}

/** What the supplier owes back of a credit note that no payout can be made smaller for. */
async function owedBack(tx: Tx, purchase: PurchaseState): Promise<bigint> {
  if (purchase.kind === InvoiceKind.INVOICE || purchase.alreadyPaid) return 0n;
  return netCredit(tx, purchase);
}

/** It counts on the day on which it is booked. */
function passedBudgets(tx: Tx, ctx: Context, purchase: PurchaseState): Promise<Finding[]> {
  return budgetFindings(tx, ctx, {
    activityId: purchase.activityId as string,
    source: { type: 'purchase', id: purchase.id },
    kind: 'PURCHASES',
    amountMinor: costOf(purchase),
    day: ctx.platform.clock.today(),
  });
}

async function takesPartIn(tx: Tx, activityId: string, memberId: string): Promise<boolean> {
  const rows = await tx.query(
    `select from core.participation
     where cooperative_id = $1 and activity_id = $2 and member_id = $3 and status = 'ACTIVE'`,
    [tx.cooperativeId, activityId, memberId],
  );
  return rows.length > 0;
}
