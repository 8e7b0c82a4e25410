import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Viewer } from '../../platform/viewer.js';
import type { Transition } from '../../platform/write/transition.js';
import type { PayableCode } from './make-payout.js';
import { Payout, PayoutStatus } from './payout.entity.js';

export interface PayeeAccount {
  readonly iban: string;
  readonly holder: string;
  /** The day from which it is used, when it took the place of another. */
  readonly usableFrom: string | null;
}

/** A payout under lock. */
export interface PayoutState {
  readonly id: string;
  readonly activityId: string | null;
  readonly hostEntityId: string;
  /** Null: somebody who is no member, on the account that the payout was made with. */
  readonly payeeId: string | null;
  readonly status: PayoutStatus;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly dueOn: string;
  /** The account on which it is owed. */
  readonly payable: PayableCode;
  readonly remittance: string | null;
  /** The document that it pays. */
  readonly source: { readonly type: string; readonly id: string };
  /** Of the file for the bank that it is in, if any. */
  readonly fileStatus: 'MADE' | 'RELEASED' | 'WITHDRAWN' | null;
  readonly madeBy: string;
  readonly releasedBy: string | null;
  /** Where it goes: the newest account of the payee. */
  readonly account: PayeeAccount | null;
  readonly version: number;
}

/** Payouts are visible to whom they are paid, to the manager of the activity and to finance. */
export const payouts: Source<Payout> = {
  typeName: 'Payout',
  entity: Payout,
  permission: 'ledger.read',
  visible: (viewer, reach) => {
    if (reach === 'all') return sql`true`;
    return sql`(t.payee_id = ${viewer.memberId} or exists (
      select from core.activity a
      where a.cooperative_id = ${viewer.cooperativeId} and a.id = t.activity_id
        and a.manager_id = ${viewer.memberId}))`;
  },
  orders: { ...byAge, DUE_ON: { property: 'dueOn', direction: 'asc', type: 'date' } },
};

export const payoutReleased: Transition<PayoutState> = {
  ...{ name: 'payout.release', subject: 'Payout', tags: ['money.out'] },
  commits: ({ activityId, amountMinor }) =>
    activityId === null ? null : { activityId, amountMinor },
};

export const payoutFailed: Transition<PayoutState> = {
  ...{ name: 'payout.fail', subject: 'Payout', tags: [] },
};

/** An account number is for whom it belongs to and for those who send money there. */
export function seesAccount(viewer: Viewer, payout: Payout): boolean {
  return payout.payeeId === viewer.memberId || viewer.grants.get('payout.release') === 'all';
}

export function payoutActions(viewer: Viewer, payout: Payout): string[] {
  const release =
    payout.status === PayoutStatus.DUE &&
    payout.madeBy !== viewer.memberId &&
    viewer.grants.get('payout.release') === 'all';
  const fail =
    (payout.status === PayoutStatus.RELEASED || payout.status === PayoutStatus.UNKNOWN) &&
    payout.releasedBy !== viewer.memberId &&
    viewer.grants.get('payout.release') === 'all';
  const repeat =
    payout.status === PayoutStatus.FAILED && viewer.grants.get('payout.release') === 'all';
  return [
    ...(release ? ['payout.release'] : []),
    ...(fail ? ['payout.fail'] : []),
    ...(repeat ? ['payout.repeat'] : []),
  ];
}
