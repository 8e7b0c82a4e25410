import { takesPart } from '../../activity/activity.policy.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import { IntercoopTransfer } from './intercoop-transfer.entity.js';

/** A settlement as validations see it. */
export interface SettlementState {
  readonly id: string;
  readonly partnerId: string;
  readonly direction: 'OUT' | 'IN';
  readonly hostEntityId: string;
  readonly bankLineId: string | null;
  readonly currency: string;
  readonly amountMinor: bigint;
  /** What the partner owes us, before; negative: what we owe. */
  readonly openMinor: bigint;
  readonly account: { readonly iban: string; readonly holder: string } | null;
}

/** What validations of plugins see of it. */
export interface IntercoopState {
  readonly id: string;
  readonly activityId: string;
  readonly partnerId: string | null;
  readonly partnerActivityId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly reason: string;
}

/** Transfers are visible as the accounts of their activity on this side are. */
export const intercoopTransfers: Source<IntercoopTransfer> = {
  typeName: 'IntercoopTransfer',
  entity: IntercoopTransfer,
  permission: 'ledger.read',
  visible: (viewer, reach) => takesPart(viewer, reach, 't.activity_id'),
  orders: byAge,
};

export const intercoopSent: Transition<IntercoopState> = {
  ...{ name: 'intercoop.send', subject: 'IntercoopTransfer', tags: ['money.out'] },
  commits: ({ activityId, amountMinor }) => ({ activityId, amountMinor }),
};

export const intercoopSettled: Transition<SettlementState> = {
  ...{ name: 'intercoop.settle', subject: 'Cooperative', tags: ['money.out'] },
};
