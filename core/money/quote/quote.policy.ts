import { takesPart } from '../../activity/activity.policy.js';
import { type Fragment, sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import { daysBetween } from '../../sdk/civil-days.js';
import { Quote, QuoteStatus } from './quote.entity.js';
import type { Deposit } from './quote-deposit.js';

export interface QuoteState extends Deposit {
  readonly id: string;
  readonly activityId: string;
  readonly clientId: string;
  readonly hostEntityId: string;
  /** As of today: an unanswered quote past its last day is EXPIRED. */
  readonly status: QuoteStatus;
  readonly activityStatus: string;
  readonly validUntil: string;
  readonly currency: string;
  readonly netMinor: bigint;
  readonly totalMinor: bigint;
  readonly declineReason: string | null;
  readonly revision: number;
  /** The quote whose place it takes when it is sent. */
  readonly revisesId: string | null;
  readonly version: number;
}

/** Quotes are visible to those who take part in their activity and to the co-operative's people. */
export const quotes: Source<Quote> = {
  typeName: 'Quote',
  entity: Quote,
  permission: 'activity.read',
  visible: (viewer, reach) => takesPart(viewer, reach, 't.activity_id'),
  orders: { ...byAge, VALID_UNTIL: { property: 'validUntil', direction: 'asc', type: 'date' } },
};

export const quoteSent: Transition<QuoteState> = {
  ...{ name: 'quote.send', subject: 'Quote', tags: [] },
  commits: ({ activityId, netMinor, validUntil }, _after, today) => ({
    ...{ activityId, amountMinor: netMinor, termDays: daysBetween(today, validUntil) },
  }),
};
export const quoteAccepted: Transition<QuoteState> = {
  ...{ name: 'quote.accept', subject: 'Quote', tags: ['legal'] },
};
export const quoteDeclined: Transition<QuoteState> = {
  ...{ name: 'quote.decline', subject: 'Quote', tags: [] },
};

/** The status on a day: an offer that was not answered ends by itself. */
export function statusOn(quote: Pick<Quote, 'keptStatus' | 'validUntil'>, day: string) {
  const expired = quote.keptStatus === QuoteStatus.SENT && quote.validUntil < day;
  return expired ? QuoteStatus.EXPIRED : quote.keptStatus;
}

/** Quotes that have a status on a day. */
export function hasStatus(status: QuoteStatus, day: string): Fragment {
  if (status === QuoteStatus.EXPIRED) return sql`(t.status = 'SENT' and t.valid_until < ${day})`;
  if (status === QuoteStatus.SENT) return sql`(t.status = 'SENT' and t.valid_until >= ${day})`;
  return sql`t.status = ${status}`;
}
