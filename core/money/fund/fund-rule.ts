import type { Sql } from '../../platform/database/sql.js';

/** How far a co-operative's guarantee fund goes on a day, by its own decision. */
export interface FundRule {
  /** Which part of the expected income may be advanced, in hundred-thousandths. */
  readonly shareOfExpected: number;
  /** The most that may be out in advances for one activity; null: only the share limits. */
  readonly perActivityMinor: bigint | null;
  readonly from: string;
  readonly source: string;
}

/** The rule that holds on a day; null when the co-operative has decided none for it. */
export async function fundRuleAt(
  sql: Sql,
  cooperativeId: string,
  day: string,
): Promise<FundRule | null> {
  const [row] = await sql.query<FundRule & { until: string | null }>(
    `select share_of_expected as "shareOfExpected", per_activity_minor as "perActivityMinor",
       from_day as "from", until_day as "until", source
     from core.fund_rule
     where cooperative_id = $1 and from_day <= $2::date
     order by from_day desc limit 1`,
    [cooperativeId, day],
    'money-fund-rule',
  );
  if (row === undefined || (row.until !== null && row.until <= day)) return null;
  return row;
}
