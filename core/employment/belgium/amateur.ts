import { share } from '../../money/ledger/amounts.js';
import type { Finding } from '../../platform/write/violation.js';
import { addDays } from '../../sdk/civil-days.js';
import type { AllowanceFacts, AllowanceLaw, PrincipalYear } from '../rules/allowance-law.js';
import type { LawFigure } from '../rules/contract-law.js';
import { because } from '../rules/law-figure.js';

/** The caps of a day and of travel, the days of the year, the days in a row for one principal. */
export function amateurFindings(facts: AllowanceFacts): Finding[] {
  const missing = needed.filter((code) => !facts.figures.has(code));
  if (missing.length > 0) {
    const day = facts.days[0] ?? '';
    return missing.map((figure) => ({ code: 'law.figure-missing', values: { figure, day } }));
  }
  const figure = (code: (typeof needed)[number]) => facts.figures.get(code) as LawFigure;
  return [
    ...overDay(facts, figure('amateur-allowance.day')),
    ...overTravel(facts, figure('amateur-allowance.travel')),
    ...overYear(facts, figure('amateur-allowance.days-year')),
    ...overRow(facts, figure('amateur-allowance.days-in-row')),
  ];
}

const needed = [
  ...(['amateur-allowance.day', 'amateur-allowance.travel'] as const),
  ...(['amateur-allowance.days-year', 'amateur-allowance.days-in-row'] as const),
];

function overDay({ dayMinor }: AllowanceFacts, most: LawFigure): Finding[] {
  if (dayMinor <= BigInt(most.value)) return [];
  const values = { amount: said(dayMinor), most: said(BigInt(most.value)) };
  return [{ code: 'allowance.day-over-cap', path: ['amount'], values, ...because(most) }];
}

function overTravel({ days, travelMinor }: AllowanceFacts, most: LawFigure): Finding[] {
  const cap = BigInt(most.value) * BigInt(days.length);
  if (travelMinor <= cap) return [];
  const values = { amount: said(travelMinor), most: said(cap) };
  return [{ code: 'allowance.travel-over-cap', path: ['travel'], values, ...because(most) }];
}

function overYear({ days, daysThisYear }: AllowanceFacts, most: LawFigure): Finding[] {
  const total = daysThisYear + days.length;
  if (total <= most.value) return [];
  const values = { used: daysThisYear, asked: days.length, most: most.value };
  return [{ code: 'allowance.beyond-days', path: ['days'], values, ...because(most) }];
}

function overRow({ days, daysOfPrincipal }: AllowanceFacts, most: LawFigure): Finding[] {
  const all = [...new Set([...days, ...daysOfPrincipal])].sort();
  const own = new Set(days);
  let run: string[] = [];
  let longest: string[] = [];
  for (const day of all) {
    run = run.length > 0 && addDays(run.at(-1) as string, 1) === day ? [...run, day] : [day];
    if (run.length > longest.length && run.some((one) => own.has(one))) longest = run;
  }
  if (longest.length <= most.value) return [];
  const values = { from: longest[0], until: longest.at(-1), most: most.value };
  return [{ code: 'allowance.too-many-in-row', path: ['days'], values, ...because(most) }];
}

const said = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;

/**
 * The solidarity contribution that a payment makes due: on the principal's whole year once that is
 * above the threshold. `own` is on the payment itself, `arrears` on what was paid before it.
 */
export function solidarityOf(
  amountMinor: bigint,
  year: PrincipalYear,
  { threshold, rate }: { readonly threshold: bigint; readonly rate: number },
): { readonly ownMinor: bigint; readonly arrearsMinor: bigint } {
  const total = year.paidMinor + amountMinor;
  if (total <= threshold) return { ownMinor: 0n, arrearsMinor: 0n };
  const part = (minor: bigint) =>
    share(minor, { numerator: BigInt(rate), denominator: 100_000n }, 'half-up');
  const due = part(total) - year.bookedMinor;
  const own = part(amountMinor);
  return due <= own
    ? { ownMinor: due > 0n ? due : 0n, arrearsMinor: 0n }
    : { ownMinor: own, arrearsMinor: due - own };
}

export const amateurAllowance: AllowanceLaw = { findings: amateurFindings, solidarityOf };
