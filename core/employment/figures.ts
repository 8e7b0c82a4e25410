import type { Sql } from '../platform/database/sql.js';
import type { Finding } from '../platform/write/violation.js';
import { type CountryRules, type Pay, type PayFigures, rulesOf } from './rules/country-rules.js';

/** What employing somebody on a day is judged and computed by, or what of it is missing. */
export interface Figures {
  readonly rules: CountryRules | null;
  readonly pay: PayFigures | null;
  readonly policy: EmploymentPolicy | null;
  readonly missing: readonly Finding[];
}

export interface EmploymentPolicy {
  readonly daysBeforeStart: number;
  readonly payAfterWorkingDays: number;
  readonly source: string;
}

export interface FiguresQuery {
  readonly kind: string;
  readonly jointCommittee: string | null;
  /** The day that decides which figures hold: the first day of work. */
  readonly on: string;
}

/** Everything that holds on a day, in one statement. A figure that is missing is named. */
export async function figuresAt(
  sql: Sql,
  cooperativeId: string,
  query: FiguresQuery,
): Promise<Figures> {
  const { kind, jointCommittee, on } = query;
  const [row] = await sql.query<{ country: string; pay: PayRow | null; policy: PolicyRow | null }>(
    `select c.country,
       (select to_jsonb(p) from core.pay_coefficient p
        where p.cooperative_id = c.id and p.contract_kind = $2
          and (p.joint_committee is null or p.joint_committee = $3)
          and p.from_day <= $4::date and (p.until_day is null or p.until_day > $4::date)
        order by p.joint_committee is null, p.from_day desc limit 1) as pay,
       (select to_jsonb(e) from core.employment_policy e
        where e.cooperative_id = c.id
          and e.from_day <= $4::date and (e.until_day is null or e.until_day > $4::date)
        order by e.from_day desc limit 1) as policy
     from core.cooperative c where c.id = $1`,
    [cooperativeId, kind, jointCommittee, on],
  );
  const country = row?.country ?? '';
  const rules = rulesOf(country);
  const missing: Finding[] = [];
  if (rules === null) missing.push({ code: 'contract.no-country-rules', values: { country } });
  if (!row?.pay) {
    const values = { kind, jointCommittee: jointCommittee ?? '-', day: on };
    missing.push({ code: 'contract.no-coefficient', path: ['kind'], values });
  }
  if (!row?.policy) missing.push({ code: 'contract.no-policy', values: { day: on } });
  return {
    rules,
    pay: row?.pay ? payFigures(row.pay) : null,
    policy: row?.policy ? policyOf(row.policy) : null,
    missing,
  };
}

/** What a budget pays under these figures; null when one of them is missing. */
export function payOf(figures: Figures, budgetMinor: bigint): Pay | null {
  if (figures.rules === null || figures.pay === null) return null;
  return figures.rules.pay(budgetMinor, figures.pay);
}

interface PayRow {
  readonly id: string;
  readonly coefficient: number;
  readonly contribution_base: number;
  readonly employee_share: number;
  readonly withholding_share: number;
  readonly from_day: string;
  readonly source: string;
}

interface PolicyRow {
  readonly days_before_start: number;
  readonly pay_after_working_days: number;
  readonly source: string;
}

const payFigures = (row: PayRow): PayFigures => ({
  id: row.id,
  coefficient: row.coefficient,
  contributionBase: row.contribution_base,
  employeeShare: row.employee_share,
  withholdingShare: row.withholding_share,
  fromDay: row.from_day,
  source: row.source,
});

const policyOf = (row: PolicyRow): EmploymentPolicy => ({
  daysBeforeStart: row.days_before_start,
  payAfterWorkingDays: row.pay_after_working_days,
  source: row.source,
});
