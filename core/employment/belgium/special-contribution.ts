import { z } from 'zod';
import { type DatedFigures, minor, rate } from '../rules/dated-figures.js';
import { least, part } from '../rules/pay-line.js';
import type { PayLine, PaySituation } from '../rules/pay-terms.js';

/** The special contribution for social security: by brackets of pay and by the household's incomes. */
export function specialContributionOf(
  figures: DatedFigures,
  { single, spouseWithoutIncome }: PaySituation,
): ((baseMinor: bigint) => PayLine) | null {
  const figure = figures.need('special-contribution', specialContributionShape);
  if (figure === null) return null;
  const twoIncomes = !single && !spouseWithoutIncome;
  return (baseMinor) => ({
    ...{ code: 'special-contribution', baseMinor, rate: null },
    amountMinor: twoIncomes ? ofTwo(figure.value, baseMinor) : ofOne(figure.value, baseMinor),
    ...{ source: figure.source, from: figure.from, until: figure.until },
  });
}

type Brackets = z.infer<typeof specialContributionShape>;

function ofOne(brackets: Brackets, baseMinor: bigint): bigint {
  const { startMinor, thenMinor, thenAmountMinor, thenShare, mostMinor } = brackets;
  if (baseMinor <= startMinor) return 0n;
  if (baseMinor <= thenMinor) return part(baseMinor - startMinor, brackets.share);
  const amount = thenAmountMinor + part(baseMinor - thenMinor, thenShare);
  return least(amount, mostMinor);
}

function ofTwo(brackets: Brackets, baseMinor: bigint): bigint {
  const { fromMinor, leastMinor, mostMinor } = brackets.twoIncomes;
  if (baseMinor <= fromMinor) return 0n;
  const amount = ofOne(brackets, baseMinor);
  if (amount < leastMinor) return leastMinor;
  return least(amount, mostMinor);
}

export const specialContributionShape = z.object({
  ...{ startMinor: minor, share: rate, thenMinor: minor, thenAmountMinor: minor },
  ...{ thenShare: rate, mostMinor: minor },
  twoIncomes: z.object({ fromMinor: minor, leastMinor: minor, mostMinor: minor }),
});
