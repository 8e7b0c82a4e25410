import { takesPart } from '../../activity/activity.policy.js';
import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import type { AuthorRightsGround, AuthorRightsWork } from './author-rights-codes.js';
import type { Withholding } from './author-rights-ground.js';
import { AuthorRightsPayment } from './author-rights-payment.entity.js';
import { AuthorRightsSheet } from './author-rights-sheet.entity.js';

/** A payment before and after it is made, as validations see it. */
export interface RightsPaymentState {
  readonly id: string;
  readonly activityId: string;
  readonly memberId: string;
  readonly hostEntityId: string;
  readonly currency: string;
  readonly work: AuthorRightsWork;
  readonly ground: AuthorRightsGround;
  readonly description: string;
  readonly grossMinor: bigint;
  readonly dueOn: string;
  /** Null while a figure of the year is missing. */
  readonly withholding: Withholding | null;
}

/** Seen by whom it was paid to, by those who take part in the activity, and by finance. */
export const authorRightsPayments: Source<AuthorRightsPayment> = {
  typeName: 'AuthorRightsPayment',
  entity: AuthorRightsPayment,
  permission: 'ledger.read',
  visible: (viewer, reach) =>
    sql`(t.member_id = ${viewer.memberId} or ${takesPart(viewer, reach, 't.activity_id')})`,
  orders: byAge,
};

/** A sheet is its member's own, and finance's, who sends it to the state. */
export const authorRightsSheets: Source<AuthorRightsSheet> = {
  typeName: 'AuthorRightsSheet',
  entity: AuthorRightsSheet,
  permission: 'ledger.read',
  visible: (viewer, reach) => (reach === 'all' ? sql`true` : sql`t.member_id = ${viewer.memberId}`),
  orders: byAge,
};

export const authorRightsPaid: Transition<RightsPaymentState> = {
  ...{ name: 'author-rights.pay', subject: 'AuthorRightsPayment', tags: ['money.out'] },
  commits: ({ activityId, grossMinor }) => ({ activityId, amountMinor: grossMinor }),
};
