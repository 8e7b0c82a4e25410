/** One computation of pay, from any of its amounts to all the others, exact to the minor unit. */
import { share } from '../../money/ledger/amounts.js';
import { sumOf } from '../rules/pay-line.js';
import type { PayLine, PayScheme, PayTerms } from '../rules/pay-terms.js';

/** The amounts that pay can be asked from. */
export type PayAmount = 'invoiced' | 'budget' | 'employerCost' | 'gross' | 'net';

/** What an amount passes on its way: null where it is not known. */
export interface PayWay {
  readonly scheme: PayScheme | null;
  readonly terms: PayTerms;
  /** The co-operative's contribution out of an amount invoiced. */
  readonly fee: {
    feeMinor(invoicedMinor: bigint): bigint;
    readonly rate: number | null;
    readonly source: string;
    readonly from: string;
    readonly until: string | null;
  } | null;
  /** Costs of the work that are refunded besides pay, out of the amount invoiced. */
  readonly defrayalMinor: bigint;
}

/** Amounts are in minor units; null where a figure on the way is missing. */
export interface Pay {
  readonly invoicedMinor: bigint | null;
  readonly budgetMinor: bigint | null;
  readonly employerCostMinor: bigint | null;
  readonly grossMinor: bigint;
  readonly netMinor: bigint | null;
  readonly employeeContributionMinor: bigint | null;
  readonly withholdingMinor: bigint | null;
  readonly employerContributionMinor: bigint | null;
  readonly contributionBaseMinor: bigint | null;
  readonly lines: readonly PayLine[];
}

/**
 * 1 gross pay from the amount that is given; 2 everything else from gross, but for what was given,
 * which stays as it was. Several gross amounts may leave one net amount, several budgets give one
 * gross: going back from the smaller to the larger answers the roundest, for people agree on round
 * amounts, and so 2,000.00 of gross is that again on the way back from its net. Null: a figure on the way from
 * the given amount to gross is missing, or no gross pay leads to it.
 */
export function computePay(way: PayWay, from: PayAmount, amountMinor: bigint): Pay | null {
  const grossMinor = grossFrom(way, from, amountMinor);
  if (grossMinor === null) return null;
  const budgetMinor = budgetFrom(way, from, amountMinor, grossMinor);
  const invoicedMinor =
    from === 'invoiced' ? amountMinor : budgetMinor === null ? null : invoicedFor(way, budgetMinor);
  const worker = way.terms.worker?.(grossMinor) ?? null;
  const employer = way.terms.employer?.(grossMinor) ?? null;
  const employerCostMinor = employer && grossMinor + employer.employerContributionMinor;
  const costLines =
    employer && employerCostMinor !== null
      ? [...employer.lines, sumOf('employer-cost', employerCostMinor)]
      : [];
  return {
    ...{ invoicedMinor, budgetMinor, employerCostMinor, grossMinor },
    netMinor: worker?.netMinor ?? null,
    employeeContributionMinor: worker?.employeeContributionMinor ?? null,
    withholdingMinor: worker?.withholdingMinor ?? null,
    employerContributionMinor: employer?.employerContributionMinor ?? null,
    contributionBaseMinor: employer?.contributionBaseMinor ?? null,
    lines: [
      ...invoiceLines(way, invoicedMinor),
      ...budgetLines(way, budgetMinor, grossMinor),
      ...(worker?.lines ?? []),
      ...costLines,
    ],
  };
}

function grossFrom(way: PayWay, from: PayAmount, amountMinor: bigint): bigint | null {
  switch (from) {
    case 'gross':
      return amountMinor;
    case 'net': {
      const { worker } = way.terms;
      return worker && roundestReaching((gross) => worker(gross).netMinor, amountMinor);
    }
    case 'employerCost': {
      const { employer } = way.terms;
      return (
        employer &&
        highestWithin((gross) => gross + employer(gross).employerContributionMinor, amountMinor)
      );
    }
    case 'budget':
      return grossOfBudget(way, amountMinor);
    case 'invoiced': {
      const budgetMinor = budgetOfInvoiced(way, amountMinor);
      return budgetMinor === null || budgetMinor < 0n ? null : grossOfBudget(way, budgetMinor);
    }
  }
}

function budgetFrom(
  way: PayWay,
  from: PayAmount,
  amountMinor: bigint,
  grossMinor: bigint,
): bigint | null {
  if (from === 'budget') return amountMinor;
  if (from === 'invoiced') return budgetOfInvoiced(way, amountMinor);
  if (way.scheme?.coefficient == null) return null;
  return roundestReaching((budget) => grossOfBudget(way, budget) as bigint, grossMinor);
}

/** Dividing by the coefficient is a share by its inverse, so that only one rounding takes place. */
function grossOfBudget({ scheme }: PayWay, budgetMinor: bigint): bigint | null {
  const coefficient = scheme?.coefficient ?? null;
  if (coefficient === null) return null;
  return share(budgetMinor, { numerator: one, denominator: BigInt(coefficient) }, 'half-up');
}

function budgetOfInvoiced({ fee, defrayalMinor }: PayWay, invoicedMinor: bigint): bigint | null {
  return fee && invoicedMinor - fee.feeMinor(invoicedMinor) - defrayalMinor;
}

function invoicedFor({ fee, defrayalMinor }: PayWay, budgetMinor: bigint): bigint | null {
  const target = budgetMinor + defrayalMinor;
  return fee && roundestReaching((invoiced) => invoiced - fee.feeMinor(invoiced), target);
}

function invoiceLines({ fee, defrayalMinor }: PayWay, invoicedMinor: bigint | null): PayLine[] {
  if (fee === null || invoicedMinor === null) return [];
  const { rate, source, from, until } = fee;
  const kept = { code: 'fee', baseMinor: invoicedMinor, rate, source, from, until };
  const defrayal = defrayalMinor === 0n ? [] : [sumOf('defrayal', -defrayalMinor)];
  return [
    sumOf('invoiced', invoicedMinor),
    { ...kept, amountMinor: -fee.feeMinor(invoicedMinor) },
    ...defrayal,
  ];
}

function budgetLines(
  { scheme }: PayWay,
  budgetMinor: bigint | null,
  grossMinor: bigint,
): PayLine[] {
  if (scheme?.coefficient == null || budgetMinor === null) return [sumOf('gross', grossMinor)];
  const { coefficient, source, fromDay: from, untilDay: until } = scheme;
  const byCoefficient = { baseMinor: budgetMinor, rate: coefficient, source, from, until };
  return [
    sumOf('budget', budgetMinor),
    { code: 'gross', ...byCoefficient, amountMinor: grossMinor },
    sumOf('above-gross', budgetMinor - grossMinor),
  ];
}

/**
 * The roundest x of which f is the target. f rises by about one a step at most, but for a few minor
 * units of rounding: around the crossing that halving finds, all that fit are seen. Where roundings
 * meet it may step over the target; then there is none.
 */
function roundestReaching(f: (x: bigint) => bigint, target: bigint): bigint | null {
  if (target <= 0n) return 0n;
  let high = target;
  while (f(high) < target) {
    if (high > target * leastKept) return null;
    high *= 2n;
  }
  let low = 0n;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (f(middle) < target) low = middle + 1n;
    else high = middle;
  }
  let found: bigint | null = null;
  for (let x = low > roundingNoise ? low - roundingNoise : 0n; x <= low + roundingNoise; x++) {
    if (f(x) === target && (found === null || roundness(x) > roundness(found))) found = x;
  }
  return found;
}

const roundness = (x: bigint): number =>
  [10_000n, 1_000n, 500n, 100n, 50n, 10n, 5n].filter((step) => x % step === 0n).length;

/** The highest x of which f, which rises by one or more a step, stays within the limit. */
function highestWithin(f: (x: bigint) => bigint, limit: bigint): bigint {
  let low = 0n;
  let high = limit > 0n ? limit : 0n;
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (f(middle) > limit) high = middle - 1n;
    else low = middle;
  }
  return low;
}

/** Where less than one part in so many is left, no amount is sought that leaves another. */
const leastKept = 1_000n;
/** More minor units than all the roundings of a computation can add up to. */
const roundingNoise = 32n;
const one = 100_000n;
