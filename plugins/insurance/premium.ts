import { daysBetween, type PluginStore } from 'gezel/sdk';
import type { Risk } from './codes.js';
import { InsurancePolicy } from './policy.entity.js';

export interface Wanted {
  readonly risk: Risk;
  /** Civil days, both included. */
  readonly from: string;
  readonly until: string;
  readonly valueMinor: bigint;
  readonly currency: string;
}

export interface Quoted {
  readonly policy: InsurancePolicy;
  readonly premiumMinor: bigint;
}

/** What insurers ask for it, the cheapest first and of two as cheap the older. */
export async function quotesFor(
  { find }: Pick<PluginStore, 'find'>,
  { risk, currency, ...wanted }: Wanted,
): Promise<Quoted[]> {
  const holding = {
    fromDay: { upTo: wanted.from },
    untilDay: { after: wanted.from, orNull: true },
  };
  const policies = await find(InsurancePolicy, {
    ...{ risk, currency, ...holding, coverUpToMinor: { from: wanted.valueMinor } },
  });
  return policies
    .map((policy) => ({ policy, premiumMinor: premiumMinor(policy, wanted) }))
    .sort(
      (a, b) => Number(a.premiumMinor - b.premiumMinor) || (a.policy.id < b.policy.id ? -1 : 1),
    );
}

export const daysOf = ({ from, until }: Pick<Wanted, 'from' | 'until'>): number =>
  daysBetween(from, until) + 1;

type Tariff = Pick<InsurancePolicy, 'fixedPerDayMinor' | 'ratePerDay' | 'minimumMinor'>;

/** Days times the fixed part and the part of the value, half-up once, and the minimum at least. */
export function premiumMinor(
  { fixedPerDayMinor, ratePerDay, minimumMinor }: Tariff,
  wanted: Pick<Wanted, 'from' | 'until' | 'valueMinor'>,
): bigint {
  const perDay = fixedPerDayMinor * million + wanted.valueMinor * BigInt(ratePerDay);
  const premium = (2n * perDay * BigInt(daysOf(wanted)) + million) / (2n * million);
  return premium > minimumMinor ? premium : minimumMinor;
}

const million = 1_000_000n;
