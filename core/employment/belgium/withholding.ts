import { z } from 'zod';
import { share } from '../../money/ledger/amounts.js';
import { type DatedFigures, type Figure, minor, rate } from '../rules/dated-figures.js';
import { atLeastZero, least, part, partOf, taken } from '../rules/pay-line.js';
import type { PayLine, PayScheme, PaySituation } from '../rules/pay-terms.js';

/** The lines of tax, negative where they take, on what is taxable and the work bonus that it has. */
export type Withholding = (taxableMinor: bigint, bonusMinor: bigint) => PayLine[];

/** The worker may choose a higher rate than the law's, never a lower one. Null: a figure is missing. */
export function withholdingOf(
  scheme: PayScheme,
  figures: DatedFigures,
  situation: PaySituation,
): Withholding | null {
  const legal = legalWithholding(scheme, figures, situation);
  const { withholdingShare } = situation;
  if (legal === null || withholdingShare === null) return legal;
  const chosen = { code: 'chosen', value: withholdingShare, ...chosenBy };
  return (taxableMinor, bonusMinor) => {
    const byLaw = legal(taxableMinor, bonusMinor);
    const line = taxed(taxableMinor, chosen);
    return line.amountMinor < total(byLaw) ? [line] : byLaw;
  };
}

const chosenBy = { source: 'A higher rate, at the worker’s request', from: '', until: null };

function legalWithholding(
  { withholding }: PayScheme,
  figures: DatedFigures,
  situation: PaySituation,
): Withholding | null {
  if (withholding === 'none') return () => [];
  if (withholding === 'artist') {
    const flat = figures.need('withholding.artist', rate);
    return flat && ((taxableMinor) => [taxed(taxableMinor, flat)]);
  }
  const scale = figures.need('withholding.scale', scaleShape);
  return scale && ((taxable, bonus) => keyFormula(scale, situation, taxable, bonus));
}

/**
 * The annual key formula: 1 the month's taxable pay times twelve, less fixed professional expenses;
 * 2 tax by brackets, with a part for a spouse without income; 3 less the tax on the exempt amount;
 * 4 a twelfth of it, less monthly reductions; 5 less a part of the work bonus. Never negative.
 */
function keyFormula(
  { value: scale, source, from, until }: Figure<Scale>,
  situation: PaySituation,
  taxableMinor: bigint,
  bonusMinor: bigint,
): PayLine[] {
  const yearMinor = taxableMinor * monthsOfYear;
  const expenses = least(part(yearMinor, scale.expensesShare), scale.expensesMostMinor);
  const yearTax = taxOfYear(scale, situation, yearMinor - expenses);
  const month = { numerator: 1n, denominator: monthsOfYear };
  const before = share(yearTax, month, 'half-up');
  const taxMinor = atLeastZero(before - reductionsOf(scale, situation));
  const lowWage = least(part(bonusMinor, scale.bonusShare), taxMinor);
  const held = { source, from, until };
  const line = { code: 'withholding', baseMinor: taxableMinor, rate: null, ...held };
  if (lowWage === 0n) return [{ ...line, amountMinor: -taxMinor }];
  const back = { code: 'withholding-low-wage', baseMinor: bonusMinor, rate: scale.bonusShare };
  return [
    { ...line, amountMinor: -taxMinor },
    { ...back, ...held, amountMinor: lowWage },
  ];
}

function taxOfYear(scale: Scale, { spouseWithoutIncome }: PaySituation, netMinor: bigint): bigint {
  const exempt = bracketTax(scale, scale.exemptMinor);
  if (!spouseWithoutIncome) return atLeastZero(bracketTax(scale, netMinor) - exempt);
  const spouse = least(part(netMinor, scale.spouseShare), scale.spouseMostMinor);
  const both = bracketTax(scale, netMinor - spouse) + bracketTax(scale, spouse);
  return atLeastZero(both - 2n * exempt);
}

function bracketTax(scale: Scale, amountMinor: bigint): bigint {
  let exact = 0n;
  for (const [i, { fromMinor, share: bracket }] of scale.brackets.entries()) {
    const end = scale.brackets[i + 1]?.fromMinor;
    const upTo = end === undefined ? amountMinor : least(amountMinor, end);
    if (upTo > fromMinor) exact += (upTo - fromMinor) * BigInt(bracket);
  }
  return share(exact, { numerator: 1n, denominator: 100_000n }, 'half-up');
}

function reductionsOf(scale: Scale, situation: PaySituation): bigint {
  const { children, single, disabled } = situation;
  const table = scale.childrenMinor;
  const listed = BigInt(table.length - 1);
  const beyond = BigInt(children) > listed ? BigInt(children) - listed : 0n;
  const listedMinor = table[Math.min(children, table.length - 1)] as bigint;
  return (
    listedMinor +
    beyond * scale.furtherChildMinor +
    (single ? scale.singleMinor : 0n) +
    (single && children > 0 ? scale.singleParentMinor : 0n) +
    (disabled ? scale.disabledMinor : 0n)
  );
}

const taxed = (taxableMinor: bigint, figure: Figure<number>): PayLine => {
  const line = taken(partOf('withholding', taxableMinor, figure));
  return { ...line, from: figure.from || null };
};

const total = (lines: readonly PayLine[]): bigint =>
  lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

const monthsOfYear = 12n;

export const scaleShape = z.object({
  ...{ expensesShare: rate, expensesMostMinor: minor, exemptMinor: minor },
  brackets: z.array(z.object({ fromMinor: minor, share: rate })).min(1),
  ...{ spouseShare: rate, spouseMostMinor: minor },
  ...{ singleMinor: minor, singleParentMinor: minor, disabledMinor: minor },
  ...{ childrenMinor: z.array(minor).min(1), furtherChildMinor: minor, bonusShare: rate },
});

type Scale = z.infer<typeof scaleShape>;
