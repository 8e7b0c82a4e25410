import { requireForAll } from '../../member/member.policy.js';
import { purchases } from '../../money/purchase/purchase.policy.js';
import type { Context } from '../../platform/context.js';
import { minorDigits } from '../../platform/currencies.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput } from '../../platform/errors.js';
import { localId } from '../../platform/ids.js';
import { decimalOf } from '../../platform/money.js';
import { requireVisible } from '../../platform/read/read.js';
import type { Once } from '../../platform/write/once.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { ContractStatus } from '../contract/contract.entity.js';
import { lockContract } from '../contract/contract-state.js';
import { agencySettle, type InvoicedWork } from './agency.policy.js';

export interface AgencySettlement {
  /** Global ids. */
  readonly purchaseId: string;
  readonly contractIds: readonly string[];
  readonly dryRun?: boolean | null;
}

/** Contracts that one invoice is said to be for at once. */
export const settlingLimit = 100;

/**
 * Says which worked contracts an approved invoice of their agency is for: they are paid, by the agency.
 * The invoice was booked as a cost of the activity when it was approved; nothing is booked twice.
 */
export async function settleAgency(
  ctx: Context,
  input: AgencySettlement,
  once: Once,
): Promise<TransitionOutcome<InvoicedWork>> {
  requireForAll(ctx.viewer, 'contract.write');
  const count = input.contractIds.length;
  if (count < 1 || count > settlingLimit) {
    throw badInput(`Name 1 to ${settlingLimit} contracts.`, 'contractIds');
  }
  const { id } = await requireVisible(ctx, purchases, input.purchaseId, 'purchaseId');
  const ids = [
    ...new Set(input.contractIds.map((one, i) => localId('Contract', one, `contractIds.${i}`))),
  ].sort();
  const today = ctx.platform.clock.today();
  return runTransition<InvoicedWork>(ctx, agencySettle, {
    ...{ id, dryRun: input.dryRun, once },
    load: async (tx) => {
      const contracts = [];
      // In the order of their ids, as a pay run locks them.
      for (const one of ids) contracts.push(await lockContract(tx, ctx, one, 'contract.write'));
      return { id, contracts };
    },
    next: ({ contracts }) => ({
      id,
      contracts: contracts.map((one) => ({ ...one, status: ContractStatus.PAID, paidOn: today })),
    }),
    check: ({ contracts }, _after, tx) => settlingFindings(tx, id, contracts),
    write: async (tx, { contracts }) => {
      await tx.query(
        `update core.contract set status = 'PAID', paid_on = $3, agency_purchase_id = $4,
           version = version + 1
         where cooperative_id = $1 and id = any($2::uuid[])`,
        [tx.cooperativeId, ids, today, id],
      );
      return contracts.map(({ id: contractId, activityId }) => ({
        ...{ type: 'contract.paid', subject: { type: 'Contract', id: contractId }, activityId },
        payload: { payoutId: null, purchaseId: id },
      }));
    },
  });
}

async function settlingFindings(
  tx: Tx,
  purchaseId: string,
  contracts: InvoicedWork['contracts'],
): Promise<Finding[]> {
  const [invoice] = await tx.query<Invoice>(invoiceStatement, [
    ...[tx.cooperativeId, purchaseId, contracts.map(({ agencyId }) => agencyId)],
  ]);
  const found: Finding[] = [];
  if (invoice?.status !== 'APPROVED' || invoice.kind !== 'INVOICE') {
    found.push({ code: 'agency.invoice-not-approved', path: ['purchaseId'] });
  }
  for (const contract of contracts) {
    const { number, status, agencyId, activityId } = contract;
    const path = ['contractIds'];
    const values = { number: number ?? '-', status };
    if (agencyId === null) found.push({ code: 'agency.not-interim', path, values });
    else if (status !== 'WORKED') found.push({ code: 'agency.not-worked', path, values });
    else if (!invoice?.agencies.includes(agencyId) || activityId !== invoice.activityId) {
      found.push({ code: 'agency.other-invoice', path, values });
    }
  }
  if (invoice === undefined || found.length > 0) return found;
  const workMinor = contracts.reduce((sum, one) => sum + one.budgetMinor, invoice.beforeMinor);
  if (workMinor === invoice.netMinor) return [];
  const said = (minor: bigint) => decimalOf(minor, minorDigits(invoice.currency));
  const values = { work: said(workMinor), net: said(invoice.netMinor) };
  // Hours that turned out otherwise are the agency's to invoice: a person looks at the difference.
  return [{ code: 'agency.other-amount', path: ['purchaseId'], values, severity: 'WARNING' }];
}

interface Invoice {
  readonly status: string;
  readonly kind: string;
  readonly activityId: string | null;
  readonly netMinor: bigint;
  readonly currency: string;
  /** Which of the contracts' agencies it is of. */
  readonly agencies: readonly string[];
  /** Of the contracts that it is for already. */
  readonly beforeMinor: bigint;
}

const invoiceStatement = `
  select p.status, p.kind, p.activity_id as "activityId", p.net_minor as "netMinor", p.currency,
    array(select a.id from core.agency a
      where a.cooperative_id = $1 and a.id = any($3::uuid[])
        and a.enterprise_number = p.supplier_enterprise_number) as agencies,
    coalesce((select sum(c.budget_minor) from core.contract c
      where c.cooperative_id = $1 and c.agency_purchase_id = p.id), 0)::bigint as "beforeMinor"
  from core.purchase p where p.cooperative_id = $1 and p.id = $2 for no key update of p`;
