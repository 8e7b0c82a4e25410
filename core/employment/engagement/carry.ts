import { freeMinor, fundBasis } from '../../money/fund/fund-room.js';
import { share } from '../../money/ledger/amounts.js';
import { minorDigits } from '../../platform/currencies.js';
import type { Tx } from '../../platform/database/transaction.js';
import { decimalOf } from '../../platform/money.js';
import type { Finding } from '../../platform/write/violation.js';
import type { EngagementState } from './engagement.entity.js';

/**
 * Whether the activity can carry its engagements, this one included, for the months that the
 * co-operative asks: by what it has available and a part of what its clients will still bring. The
 * caller holds the activity's lock.
 */
export async function carryFindings(
  tx: Tx,
  engagement: EngagementState,
  today: string,
): Promise<Finding[]> {
  const policy = await policyAt(tx, today);
  if (policy === null) return [{ code: 'engagement.no-policy', values: { day: today } }];
  const { activityId, currency } = engagement;
  const monthly = await monthlyOfOthers(tx, engagement);
  const needed = (monthly + engagement.fixedMinor + engagement.advanceMinor) * policy.months;
  const basis = await fundBasis(tx, tx.cooperativeId, { id: activityId, currency });
  const counted = { numerator: BigInt(policy.expectedShare), denominator: 100_000n };
  const has = basis.money.availableMinor + share(freeMinor(basis), counted, 'half-up');
  if (has >= needed) return [];
  const said = (minor: bigint) => `${decimalOf(minor, minorDigits(currency))} ${currency}`;
  const values = { months: policy.months.toString(), needed: said(needed), has: said(has) };
  const source = { title: policy.source };
  return [{ code: 'engagement.cannot-carry', values, source, effectiveFrom: policy.from }];
}

export interface CarryPolicy {
  readonly months: bigint;
  readonly expectedShare: number;
  readonly leadDays: number;
  readonly from: string;
  readonly source: string;
}

/** The decision that holds on a day; null where the co-operative has taken none. */
export async function policyAt(tx: Pick<Tx, 'query' | 'cooperativeId'>, day: string) {
  const [row] = await tx.query<Omit<CarryPolicy, 'months'> & { readonly months: number }>(
    `select months_to_carry as months, expected_share as "expectedShare",
       lead_days as "leadDays", from_day as "from", source
     from core.engagement_policy
     where cooperative_id = $1 and from_day <= $2::date order by from_day desc limit 1`,
    [tx.cooperativeId, day],
  );
  return row === undefined ? null : { ...row, months: BigInt(row.months) };
}

async function monthlyOfOthers(tx: Tx, { id, activityId }: EngagementState): Promise<bigint> {
  const [row] = await tx.query<{ monthly: bigint }>(
    `select coalesce(sum(fixed_minor + advance_minor), 0)::bigint as monthly from core.engagement
     where cooperative_id = $1 and activity_id = $2 and status = 'SIGNED' and id <> $3`,
    [tx.cooperativeId, activityId, id],
  );
  return row?.monthly ?? 0n;
}
