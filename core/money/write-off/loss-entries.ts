/** The ledger's entries of a debt that is given up, and of what is paid of it after all. */
import type { Context } from '../../platform/context.js';
import { activityAccount, cooperativeAccount, hostAccount } from '../accounts.js';
import type { BookedInvoice } from '../invoice/invoice-state.js';
import { credit, debit, type Line } from '../ledger/ledger.js';
import type { Loss } from './loss.js';

/** Mirrors a part of the issue; negative amounts take it up again. */
export function lossLines(
  ctx: Context,
  { activityId, hostEntityId, currency }: BookedInvoice,
  recoversVat: boolean,
  loss: Loss,
): Line[] {
  const own = (code: 'activity.receivable' | 'activity.expected') =>
    activityAccount(activityId, code, currency);
  const fees = cooperativeAccount(ctx.viewer.cooperativeId, 'fee.income', currency);
  const vat = recoversVat ? 'vat.payable' : 'vat.lost';
  return [
    credit(own('activity.receivable'), loss.totalMinor),
    debit(hostAccount(hostEntityId, vat, currency), loss.vatMinor),
    debit(fees, loss.feeMinor),
    debit(own('activity.expected'), loss.expectedMinor),
  ];
}
