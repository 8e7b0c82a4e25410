import { takesPart } from '../../activity/activity.policy.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Transition } from '../../platform/write/transition.js';
import { IntercoopTransfer } from './intercoop-transfer.entity.js';
import type { IntercoopState } from './send-transfer.js';
import type { SettlementState } from './settle-clearing.js';

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
