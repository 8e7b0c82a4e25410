import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { minorOf } from '../../platform/money.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { activityMoney, lockActivity } from '../account/activity-money.js';
import { activityAccount, hostAccount } from '../accounts.js';
import { InvoiceKind } from '../invoice/invoice-codes.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { debit, type Line, type Posting, post } from '../ledger/ledger.js';
import { insufficientFunds, unlessLedgerRefuses } from '../refused.js';
import { PurchaseStatus } from './purchase.entity.js';
import { purchaseApproved } from './purchase.policy.js';
import { decidedFinding, lockPurchase, type PurchaseState } from './purchase-state.js';

/** The id is a UUID; the amount is decimal text. */
export interface PurchaseApproval {
  readonly purchaseId: string;
  readonly deductibleVat: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/**
 * Approves what an activity owes a supplier and books it: the cost comes out of what the activity
 * has available, VAT that may be deducted is claimed from the state. Never by who assigned it, nor
 * by somebody who takes part in the activity.
 */
export function approvePurchase(
  ctx: Context,
  step: PurchaseApproval,
): Promise<TransitionOutcome<PurchaseState>> {
  const today = ctx.platform.clock.today();
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
        deductibleMinor: minorOf(step.deductibleVat, before.currency, 'deductibleVat'),
        version: before.version + 1,
      }),
      check: (before, after, tx) => approveFindings(tx, ctx, before, after),
      write: async (tx, _, after) => {
        const { id, activityId } = after;
        await tx.query(
          `update core.purchase set status = 'APPROVED', decided_by = $3, decided_at = now(),
             deductible_minor = $4, version = version + 1
           where cooperative_id = $1 and id = $2`,
          [tx.cooperativeId, id, ctx.viewer.memberId, after.deductibleMinor],
        );
        await post(tx, tx.cooperativeId, [purchaseEntries(ctx, after, today)]);
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
  if (before.status === PurchaseStatus.RECEIVED) return [{ code: 'purchase.unassigned', path }];
  if (before.status !== PurchaseStatus.ASSIGNED) return [decidedFinding(before)];
  const found: Finding[] = [...before.problems];
  if (before.selfBilled) found.push({ code: 'purchase.self-billed', path });
  if (before.assignedBy === ctx.viewer.memberId) {
    found.push({ code: 'purchase.assigned-by-yourself', path });
  }
  const activityId = before.activityId as string;
  const activity = await lockActivity(tx, activityId);
  if (activity?.currency !== before.currency) {
    const values = { currency: before.currency, expected: activity?.currency };
    found.push({ code: 'document.other-currency', path, values });
  }
  if (await takesPartIn(tx, activityId, ctx.viewer.memberId)) {
    found.push({ code: 'purchase.own-activity', path });
  }
  const deductible = after.deductibleMinor ?? 0n;
  if (deductible < 0n || deductible > before.vatMinor) {
    found.push({ code: 'purchase.deductible-out-of-range', path: ['deductibleVat'] });
  } else if (before.kind === InvoiceKind.INVOICE && found.length === 0) {
    found.push(...(await fundsFindings(tx, after)));
  }
  return found;
}

async function fundsFindings(tx: Tx, after: PurchaseState): Promise<Finding[]> {
  const { availableMinor } = await activityMoney(tx, after.activityId as string, after.currency);
  const missing = costOf(after) - availableMinor;
  return missing > 0n ? [insufficientFunds('activity.available', missing, after.currency)] : [];
}

async function takesPartIn(tx: Tx, activityId: string, memberId: string): Promise<boolean> {
  const rows = await tx.query(
    `select from core.participation
     where cooperative_id = $1 and activity_id = $2 and member_id = $3 and status = 'ACTIVE'`,
    [tx.cooperativeId, activityId, memberId],
  );
  return rows.length > 0;
}

/** What the activity bears: all but the VAT that is claimed back. */
const costOf = ({ totalMinor, deductibleMinor }: PurchaseState): bigint =>
  totalMinor - (deductibleMinor ?? 0n);

/** A credit note mirrors an invoice. */
function purchaseEntries(ctx: Context, purchase: PurchaseState, eventOn: string): Posting {
  const { id, hostEntityId, currency, totalMinor, deductibleMinor } = purchase;
  const sign = purchase.kind === InvoiceKind.INVOICE ? 1n : -1n;
  const lines: Line[] = [
    debit(
      activityAccount(purchase.activityId as string, 'activity.available', currency),
      sign * costOf(purchase),
    ),
    debit(hostAccount(hostEntityId, 'vat.deductible', currency), sign * (deductibleMinor ?? 0n)),
    debit(hostAccount(hostEntityId, 'purchase.payable', currency), -sign * totalMinor),
  ];
  return {
    ...actorOf(ctx),
    key: `purchase:${id}:approve`,
    ...{ kind: 'PURCHASE_APPROVED', sourceType: 'purchase', sourceId: id, eventOn },
    lines: lines.filter(({ amountMinor }) => amountMinor !== 0n),
  };
}
