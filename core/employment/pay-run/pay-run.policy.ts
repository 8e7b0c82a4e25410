import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import { PayRun } from './pay-run.entity.js';

/** Pay runs are about everybody's pay: for those who release payouts of the whole co-operative. */
export const payRuns: Source<PayRun> = {
  typeName: 'PayRun',
  entity: PayRun,
  permission: 'payout.release',
  visible: (_viewer, reach) => (reach === 'all' ? sql`true` : sql`false`),
  orders: byAge,
};
