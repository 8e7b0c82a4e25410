import { takesPart } from '../../activity/activity.policy.js';
import { cardOf } from '../../platform/read/card.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import type { ActivityMoney } from '../account/activity-money.js';
import type { VatLaw } from '../document/line-vat.js';
import type { SubtotalRow } from '../document/vat.js';
import type { FeeGround } from '../fee/fee-ground.js';
import type { CreditedBefore } from './credit-plan.js';
import { Invoice } from './invoice.entity.js';
import type { InvoiceState } from './invoice-state.js';
import type { QuoteInvoice } from './quote-part.js';
import type { Credit } from './settlement.js';

/** An invoice with what its issue is computed from. */
export interface IssueState extends InvoiceState {
  readonly fee: FeeGround;
  readonly law: VatLaw;
  /** Of a final invoice: what its quote has live in other invoices. */
  readonly otherParts: readonly QuoteInvoice[];
}

/** An invoice, with what has been credited of it and what this credit note takes back. */
export interface CreditState extends InvoiceState {
  readonly subtotals: readonly SubtotalRow[];
  readonly creditedBefore: CreditedBefore;
  readonly money: ActivityMoney;
  /** Null before the step. */
  readonly creditNote: (Credit & { readonly id: string }) | null;
}

/** Invoices are visible to those who take part in their activity and to the co-operative's people. */
export const invoices: Source<Invoice> = {
  typeName: 'Invoice',
  entity: Invoice,
  permission: 'activity.read',
  visible: (viewer, reach) => takesPart(viewer, reach, 't.activity_id'),
  card: cardOf(
    ['number', 'kind', 'status', 'paymentStatus', 'dueOn', 'total', 'activity', 'client'],
    [
      ...['number', 'kind', 'status', 'paymentStatus', 'dueOn', 'totalMinor', 'currency'],
      ...['activityId', 'clientId'],
    ],
  ),
  orders: byAge,
};

export const invoiceIssued: Transition<IssueState> = {
  ...{ name: 'invoice.issue', subject: 'Invoice', tags: ['legal'] },
  commits: ({ activityId, netMinor, paymentTermDays }) => ({
    ...{ activityId, amountMinor: netMinor, termDays: paymentTermDays },
  }),
};
export const invoiceCredited: Transition<CreditState> = {
  ...{ name: 'invoice.credit', subject: 'Invoice', tags: ['legal'] },
};
