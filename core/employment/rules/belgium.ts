import { share } from '../../money/ledger/amounts.js';
import { belgianCalendar } from './belgian-calendar.js';
import type { CountryRules, Pay, PayFigures, PayLine } from './country-rules.js';

/**
 * Belgium, the simple way: a work budget divided by a coefficient gives gross; the worker's
 * contribution on its base and a flat withholding tax give net. Work bonus, target-group reductions
 * and the annual key formula are not part of it.
 */
export const belgium: CountryRules = { country: 'BE', calendar: belgianCalendar, pay };

function pay(budgetMinor: bigint, figures: PayFigures): Pay {
  const { coefficient, contributionBase, employeeShare, withholdingShare, source } = figures;
  // Dividing by the coefficient is a share by its inverse, so that only one rounding takes place.
  const gross = share(budgetMinor, { numerator: one, denominator: BigInt(coefficient) }, 'half-up');
  const base = part(gross, contributionBase);
  const contribution = part(base, employeeShare);
  const taxable = gross - contribution;
  const withholding = part(taxable, withholdingShare);
  const net = taxable - withholding;
  const lines: PayLine[] = [
    line('budget', null, null, budgetMinor, null),
    line('gross', budgetMinor, coefficient, gross, source),
    line('employer-cost', null, null, budgetMinor - gross, null),
    line('contribution-base', gross, contributionBase, base, source),
    line('employee-contribution', base, employeeShare, -contribution, source),
    line('taxable', null, null, taxable, null),
    line('withholding', taxable, withholdingShare, -withholding, source),
    line('net', null, null, net, null),
  ];
  return {
    budgetMinor,
    grossMinor: gross,
    employeeContributionMinor: contribution,
    withholdingMinor: withholding,
    netMinor: net,
    lines,
  };
}

const one = 100_000n;

const part = (amountMinor: bigint, rate: number): bigint =>
  share(amountMinor, { numerator: BigInt(rate), denominator: one }, 'half-up');

function line(
  code: string,
  baseMinor: bigint | null,
  rate: number | null,
  amountMinor: bigint,
  source: string | null,
): PayLine {
  return { code, baseMinor, rate, amountMinor, source };
}
