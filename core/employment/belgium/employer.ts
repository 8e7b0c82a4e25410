import { type DatedFigures, type Figure, rate } from '../rules/dated-figures.js';
import { partOf } from '../rules/pay-line.js';
import type {
  EmployerPart,
  PayLine,
  PayScheme,
  PaySituation,
  PayTerms,
} from '../rules/pay-terms.js';
import { artistReductionOf } from './reductions.js';

/**
 * What the employer owes on top of gross: every contribution that holds for the class of worker, the
 * category of employer and the joint committee, less target-group reductions. The holiday pay of
 * artists and manual workers is paid by a fund, out of contributions that stand here.
 */
export function employerPartOf(
  base: Figure<number>,
  scheme: PayScheme,
  figures: DatedFigures,
  situation: PaySituation,
): PayTerms['employer'] {
  const owed = owedBy[scheme.workerClass] ?? ['employer.basic'];
  const codes = [...new Set([...owed, ...figures.codes('employer.')])];
  const contributions = codes.map((code) => figures.need(code, rate));
  const reductionOf = scheme.elements.includes('reduction-artist')
    ? artistReductionOf(figures, situation)
    : () => null;
  const holidayPay = figures.find('holiday-pay.share', rate);
  if (contributions.includes(null) || reductionOf === null) return null;
  return (grossMinor): EmployerPart => {
    const baseMinor = partOf('contribution-base', grossMinor, base).amountMinor;
    const due = (contributions as Figure<number>[]).map((figure) =>
      partOf(figure.code.replace('.', '-'), baseMinor, figure),
    );
    const fullMinor = due.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    const reduction = reductionOf(fullMinor);
    return {
      lines: [
        ...[...due, reduction].filter((line): line is PayLine => line !== null),
        ...(holidayPay ? [partOf('holiday-pay', baseMinor, holidayPay)] : []),
      ],
      contributionBaseMinor: baseMinor,
      employerContributionMinor: fullMinor + (reduction?.amountMinor ?? 0n),
    };
  };
}

/** What must be known before the cost of a class of worker can be said at all. */
const owedBy: Readonly<Record<string, readonly string[]>> = {
  artist: ['employer.basic', 'employer.holiday-quarterly', 'employer.holiday-yearly'],
  manual: ['employer.basic', 'employer.holiday-quarterly', 'employer.holiday-yearly'],
  student: ['employer.solidarity'],
};
