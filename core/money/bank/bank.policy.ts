import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import { BankLine } from './bank-line.entity.js';
import type { OpenLine, PayableInvoice } from './payment-match.js';

/** A line of the bank and the invoice that it is matched to, as validations see them. */
export interface MatchState {
  /** Of the bank line. */
  readonly id: string;
  readonly activityId: string;
  readonly line: OpenLine;
  readonly invoice: PayableInvoice;
  readonly meantMinor: bigint;
  readonly paidMinor: bigint;
}

/** The bank's movements are for those who match payments for the whole co-operative. */
export const bankLines: Source<BankLine> = {
  typeName: 'BankLine',
  entity: BankLine,
  permission: 'payment.match',
  visible: (_viewer, reach) => (reach === 'all' ? sql`true` : sql`false`),
  orders: { ...byAge, BOOKED_ON: { property: 'bookedOn', direction: 'desc', type: 'date' } },
};

export const paymentMatched: Transition<MatchState> = {
  ...{ name: 'payment.match', subject: 'BankLine', tags: [] },
};
