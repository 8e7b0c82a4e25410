import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import type { AssignState } from './assign-line.js';
import { AwaitedPayment } from './awaited-payment.entity.js';
import type { UndoState } from './undo-assignment.js';

/** For those who match what the bank shows, for the whole co-operative. */
export const awaitedPayments: Source<AwaitedPayment> = {
  typeName: 'AwaitedPayment',
  entity: AwaitedPayment,
  permission: 'payment.match',
  visible: (_viewer, reach) => (reach === 'all' ? sql`true` : sql`false`),
  orders: { ...byAge, SINCE: { property: 'since', direction: 'asc', type: 'date' } },
};

export const lineAssigned: Transition<AssignState> = {
  ...{ name: 'bank-line.assign', subject: 'BankLine', tags: [] },
};
export const assignmentUndone: Transition<UndoState> = {
  ...{ name: 'bank-line.undo-assignment', subject: 'BankLine', tags: [] },
};
