import type { SchemeNames } from '../rules/country-rules.js';
import { type DatedFigures, type Figure, rate } from '../rules/dated-figures.js';
import { partOf, sumOf, taken } from '../rules/pay-line.js';
import type { PayLine, PayScheme, PaySituation, PayTerms, WorkerPart } from '../rules/pay-terms.js';
import { employerPartOf } from './employer.js';
import { workBonusOf } from './reductions.js';
import { specialContributionOf } from './special-contribution.js';
import { withholdingOf } from './withholding.js';

/**
 * Belgium, from gross pay: 1 the base of contributions (108 % for artists and manual workers); 2 the
 * worker's contributions less the work bonus; 3 what is then taxable; 4 withholding tax, at the flat
 * rate of artists, by the annual key formula, or at a higher rate that the worker chose; 5 net.
 */
export function belgianPay(
  scheme: PayScheme,
  figures: DatedFigures,
  situation: PaySituation,
): PayTerms {
  const base = figures.need('base.share', rate);
  const baseMissing = figures.takeMissing();
  const worker = base && workerPart(base, scheme, figures, situation);
  const workerMissing = [...baseMissing, ...figures.takeMissing()];
  const employer = base && employerPartOf(base, scheme, figures, situation);
  const employerMissing = [...baseMissing, ...figures.takeMissing()];
  return {
    worker: workerMissing.length === 0 ? worker : null,
    employer: employerMissing.length === 0 ? employer : null,
    missing: { worker: workerMissing, employer: employerMissing },
  };
}

function workerPart(
  base: Figure<number>,
  scheme: PayScheme,
  figures: DatedFigures,
  situation: PaySituation,
): PayTerms['worker'] {
  const contribution = figures.need('employee.share', rate);
  const has = (element: string) => scheme.elements.includes(element);
  const bonusOf = has('work-bonus') ? workBonusOf(figures, situation) : () => null;
  const specialOf = has('special-contribution')
    ? specialContributionOf(figures, situation)
    : () => null;
  const taxOf = withholdingOf(scheme, figures, situation);
  if (!contribution || !bonusOf || !specialOf || !taxOf) return null;
  return (grossMinor): WorkerPart => {
    const basis = partOf('contribution-base', grossMinor, base);
    const full = partOf('employee-contribution', basis.amountMinor, contribution);
    const bonus = bonusOf(grossMinor, full.amountMinor);
    const bonusMinor = bonus?.amountMinor ?? 0n;
    const taxableMinor = grossMinor - full.amountMinor + bonusMinor;
    const taxes = taxOf(taxableMinor, bonusMinor);
    const special = specialOf(basis.amountMinor);
    const withholdingMinor = taxes.reduce((sum, line) => sum - line.amountMinor, 0n);
    const specialMinor = special?.amountMinor ?? 0n;
    const netMinor = taxableMinor - withholdingMinor - specialMinor;
    return {
      lines: [
        ...[basis, taken(full), bonus, sumOf('taxable', taxableMinor)],
        ...[...taxes, special && taken(special), sumOf('net', netMinor)],
      ].filter((line): line is PayLine => line !== null),
      employeeContributionMinor: full.amountMinor - bonusMinor + specialMinor,
      withholdingMinor,
      netMinor,
    };
  };
}

/** Classes of workers, categories of employers, and what a scheme may ask for besides. */
export const belgianSchemeNames: SchemeNames = {
  workerClasses: ['artist', 'employee', 'manual', 'student'],
  employerCategories: ['private', 'non-profit'],
  elements: ['work-bonus', 'special-contribution', 'reduction-artist'],
};
