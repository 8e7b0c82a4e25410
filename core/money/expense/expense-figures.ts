/** The dated figures that a sheet is judged by: categories, kilometres, VAT, and what went before. */
import type { Tx } from '../../platform/database/transaction.js';
import type { Finding } from '../../platform/write/violation.js';

/** What may be claimed under a code from one day to another. */
export interface Category {
  readonly code: string;
  readonly kind: 'RECEIPT' | 'KILOMETRES';
  readonly receiptRequired: boolean;
  /** In hundred-thousandths. */
  readonly vatDeductible: number;
  readonly ceilingMinor: bigint | null;
  readonly ceilingPer: 'LINE' | 'DAY' | 'MONTH' | null;
  readonly from: string;
  readonly until: string | null;
  readonly source: string;
}

/** What the same member claims on other sheets that are submitted or approved. */
export interface OtherLine {
  readonly category: string;
  readonly onDay: string;
  readonly amountMinor: bigint;
  readonly kilometres: number | null;
}

export interface ExpenseFigures {
  /** The category of a code on a day; null when it may not be claimed then. */
  category(code: string, day: string): Category | null;
  /** Ten-thousandths of a euro for a kilometre on a day, or which figure is missing. */
  kmRate(day: string): number | Finding;
  /** Kilometres a year; null: the country sets no limit. */
  readonly kmCeiling: number | null;
  /** The highest rate of VAT on a day, in basis points; 0 when none is known. */
  highestVat(day: string): number;
  /** Vehicles of the member by their UUID. */
  readonly vehicles: ReadonlyMap<string, { readonly from: string; readonly until: string | null }>;
  readonly others: readonly OtherLine[];
}

export interface FiguresOf {
  readonly country: string;
  readonly memberId: string;
  /** The sheet itself, which is none of the others. */
  readonly expenseId: string;
  /** The first day of its month. */
  readonly month: string;
}

/** Reads them in the transaction that judges; six statements, whatever the number of lines. */
export async function expenseFigures(tx: Tx, of: FiguresOf): Promise<ExpenseFigures> {
  const { country, memberId, month } = of;
  const year = Number(month.slice(0, 4));
  const categories = await tx.query<Category>(categoriesStatement, [tx.cooperativeId]);
  const [chosen] = await tx.query<{ regime: string }>(
    'select regime from core.km_regime where cooperative_id = $1 and year = $2',
    [tx.cooperativeId, year],
  );
  const rules = await tx.query<DatedRule>(
    `select code, value, from_day as "from", until_day as "until" from core.money_rule
     where country = $1 and code like 'km-%' order by from_day desc`,
    [country],
  );
  const rates = await tx.query<{ rate: number; from: string; until: string | null }>(
    `select rate, from_day as "from", until_day as "until" from core.vat_rate
     where country = $1 order by rate desc`,
    [country],
  );
  const vehicles = await tx.query<{ id: string; from: string; until: string | null }>(
    `select id, from_day as "from", until_day as "until" from core.vehicle
     where cooperative_id = $1 and member_id = $2`,
    [tx.cooperativeId, memberId],
  );
  const others = await tx.query<OtherLine>(othersStatement, [
    ...[tx.cooperativeId, memberId, of.expenseId, `${year}-01-01`, `${year}-12-31`],
  ]);
  const regime = chosen?.regime.toLowerCase() ?? null;
  const ceiling = rules.find((rule) => rule.code === 'km-ceiling.year' && holdsOn(rule, month));
  return {
    category: (code, day) =>
      heldOn(
        categories.filter((one) => one.code === code),
        day,
      ),
    kmRate: (day) => kmRateOn(rules, regime, day),
    kmCeiling: ceiling === undefined ? null : Number(ceiling.value),
    highestVat: (day) => rates.find((rate) => holdsOn(rate, day))?.rate ?? 0,
    vehicles: new Map(vehicles.map(({ id, ...held }) => [id, held])),
    others,
  };
}

/** The newest row that had begun on a day, if it had not ended. Rows come with the newest first. */
export function heldOn<T extends Dated>(rows: readonly T[], day: string): T | null {
  const row = rows.find(({ from }) => from <= day);
  return row !== undefined && holdsOn(row, day) ? row : null;
}

interface Dated {
  readonly from: string;
  /** The first day on which it no longer holds. */
  readonly until: string | null;
}

interface DatedRule extends Dated {
  readonly code: string;
  readonly value: bigint;
}

const holdsOn = ({ from, until }: Dated, day: string): boolean =>
  from <= day && (until === null || day < until);

function kmRateOn(rules: readonly DatedRule[], regime: string | null, day: string) {
  if (regime === null) {
    return { code: 'expense.km-regime-missing', values: { year: day.slice(0, 4) } };
  }
  const code = `km-rate.${regime}`;
  const rule = heldOn(
    rules.filter((one) => one.code === code),
    day,
  );
  if (rule !== null) return Number(rule.value);
  return { code: 'expense.km-rate-missing', values: { figure: code, day } };
}

export const categoriesStatement = `
  select code, kind, receipt_required as "receiptRequired", vat_deductible as "vatDeductible",
    ceiling_minor as "ceilingMinor", ceiling_per as "ceilingPer", from_day as "from",
    until_day as "until", source, title
  from core.expense_category where cooperative_id = $1 order by from_day desc, code`;

const othersStatement = `
  select l.category, l.on_day as "onDay", coalesce(l.approved_minor, l.amount_minor) as "amountMinor",
    l.kilometres
  from core.expense e
  join core.expense_line l on l.cooperative_id = e.cooperative_id and l.expense_id = e.id
  where e.cooperative_id = $1 and e.member_id = $2 and e.id <> $3
    and e.month between $4::date and $5::date and e.status in ('SUBMITTED', 'APPROVED')`;
