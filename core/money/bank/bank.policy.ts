import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import { BankLine } from './bank-line.entity.js';
import type { MatchState } from './match-payment.js';

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
