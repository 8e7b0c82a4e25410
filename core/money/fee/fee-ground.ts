/**
 * What the co-operative keeps of an income, and on what ground: its rule of the day, its exemptions,
 * what came before in the year. One statement; with a margin as the base, one more.
 */
import { FeeBase } from '../../cooperative/fee-rule.entity.js';
import type { Sql } from '../../platform/database/sql.js';
import { badInput } from '../../platform/errors.js';
import { type Fee, type FeeTariff, feeOf } from './fee.js';

/** What kinds of income a rule and an exemption tell apart. */
export type IncomeKind = 'INVOICE' | 'SUBSIDY' | 'PATRONAGE' | 'OTHER';

export interface FeeGround {
  readonly ruleId: string;
  readonly tariff: FeeTariff;
  /** Upon what of the year the brackets are applied. */
  readonly beforeMinor: bigint;
  /** Whether such an income counts at all under the rule. */
  readonly counts: boolean;
  /** What the costs of the year leave besides this income; null: no margin is asked for. */
  readonly roomMinor: bigint | null;
  /** Between activities of the co-operative: it does not move the brackets. */
  readonly internal: boolean;
  readonly exemptionId: string | null;
}

export interface FeeQuestion {
  readonly cooperativeId: string;
  readonly activityId: string;
  readonly kind: IncomeKind;
  readonly day: string;
  /** Of the client, when there is one: a legal entity of the co-operative is an internal client. */
  readonly enterpriseNumber: string | null;
}

/** Ask with the activity locked: no other income of it is booked meanwhile. */
export async function feeGround(sql: Sql, question: FeeQuestion): Promise<FeeGround> {
  const { cooperativeId, activityId, kind, day, enterpriseNumber } = question;
  const [row] = await sql.query<GroundRow>(
    groundStatement,
    [cooperativeId, activityId, day, kind, enterpriseNumber],
    'money-fee-ground',
  );
  if (row === undefined || (row.until_day !== null && row.until_day <= day)) {
    throw badInput(
      `The co-operative has no fee rule for ${day}: a dated rule must be added.`,
      'on',
    );
  }
  const counts = kind === 'INVOICE' || row.base === FeeBase.INCOME;
  const free = row.exemption_id !== null || !counts;
  const internal = row.internal && row.internal_rate !== null;
  const margin = row.base === FeeBase.MARGIN && !free && !internal;
  return {
    ruleId: row.id,
    counts: !free,
    tariff: tariffOf(row, internal),
    beforeMinor: BigInt(row.before),
    roomMinor: margin
      ? BigInt(row.income) - BigInt(row.before) - (await productionCosts(sql, question))
      : null,
    internal: row.internal,
    exemptionId: row.exemption_id,
  };
}

export interface FeeOnIncome extends Fee {
  /** What of the income counts. */
  readonly baseMinor: bigint;
}

/** The fee of an income; of a margin only what the costs of the year leave counts. */
export function feeOn(ground: FeeGround, incomeMinor: bigint): FeeOnIncome {
  const { tariff, beforeMinor, roomMinor, counts } = ground;
  if (!counts) return { feeMinor: 0n, rounding: 0n, baseMinor: 0n };
  const baseMinor = roomMinor === null ? incomeMinor : within(roomMinor + incomeMinor, incomeMinor);
  return { ...feeOf(tariff, beforeMinor, baseMinor), baseMinor };
}

/**
 * What an activity spent on producing this year, by the kinds that lower a margin. What is only set
 * aside stands on both accounts, and so is no cost.
 */
export async function productionCosts(
  sql: Sql,
  { cooperativeId, activityId, day }: Pick<FeeQuestion, 'cooperativeId' | 'activityId' | 'day'>,
): Promise<bigint> {
  const [row] = await sql.query<{ costs: string }>(
    `select coalesce(sum(e.amount), 0)::text as costs
     from ledger.account a
     join ledger.entry e on e.cooperative_id = a.cooperative_id and e.account_id = a.id
     join ledger.txn x on x.cooperative_id = e.cooperative_id and x.id = e.txn_id
     left join ledger.txn o on o.cooperative_id = x.cooperative_id and o.id = x.reverses
     where a.cooperative_id = $1 and a.owner_type = 'activity' and a.owner_id = $2
       and a.code in ('activity.available', 'activity.earmarked') and x.event_on >= date_trunc('year', $3::date)
       and x.event_on <= $3::date
       and exists (select from core.production_cost c where coalesce(o.kind, x.kind) like c.pattern)`,
    [cooperativeId, activityId, day],
    'money-production-costs',
  );
  return BigInt(row?.costs ?? 0);
}

function tariffOf(row: GroundRow, internal: boolean): FeeTariff {
  if (internal) return { rate: row.internal_rate, brackets: null };
  return { rate: row.rate, brackets: row.brackets };
}

const within = (value: bigint, most: bigint): bigint => {
  if (value < 0n) return 0n;
  return value < most ? value : most;
};

interface GroundRow extends FeeTariff {
  readonly id: string;
  readonly base: FeeBase;
  readonly internal_rate: number | null;
  readonly until_day: string | null;
  readonly exemption_id: string | null;
  readonly internal: boolean;
  readonly before: string;
  readonly income: string;
}

/** The year is only added up under a rule that asks for it: brackets, or a margin. */
const groundStatement = `
  select r.id, r.base, r.rate, r.brackets, r.internal_rate, r.until_day,
    (select e.id from core.fee_exemption e
     where e.cooperative_id = $1 and (e.activity_id is null or e.activity_id = $2)
       and (e.applies_to is null or e.applies_to = $4)
       and e.from_day <= $3::date and (e.until_day is null or e.until_day > $3::date)
     order by e.id limit 1) as exemption_id,
    $5::text is not null and exists (select from core.host_entity h
      where h.cooperative_id = $1 and h.enterprise_number = $5) as internal,
    coalesce(y.base, 0)::text as before, coalesce(y.income, 0)::text as income
  from (
    select r.* from core.fee_rule r
    where r.cooperative_id = $1 and r.from_day <= $3::date order by r.from_day desc limit 1) r
  left join lateral (
    select
      sum(f.base_minor) filter (where r.base <> 'MARGIN' or f.kind in ('INVOICE', 'MARGIN')) as base,
      sum(coalesce(f.income_minor, f.base_minor)) filter (where f.kind = 'INVOICE') as income
    from core.fee_line f
    where f.cooperative_id = $1 and f.activity_id = $2 and f.year = extract(year from $3::date)
      and not f.internal and f.exemption_id is null
  ) y on r.brackets is not null or r.base = 'MARGIN'`;
