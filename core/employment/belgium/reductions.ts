import { z } from 'zod';
import { share } from '../../money/ledger/amounts.js';
import { type DatedFigures, minor, rate } from '../rules/dated-figures.js';
import { atLeastZero, least, part } from '../rules/pay-line.js';
import type { PayLine, PaySituation } from '../rules/pay-terms.js';

/**
 * The work bonus: low wages pay less of the worker's contribution. It goes by what a full month would
 * pay, falls evenly between two wages, and is never more than the contribution itself.
 */
export function workBonusOf(
  figures: DatedFigures,
  { timeShare }: PaySituation,
): ((grossMinor: bigint, contributionMinor: bigint) => PayLine) | null {
  const figure = figures.need('work-bonus', workBonusShape);
  if (figure === null) return null;
  const { mostMinor, fullUntilMinor, noneFromMinor, slope } = figure.value;
  const inverse = { numerator: timeShare.denominator, denominator: timeShare.numerator };
  const ofFullMonth = (wageMinor: bigint): bigint => {
    if (wageMinor <= fullUntilMinor) return mostMinor;
    if (wageMinor >= noneFromMinor) return 0n;
    return atLeastZero(mostMinor - part(wageMinor - fullUntilMinor, slope));
  };
  return (grossMinor, contributionMinor) => {
    const wageMinor = share(grossMinor, inverse, 'half-up');
    const bonusMinor = share(ofFullMonth(wageMinor), timeShare, 'half-up');
    return {
      ...{ code: 'work-bonus', baseMinor: wageMinor, rate: null },
      amountMinor: least(bonusMinor, contributionMinor),
      ...{ source: figure.source, from: figure.from, until: figure.until },
    };
  };
}

/** The employer's target-group reduction of artists: so much a quarter, by the work in it. */
export function artistReductionOf(
  figures: DatedFigures,
  { timeShare }: PaySituation,
): ((contributionMinor: bigint) => PayLine) | null {
  const figure = figures.need('reduction.artist', reductionShape);
  if (figure === null) return null;
  const { quarterMinor, mostMinor } = figure.value;
  const { numerator, denominator } = timeShare;
  const ofQuarter = { numerator, denominator: denominator * monthsOfQuarter };
  const limited = least(share(quarterMinor, ofQuarter, 'half-up'), mostMinor);
  return (contributionMinor) => ({
    ...{ code: 'reduction-artist', baseMinor: quarterMinor, rate: null },
    amountMinor: -least(limited, contributionMinor),
    ...{ source: figure.source, from: figure.from, until: figure.until },
  });
}

const monthsOfQuarter = 3n;

export const workBonusShape = z.object({
  ...{ mostMinor: minor, fullUntilMinor: minor, noneFromMinor: minor, slope: rate },
});

export const reductionShape = z.object({ quarterMinor: minor, mostMinor: minor });
