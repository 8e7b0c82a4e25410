import type { Sql } from '../platform/database/sql.js';
import type { Finding } from '../platform/write/violation.js';
import { monthMinutes } from './rules/calendar.js';
import { rulesOf } from './rules/countries.js';
import type { CountryRules } from './rules/country-rules.js';
import { type DatedFigures, datedFigures, type FigureRow, rate } from './rules/dated-figures.js';
import {
  agencyClass,
  type MissingFigure,
  type PayScheme,
  type PaySituation,
  type PayTerms,
  plainSituation,
} from './rules/pay-terms.js';

/** What employing somebody on a day is judged and computed by, or what of it is missing. */
export interface Figures {
  readonly rules: CountryRules | null;
  readonly scheme: PayScheme | null;
  /** Null without rules or a scheme. */
  readonly terms: PayTerms | null;
  readonly policy: EmploymentPolicy | null;
  /** Everything that a signature needs and that is not there. */
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
  /** The UUID of the member who works, whose choices about pay count. */
  readonly workerId?: string | null;
  /** What is worked, so that figures of a full month are taken in part; null: a full month. */
  readonly minutes?: number | null;
  /** What is known of the worker besides, or instead of, what they chose. */
  readonly situation?: Partial<PaySituation>;
}

/** Everything that holds on a day, in one statement. A figure that is missing is named. */
export async function figuresAt(
  sql: Sql,
  cooperativeId: string,
  query: FiguresQuery,
): Promise<Figures> {
  const { kind, jointCommittee, on } = query;
  const [row] = await sql.query<FiguresRow>(
    figuresStatement,
    [cooperativeId, kind, jointCommittee, on, query.workerId ?? null],
    'employment-figures',
  );
  const country = row?.country ?? '';
  const rules = rulesOf(country);
  const scheme = row?.scheme ? schemeOf(row.scheme) : null;
  const terms = rules && scheme && payTerms(rules, scheme, query, row as FiguresRow);
  const missing: Finding[] = [];
  if (rules === null) missing.push({ code: 'contract.no-country-rules', values: { country } });
  if (scheme === null || scheme.coefficient === null) missing.push(noCoefficient(query));
  missing.push(...missingFigures([...(terms?.missing.worker ?? []), ...employerOnly(terms)]));
  if (!row?.policy) missing.push({ code: 'contract.no-policy', values: { day: on } });
  return { rules, scheme, terms, policy: row?.policy ? policyOf(row.policy) : null, missing };
}

export const noCoefficient = ({ kind, jointCommittee, on }: FiguresQuery): Finding => ({
  code: 'contract.no-coefficient',
  path: ['kind'],
  values: { kind, jointCommittee: jointCommittee ?? '-', day: on },
});

export const missingFigures = (missing: readonly MissingFigure[]): Finding[] =>
  missing.map(({ figure, day }) => ({ code: 'pay.figure-missing', values: { figure, day } }));

/** What both sides of pay need is missing once. */
function employerOnly(terms: PayTerms | null): MissingFigure[] {
  const known = new Set(terms?.missing.worker.map(({ figure }) => figure));
  return (terms?.missing.employer ?? []).filter(({ figure }) => !known.has(figure));
}

function payTerms(
  rules: CountryRules,
  scheme: PayScheme,
  query: FiguresQuery,
  { figures, choice }: FiguresRow,
): PayTerms {
  const { workerClass, employerCategory, elements } = scheme;
  if (workerClass === agencyClass) return byAgency;
  const { jointCommittee, on: day, minutes } = query;
  const scope = { workerClass, employerCategory, jointCommittee, day };
  const dated = datedFigures(figures, scope);
  const chosen = choice ? situationOf(choice) : {};
  const timeShare =
    minutes == null || elements.length === 0
      ? plainSituation.timeShare
      : shareOfMonth(rules, dated, day, minutes);
  const situation = { ...plainSituation, ...chosen, timeShare, ...query.situation };
  return rules.payTerms(scheme, dated, situation);
}

const byAgency: PayTerms = { worker: null, employer: null, missing: { worker: [], employer: [] } };

function shareOfMonth(
  { calendar }: CountryRules,
  figures: DatedFigures,
  day: string,
  minutes: number,
): PaySituation['timeShare'] {
  const fullDay = figures.need('working-time.day', rate);
  if (fullDay === null) return plainSituation.timeShare;
  const full = monthMinutes(calendar, day, fullDay.value);
  return { numerator: BigInt(Math.min(minutes, full)), denominator: BigInt(full) };
}

interface FiguresRow {
  readonly country: string;
  readonly scheme: SchemeRow | null;
  readonly policy: PolicyRow | null;
  readonly choice: ChoiceRow | null;
  readonly figures: FigureRow[];
}

interface SchemeRow {
  readonly id: string;
  readonly coefficient: number | null;
  readonly worker_class: string;
  readonly employer_category: string;
  readonly worker_code: string | null;
  readonly withholding: PayScheme['withholding'];
  readonly elements: readonly string[];
  readonly from_day: string;
  readonly until_day: string | null;
  readonly source: string;
}

interface PolicyRow {
  readonly days_before_start: number;
  readonly pay_after_working_days: number;
  readonly source: string;
}

interface ChoiceRow {
  readonly withholding_share: number | null;
  readonly children: number;
  readonly single: boolean;
  readonly spouse_without_income: boolean;
  readonly disabled: boolean;
}

const schemeOf = (row: SchemeRow): PayScheme => ({
  ...{ id: row.id, coefficient: row.coefficient, workerClass: row.worker_class },
  ...{ employerCategory: row.employer_category, workerCode: row.worker_code },
  ...{ withholding: row.withholding, elements: row.elements, source: row.source },
  ...{ fromDay: row.from_day, untilDay: row.until_day },
});

const policyOf = (row: PolicyRow): EmploymentPolicy => ({
  daysBeforeStart: row.days_before_start,
  payAfterWorkingDays: row.pay_after_working_days,
  source: row.source,
});

const situationOf = (row: ChoiceRow): Partial<PaySituation> => ({
  ...{ withholdingShare: row.withholding_share, children: row.children, single: row.single },
  ...{ spouseWithoutIncome: row.spouse_without_income, disabled: row.disabled },
});

const figuresStatement = `
  select c.country,
    (select to_jsonb(p) from core.pay_coefficient p
     where p.cooperative_id = c.id and p.contract_kind = $2
       and (p.joint_committee is null or p.joint_committee = $3)
       and p.from_day <= $4::date and (p.until_day is null or p.until_day > $4::date)
     order by p.joint_committee is null, p.from_day desc limit 1) as scheme,
    (select to_jsonb(e) from core.employment_policy e
     where e.cooperative_id = c.id
       and e.from_day <= $4::date and (e.until_day is null or e.until_day > $4::date)
     order by e.from_day desc limit 1) as policy,
    (select to_jsonb(h) from core.pay_choice h
     where h.cooperative_id = c.id and h.member_id = $5::uuid and h.from_day <= $4::date
     order by h.from_day desc limit 1) as choice,
    (select coalesce(jsonb_agg(jsonb_build_object('code', f.code, 'workerClass', f.worker_class,
       'employerCategory', f.employer_category, 'jointCommittee', f.joint_committee,
       'value', f.value, 'from', f.from_day, 'until', f.until_day, 'source', f.source)
       order by f.from_day), '[]')
     from core.pay_figure f
     where f.country = c.country and f.from_day <= $4::date
       and (f.until_day is null or f.until_day > $4::date)) as figures
  from core.cooperative c where c.id = $1`;
