import { daysBetween, type PluginStore } from 'gezel/sdk';
import type { Risk } from './codes.js';
import { InsurancePolicy } from './policy.entity.js';

export interface Wanted {
  readonly risk: Risk;
  /** Civil days, both included. */
  readonly from: string;
  readonly until: string;
  /** Null: nobody said, so only a tariff by the day can answer. */
  readonly valueMinor: bigint | null;
  readonly currency: string;
}

export interface Quoted {
  readonly policy: InsurancePolicy;
  readonly premiumMinor: bigint;
  /** What it is insured for: the value, or as far as the policy goes where nobody said it. */
  readonly valueMinor: bigint;
}

/**
 * What insurers ask for it, the cheapest first and of two as cheap the older. Without a value those
 * answer whose price does not depend on one.
 */
export async function quotesFor(
  { find }: Pick<PluginStore, 'find'>,
  { risk, currency, ...wanted }: Wanted,
): Promise<Quoted[]> {
  const holding = {
    fromDay: { upTo: wanted.from },
    untilDay: { after: wanted.from, orNull: true },
  };
  const policies = await find(InsurancePolicy, {
    ...{ risk, currency, ...holding },
    ...(wanted.valueMinor === null
      ? { ratePerDay: 0 }
      : { coverUpToMinor: { from: wanted.valueMinor } }),
  });
  return policies
    .map((policy) => {
      const valueMinor = wanted.valueMinor ?? policy.coverUpToMinor;
      return { policy, valueMinor, premiumMinor: premiumMinor(policy, { ...wanted, valueMinor }) };
    })
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
  wanted: Pick<Wanted, 'from' | 'until'> & Pick<Quoted, 'valueMinor'>,
): bigint {
  const perDay = fixedPerDayMinor * million + wanted.valueMinor * BigInt(ratePerDay);
  const premium = (2n * perDay * BigInt(daysOf(wanted)) + million) / (2n * million);
  return premium > minimumMinor ? premium : minimumMinor;
}

const million = 1_000_000n;
