/** What the guarantee fund may advance for an activity, and why not more. */
import { minorDigits } from '../../platform/currencies.js';
import type { Sql } from '../../platform/database/sql.js';
import { decimalOf } from '../../platform/money.js';
import type { Finding } from '../../platform/write/violation.js';
import { type ActivityMoney, activitiesMoney, moneyOf } from '../account/activity-money.js';
import { smaller } from '../invoice/settlement.js';
import { share } from '../ledger/amounts.js';
import { balances } from '../ledger/ledger.js';
import { type FundRule, fundRuleAt } from './fund-rule.js';
import { nothingSpokenFor, spokenForOf } from './spoken-for.js';

/** All that a decision about an advance rests on. */
export interface FundGround {
  /** Without what it expects of invoices that were given up for lost. */
  readonly money: ActivityMoney;
  /** What loans await of what it expects: they advance it, and the fund does not. */
  readonly pledgedMinor: bigint;
  /** What the fund itself has left. */
  readonly fundMinor: bigint;
  readonly rule: FundRule | null;
  readonly currency: string;
  readonly day: string;
}

/** Reads it; under the locks of activity and fund it holds until the transaction ends. */
export async function fundGround(
  sql: Sql,
  cooperativeId: string,
  activity: { readonly id: string; readonly currency: string },
  day: string,
): Promise<FundGround> {
  const { id, currency } = activity;
  const owners = [
    { type: 'activity', id },
    { type: 'cooperative', id: cooperativeId },
  ];
  const found = await balances(sql, cooperativeId, owners);
  const held = found.filter((one) => one.currency === currency);
  const own = moneyOf(held.filter(({ owner }) => owner.type === 'activity'));
  const fund = held.find(({ code }) => code === 'fund.available');
  const spoken = await spokenForOf(sql, cooperativeId, [id]);
  return {
    ...basisOf(own, spoken.get(id)),
    fundMinor: (fund?.availableMinor ?? 0n) - (fund?.floorMinor ?? 0n),
    rule: await fundRuleAt(sql, cooperativeId, day),
    currency,
    day,
  };
}

/** What an activity expects that whoever advances it may count on, and what was advanced of it. */
export async function fundBasis(
  sql: Sql,
  cooperativeId: string,
  { id, currency }: { readonly id: string; readonly currency: string },
): Promise<Pick<FundGround, 'money' | 'pledgedMinor'>> {
  const money = await activitiesMoney(sql, cooperativeId, [id], currency);
  const spoken = await spokenForOf(sql, cooperativeId, [id]);
  return basisOf(money.get(id) as ActivityMoney, spoken.get(id));
}

const basisOf = (
  own: ActivityMoney,
  { doubtfulMinor, pledgedMinor } = nothingSpokenFor,
): Pick<FundGround, 'money' | 'pledgedMinor'> => ({
  money: { ...own, expectedMinor: own.expectedMinor - doubtfulMinor },
  pledgedMinor,
});

/** What is expected that nobody has advanced, lent upon or given up; never below zero. */
export function freeMinor({ money, pledgedMinor }: Awaited<ReturnType<typeof fundBasis>>): bigint {
  const free = money.expectedMinor - money.advancedMinor - pledgedMinor;
  return free > 0n ? free : 0n;
}

/** The most that may be advanced now; 0 when nothing may. */
export function roomMinor(ground: FundGround): bigint {
  const limits = limitsOf(ground).map(({ leftMinor }) => leftMinor);
  const least = limits.reduce(smaller, limits[0] ?? 0n);
  return least > 0n ? least : 0n;
}

/** Why an advance of this amount cannot be made: every limit that it passes. */
export function advanceFindings(ground: FundGround, amountMinor: bigint): Finding[] {
  const { rule, day, currency } = ground;
  if (amountMinor <= 0n) return [{ code: 'fund.amount-not-positive', path: ['amount'] }];
  if (rule === null) return [{ code: 'fund.rule-missing', values: { day } }];
  const text = (minor: bigint) => decimalOf(minor > 0n ? minor : 0n, minorDigits(currency));
  return limitsOf(ground)
    .filter(({ leftMinor }) => amountMinor > leftMinor)
    .map(({ code, leftMinor }) => ({
      ...{ code, path: ['amount'], values: { left: text(leftMinor), currency } },
      ...(code === 'fund.exhausted' ? {} : { source: { title: rule.source } }),
      ...(code === 'fund.exhausted' ? {} : { effectiveFrom: rule.from }),
    }));
}

function limitsOf({ money, pledgedMinor, fundMinor, rule }: FundGround) {
  if (rule === null) return [];
  const ratio = { numerator: BigInt(rule.shareOfExpected), denominator: 100_000n };
  const { expectedMinor, advancedMinor } = money;
  // The share is of all that is advanced, whoever does it: what is kept back covers credit notes.
  const backed = share(expectedMinor, ratio, 'half-up') - advancedMinor - pledgedMinor;
  const limits = [
    { code: 'fund.more-than-expected', leftMinor: backed },
    { code: 'fund.exhausted', leftMinor: fundMinor },
  ];
  if (rule.perActivityMinor !== null) {
    const leftMinor = rule.perActivityMinor - advancedMinor;
    limits.push({ code: 'fund.activity-limit', leftMinor });
  }
  return limits;
}
