/** An incoming document under lock: what its transitions and the plugins' validations look at. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { requireReach } from '../../platform/viewer.js';
import type { Finding } from '../../platform/write/violation.js';
import type { InvoiceKind } from '../invoice/invoice-codes.js';
import type { PurchaseStatus } from './purchase.entity.js';
import type { ReceivedAdjustment, ReceivedLine } from './read-ubl.js';

export interface PurchaseState {
  readonly id: string;
  readonly hostEntityId: string;
  readonly activityId: string | null;
  readonly kind: InvoiceKind;
  readonly selfBilled: boolean;
  readonly status: PurchaseStatus;
  readonly currency: string;
  readonly netMinor: bigint;
  readonly vatMinor: bigint;
  readonly totalMinor: bigint;
  /** What the document still asks for: the total less what it says is paid. */
  readonly payableMinor: bigint;
  readonly deductibleMinor: bigint | null;
  readonly supplierName: string;
  readonly number: string;
  readonly dueOn: string | null;
  /** Where the supplier wants the money, as the document has it. */
  readonly iban: string | null;
  readonly paymentReference: string | null;
  readonly alreadyPaid: boolean;
  readonly supplierKey: string;
  /** The numbers of the documents that it corrects. */
  readonly preceding: readonly string[];
  readonly lines: readonly ReceivedLine[];
  /** What it takes off or adds as a whole. */
  readonly adjustments: readonly ReceivedAdjustment[];
  readonly problems: readonly Finding[];
  readonly assignedBy: string | null;
  readonly decidedBy: string | null;
  readonly version: number;
}

/** Only those decide who may for the whole co-operative; others see what is of their activities. */
export async function lockPurchase(tx: Tx, ctx: Context, id: string): Promise<PurchaseState> {
  const permission = 'purchase.approve';
  if (requireReach(ctx.viewer, permission) !== 'all') {
    throw new GezelError('FORBIDDEN', { permission });
  }
  const [row] = await tx.query<PurchaseState>(
    `select id, host_entity_id as "hostEntityId", activity_id as "activityId", kind,
       self_billed as "selfBilled", status, currency, net_minor as "netMinor",
       vat_minor as "vatMinor", total_minor as "totalMinor",
       payable_minor as "payableMinor", deductible_minor as "deductibleMinor",
       supplier_name as "supplierName", number, due_on as "dueOn", iban,
       payment_reference as "paymentReference", already_paid as "alreadyPaid", problems,
       assigned_by as "assignedBy", supplier_key as "supplierKey", preceding, lines, adjustments,
       decided_by as "decidedBy", version
     from core.purchase where cooperative_id = $1 and id = $2 for no key update`,
    [tx.cooperativeId, id],
  );
  if (row === undefined) throw notFound('Purchase', globalId('Purchase', id));
  return row;
}

/** A step that comes too late. */
export const decidedFinding = ({ status }: PurchaseState): Finding => ({
  ...{ code: 'purchase.already-decided', path: ['purchaseId'], values: { status } },
});
