import type { Context } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { GezelError } from '../../platform/errors.js';
import { byAge, type Source } from '../../platform/read/source.js';
import { requireReach, type Viewer } from '../../platform/viewer.js';
import type { Transition } from '../../platform/write/transition.js';
import { FundWriteOff, FundWriteOffStatus } from './fund-write-off.entity.js';

/** A write-off under lock. */
export interface WriteOffState {
  readonly id: string;
  readonly invoiceId: string;
  readonly activityId: string;
  readonly clientId: string;
  readonly currency: string;
  readonly status: FundWriteOffStatus;
  readonly amountMinor: bigint;
  readonly madeBy: string;
  readonly version: number;
}

/** Losses of the fund are for those who see the ledger of the whole co-operative. */
export const fundWriteOffs: Source<FundWriteOff> = {
  typeName: 'FundWriteOff',
  entity: FundWriteOff,
  permission: 'ledger.read',
  visible: (_viewer, reach) => (reach === 'all' ? sql`true` : sql`false`),
  orders: byAge,
};

export const fundWrittenOff: Transition<WriteOffState> = {
  ...{ name: 'fund.write-off', subject: 'FundWriteOff', tags: [] },
};

/** The fund is everybody's: only those who handle it for the whole co-operative change it. */
export function requireFund(ctx: Context): void {
  if (requireReach(ctx.viewer, 'fund.manage') !== 'all') {
    throw new GezelError('FORBIDDEN', { permission: 'fund.manage' });
  }
}

export function writeOffActions(viewer: Viewer, { status, madeBy }: FundWriteOff): string[] {
  const decides =
    status === FundWriteOffStatus.PROPOSED &&
    madeBy !== viewer.memberId &&
    viewer.grants.get('fund.manage') === 'all';
  return decides ? ['fund.write-off'] : [];
}
