import type { Sql } from '../platform/database/sql.js';
import { badInput } from '../platform/errors.js';
import { type Bracket, type FeeBase, FeeRule } from './fee-rule.entity.js';

/**
 * The fee rule of a co-operative on a day: the newest that had begun, unless it had ended. There is
 * no default: without a rule this throws BAD_USER_INPUT and names the day that misses one.
 */
export async function feeRuleAt(sql: Sql, cooperativeId: string, day: string): Promise<FeeRule> {
  const [row] = await sql.query<FeeRuleRow>(
    `select r.*, c.currency from core.fee_rule r
     join core.cooperative c on c.id = r.cooperative_id
     where r.cooperative_id = $1 and r.from_day <= $2::date
     order by r.from_day desc limit 1`,
    [cooperativeId, day],
    'fee-rule-at',
  );
  if (row === undefined || (row.until_day !== null && row.until_day <= day)) {
    throw badInput(
      `The co-operative has no fee rule for ${day}: a dated rule must be added.`,
      'on',
    );
  }
  return Object.assign(new FeeRule(), {
    cooperativeId,
    id: row.id,
    base: row.base,
    ratePerHundredThousand: row.rate,
    bracketRows: row.brackets,
    fixedMonthlyMinor: row.fixed_monthly_minor,
    internalPerHundredThousand: row.internal_rate,
    from: row.from_day,
    until: row.until_day,
    source: row.source,
    currency: row.currency,
  });
}

interface FeeRuleRow {
  readonly id: string;
  readonly base: FeeBase;
  readonly rate: number | null;
  readonly brackets: readonly Bracket[] | null;
  readonly fixed_monthly_minor: bigint;
  readonly internal_rate: number | null;
  readonly from_day: string;
  readonly until_day: string | null;
  readonly source: string;
  readonly currency: string;
}
