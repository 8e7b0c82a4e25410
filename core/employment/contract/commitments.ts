import { sql } from '../../platform/database/rows.js';
import type { Commitments } from '../../platform/domain.js';

/** Signed contracts whose pay is not booked: all that the activity spends on them. */
export const signedContracts: Commitments = {
  kind: 'WORK',
  rows: (cooperativeId) => sql`
    select activity_id, 'contract' as source_type, id as source_id, coalesce(due_on, (
        select max(d.day) from core.contract_day d
        where d.cooperative_id = contract.cooperative_id and d.contract_id = contract.id)) as on_day,
      budget_minor as amount
    from core.contract
    where cooperative_id = ${cooperativeId} and status in ('SIGNED', 'WORKED')`,
};
