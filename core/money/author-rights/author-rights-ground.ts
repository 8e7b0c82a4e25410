/** All that a payment of author rights rests on, and what stands against it. */
import { minorDigits } from '../../platform/currencies.js';
import type { Sql } from '../../platform/database/sql.js';
import { decimalOf } from '../../platform/money.js';
import type { Finding } from '../../platform/write/violation.js';
import { ownCountry } from '../cooperative-currency.js';
import { share } from '../ledger/amounts.js';
import { moneyRulesAt } from '../money-rule.js';
import { AuthorRightsWork } from './author-rights-codes.js';
import { type Withholding, withholdingOf, type YearBands } from './lump-sum.js';

/** What is asked about; ids are UUIDs. */
export interface RightsQuestion {
  readonly cooperativeId: string;
  readonly hostEntityId: string;
  readonly memberId: string;
  readonly currency: string;
  readonly work: AuthorRightsWork;
  readonly grossMinor: bigint;
  /** The day that decides: the rules and the income year of it hold. */
  readonly day: string;
}

export interface RightsGround {
  readonly question: RightsQuestion;
  /** Null: the figures of the income year are not known. */
  readonly bands: (YearBands & { readonly ceilingMinor: bigint; readonly source: string }) | null;
  readonly rate: bigint | null;
  readonly shareMaximum: bigint | null;
  readonly programs: bigint | null;
  /** Paid by this legal entity in the year, and by all and elsewhere. */
  readonly beforeMinor: bigint;
  readonly yearMinor: bigint;
  /** Gross pay of the year under contracts of the co-operative. */
  readonly payMinor: bigint;
  /** Of the four years before this one together. */
  readonly fourYearsMinor: bigint;
}

/** Under the member's lock it holds until the transaction ends. */
export async function rightsGround(sql: Sql, question: RightsQuestion): Promise<RightsGround> {
  const { cooperativeId, hostEntityId, memberId, day } = question;
  const country = await ownCountry(sql, cooperativeId);
  const year = Number(day.slice(0, 4));
  const rules = await moneyRulesAt(sql, country, day);
  const [bands] = await sql.query<NonNullable<RightsGround['bands']>>(
    `select ceiling_minor as "ceilingMinor", half_until_minor as "halfUntilMinor",
       quarter_until_minor as "quarterUntilMinor", source
     from core.author_rights_year where country = $1 and year = $2`,
    [country, year],
    'author-rights-year',
  );
  const [sums] = await sql.query<Sums>(sumsStatement, [
    ...[cooperativeId, memberId, year, hostEntityId],
  ]);
  return {
    ...(sums as Sums),
    question,
    bands: bands ?? null,
    rate: rules.get('author-rights.withholding') ?? null,
    shareMaximum: rules.get('author-rights.share') ?? null,
    programs: rules.get('author-rights.programs') ?? null,
  };
}

/** Null while a figure is missing: nothing is guessed. */
export function rightsWithholding({ bands, rate, question, beforeMinor }: RightsGround) {
  if (bands === null || rate === null) return null;
  return withholdingOf({ beforeMinor, grossMinor: question.grossMinor }, bands, rate);
}

/** What a year still allows under its ceiling; null while it is not known. */
export const leftMinor = ({ bands, yearMinor }: RightsGround): bigint | null =>
  bands === null ? null : bands.ceilingMinor > yearMinor ? bands.ceilingMinor - yearMinor : 0n;

/** Author rights of the year with this payment, of all remuneration with it, in basis points. */
export function shareOfRights({ yearMinor, payMinor, question }: RightsGround): bigint {
  const rights = yearMinor + question.grossMinor;
  return share(10_000n, { numerator: rights, denominator: rights + payMinor }, 'half-up');
}

/** Every reason against, each with the rule's source where there is one. */
export function rightsFindings(ground: RightsGround): Finding[] {
  const { question, bands } = ground;
  const missing = missingFigures(ground);
  if (question.grossMinor <= 0n) {
    return [...missing, { code: 'author-rights.amount', path: ['amount'] }];
  }
  if (missing.length > 0 || bands === null) return missing;
  const source = { title: bands.source };
  const text = (minor: bigint) => decimalOf(minor, minorDigits(question.currency));
  const found: Finding[] = [];
  if (question.work === AuthorRightsWork.COMPUTER_PROGRAM && ground.programs === 0n) {
    found.push({ code: 'author-rights.program', path: ['work'] });
  }
  const left = leftMinor(ground) ?? 0n;
  if (question.grossMinor > left) {
    const values = { left: text(left), ceiling: text(bands.ceilingMinor) };
    found.push({ code: 'author-rights.ceiling', path: ['amount'], values, source });
  }
  // The mean, not rounded: four times the ceiling against the sum of four years.
  if (ground.fourYearsMinor > 4n * bands.ceilingMinor) {
    const values = { ceiling: text(bands.ceilingMinor) };
    found.push({ code: 'author-rights.four-years', path: ['memberId'], values, source });
  }
  return [...found, ...shareFindings(ground)];
}

function shareFindings(ground: RightsGround): Finding[] {
  const { shareMaximum, yearMinor, payMinor, question } = ground;
  const rights = yearMinor + question.grossMinor;
  // Exact: rights / (rights + pay) against the maximum, without a division.
  if (rights * 10_000n <= (shareMaximum as bigint) * (rights + payMinor)) return [];
  const percent = (points: bigint) => decimalOf(points, 2);
  const values = {
    share: percent(shareOfRights(ground)),
    maximum: percent(shareMaximum as bigint),
  };
  return [{ code: 'author-rights.share', path: ['amount'], values }];
}

function missingFigures(ground: RightsGround): Finding[] {
  const { question, bands, rate, shareMaximum, programs } = ground;
  const figures = [
    ['ceiling and bands', bands],
    ['author-rights.withholding', rate],
    ['author-rights.share', shareMaximum],
    ['author-rights.programs', programs],
  ] as const;
  const year = question.day.slice(0, 4);
  return figures
    .filter(([, figure]) => figure === null)
    .map(([figure]) => ({ code: 'author-rights.figure-missing', values: { figure, year } }));
}

export type { Withholding };

type Sums = Pick<RightsGround, 'beforeMinor' | 'yearMinor' | 'payMinor' | 'fourYearsMinor'>;

/** Pay is that of contracts that were worked: what is only planned remunerates nothing. */
const sumsStatement = `
  with paid as (
    select year, host_entity_id, gross_minor from core.author_rights_payment
    where cooperative_id = $1 and member_id = $2 and year between $3::integer - 4 and $3
  ), elsewhere as (
    select distinct on (year) year, gross_minor from core.author_rights_elsewhere
    where cooperative_id = $1 and member_id = $2 and year between $3::integer - 4 and $3
    order by year, id desc
  ), own as (
    select year, gross_minor from paid union all select year, gross_minor from elsewhere
  )
  select
    (select coalesce(sum(gross_minor), 0)::bigint from paid
      where year = $3 and host_entity_id = $4) as "beforeMinor",
    (select coalesce(sum(gross_minor), 0)::bigint from own where year = $3) as "yearMinor",
    (select coalesce(sum(gross_minor), 0)::bigint from own where year < $3) as "fourYearsMinor",
    (select coalesce(sum(c.gross_minor), 0)::bigint from core.contract c
      where c.cooperative_id = $1 and c.worker_id = $2 and c.agency_id is null
        and c.status in ('WORKED', 'PAID')
        and (select extract(year from max(d.day)) from core.contract_day d
          where d.cooperative_id = c.cooperative_id and d.contract_id = c.id) = $3) as "payMinor"`;
