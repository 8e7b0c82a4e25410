import { sql } from '../../platform/database/rows.js';
import type { Commitments } from '../../platform/domain.js';

/** Signed contracts whose pay is not booked: all that the activity spends on them. */
export const signedContracts: Commitments = {
  kind: 'WORK',
  rows: (cooperativeId) => sql`
    select activity_id, 'contract' as source_type, id as source_id, due_on as on_day,
      budget_minor as amount
    from core.contract
    where cooperative_id = ${cooperativeId} and status in ('SIGNED', 'WORKED')`,
};
