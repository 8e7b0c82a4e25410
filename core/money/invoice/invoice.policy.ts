import { takesPart } from '../../activity/activity.policy.js';
import { cardOf } from '../../platform/read/card.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import type { CreditState } from './credit-invoice.js';
import { Invoice } from './invoice.entity.js';
import type { IssueState } from './issue-invoice.js';

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
