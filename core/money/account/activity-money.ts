/** What an activity has in the ledger, for those who decide over it: read under the activity's lock. */
import type { Sql } from '../../platform/database/sql.js';
import type { Tx } from '../../platform/database/transaction.js';
import { type AccountBalance, balances } from '../ledger/ledger.js';

export interface ActivityMoney {
  /** What may be spent: posted, less what is held, down to the floor of a credit limit. */
  readonly availableMinor: bigint;
  readonly expectedMinor: bigint;
  readonly advancedMinor: bigint;
}

/**
 * Every step that takes money out of an activity or repays the guarantee fund locks the activity
 * first: what it then reads holds until it commits. Answers null for an activity that is not there.
 */
export async function lockActivity(
  tx: Tx,
  activityId: string,
): Promise<{ currency: string; status: string; hostEntityId: string } | null> {
  const [row] = await tx.query<{ currency: string; status: string; hostEntityId: string }>(
    `select currency, status, host_entity_id as "hostEntityId" from core.activity
     where cooperative_id = $1 and id = $2 for no key update`,
    [tx.cooperativeId, activityId],
  );
  return row ?? null;
}

export async function activityMoney(
  tx: Tx,
  activityId: string,
  currency: string,
): Promise<ActivityMoney> {
  const all = await activitiesMoney(tx, tx.cooperativeId, [activityId], currency);
  return all.get(activityId) as ActivityMoney;
}

/** Of several activities in one statement; an activity without accounts has nothing. */
export async function activitiesMoney(
  sql: Sql,
  cooperativeId: string,
  activityIds: readonly string[],
  currency: string,
): Promise<ReadonlyMap<string, ActivityMoney>> {
  const owners = [...new Set(activityIds)].map((id) => ({ type: 'activity', id }));
  const found = await balances(sql, cooperativeId, owners);
  const own = found.filter((balance) => balance.currency === currency);
  const byOwner = Map.groupBy(own, (balance) => balance.owner.id);
  return new Map(owners.map(({ id }) => [id, moneyOf(byOwner.get(id) ?? [])]));
}

/** What these balances, of one activity in its currency, come to. */
export function moneyOf(balances: readonly AccountBalance[]): ActivityMoney {
  const of = (code: string) => balances.find((balance) => balance.code === code);
  const available = of('activity.available');
  return {
    availableMinor: (available?.availableMinor ?? 0n) - (available?.floorMinor ?? 0n),
    expectedMinor: of('activity.expected')?.postedMinor ?? 0n,
    advancedMinor: of('activity.advanced')?.postedMinor ?? 0n,
  };
}
