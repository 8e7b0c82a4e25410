import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import type { Viewer } from '../../platform/viewer.js';
import type { Transition } from '../../platform/write/transition.js';
import { PayoutFile, PayoutFileStatus } from './payout-file.entity.js';

/** What the document is made of, beside the payouts. */
export type FileHead = Pick<PayoutFile, 'id' | 'executionOn' | 'currency' | 'debtor' | 'madeAt'>;

/** A file under lock. */
export interface PayoutFileState extends FileHead {
  readonly status: PayoutFileStatus;
  readonly paymentCount: number;
  readonly controlSumMinor: bigint;
  readonly madeBy: string;
  readonly releasedBy: string | null;
  readonly version: number;
}

/** Files for the bank name everybody's account: they are for those who release payouts. */
export const payoutFiles: Source<PayoutFile> = {
  typeName: 'PayoutFile',
  entity: PayoutFile,
  permission: 'payout.release',
  visible: (_viewer, reach) => (reach === 'all' ? sql`true` : sql`false`),
  orders: byAge,
};

export const payoutFileReleased: Transition<PayoutFileState> = {
  ...{ name: 'payout-file.release', subject: 'PayoutFile', tags: ['money.out'] },
};

export function payoutFileActions(viewer: Viewer, file: PayoutFile): string[] {
  if (file.status !== PayoutFileStatus.MADE) return [];
  if (viewer.grants.get('payout.release') !== 'all') return [];
  const release = file.madeBy !== viewer.memberId ? ['payout-file.release'] : [];
  return [...release, 'payout-file.withdraw'];
}
