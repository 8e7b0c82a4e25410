import type { Tx } from '../platform/database/transaction.js';
import type { ParticipationRole, ParticipationStatus } from './participation.entity.js';

/** Where a member stands in an activity. */
export interface Place {
  readonly role: ParticipationRole;
  readonly status: ParticipationStatus;
}

/** The place of a member in the team; the activity's lock must be held. */
export async function placeOf(tx: Tx, activityId: string, memberId: string): Promise<Place | null> {
  const [row] = await tx.query<Place>(
    `select role, status from core.participation
     where cooperative_id = $1 and activity_id = $2 and member_id = $3`,
    [tx.cooperativeId, activityId, memberId],
  );
  return row ?? null;
}

/** Changes the place of a member; `since` and `left_on` say on which day. */
export async function setPlace(
  tx: Tx,
  activityId: string,
  memberId: string,
  status: ParticipationStatus,
  day: string,
): Promise<void> {
  const joins = status === 'ACTIVE';
  await tx.query(
    `update core.participation
     set status = $4, since = case when $5 then $6::date else since end,
       left_on = case when $5 then null else greatest(since, $6::date) end
     where cooperative_id = $1 and activity_id = $2 and member_id = $3`,
    [tx.cooperativeId, activityId, memberId, status, joins, day],
  );
}
