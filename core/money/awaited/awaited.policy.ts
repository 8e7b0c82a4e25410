import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import type { OpenLine } from '../bank/payment-match.js';
import { AwaitedPayment } from './awaited-payment.entity.js';
import type { AssignedAccount } from './line-assignment.entity.js';

export interface AwaitedRow {
  readonly id: string;
  readonly hostEntityId: string;
  readonly activityId: string;
  readonly account: 'bank.clearing' | 'purchase.payable';
  readonly currency: string;
  readonly openMinor: bigint;
}

/** A part under lock; amounts are of the sign of the movement that is meant. */
interface PartState {
  readonly awaited: AwaitedRow | null;
  readonly account: AssignedAccount | null;
  readonly amountMinor: bigint;
}

export interface UndoState {
  /** Of the assignment. */
  readonly id: string;
  readonly line: OpenLine;
  readonly awaitedId: string | null;
  readonly account: AssignedAccount;
  readonly amountMinor: bigint;
  readonly reversed: boolean;
}

export interface AssignState {
  /** Of the bank line. */
  readonly id: string;
  readonly activityId: string | null;
  readonly line: OpenLine;
  readonly parts: readonly PartState[];
}

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
