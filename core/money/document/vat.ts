/** Value added tax on a document: dated rates, categories and sums per rate. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { decimalOf, Money, money } from '../../platform/money.js';
import { Decimal } from '../../platform/scalars.js';
import { share } from '../ledger/amounts.js';

/** Why a line is taxed as it is: the categories of EN 16931 for sales from Belgium. */
export enum VatCategory {
  STANDARD = 'STANDARD',
  REDUCED = 'REDUCED',
  ZERO = 'ZERO',
  EXEMPT = 'EXEMPT',
  REVERSE_CHARGE = 'REVERSE_CHARGE',
  INTRA_EU = 'INTRA_EU',
  EXPORT = 'EXPORT',
  OUT_OF_SCOPE = 'OUT_OF_SCOPE',
}
registerEnumType(VatCategory, {
  name: 'VatCategory',
  description: 'Why a line is taxed as it is; all but STANDARD need their legal ground.',
  valuesConfig: {
    STANDARD: { description: 'The standard rate.' },
    REDUCED: { description: 'A reduced rate.' },
    ZERO: { description: 'Taxed at zero.' },
    EXEMPT: { description: 'Exempt from the tax, e.g. VAT Code, art. 44.' },
    REVERSE_CHARGE: { description: 'The client accounts for the tax: services in the EU, works.' },
    INTRA_EU: { description: 'Goods to a taxable client in another member state.' },
    EXPORT: { description: 'Goods that leave the European Union.' },
    OUT_OF_SCOPE: { description: 'The place of supply lies outside the country.' },
  },
});

/** A rate that holds on a day, as the table `core.vat_rate` has it. */
export interface VatRate {
  readonly category: VatCategory;
  /** In basis points: 21 % is 2100. */
  readonly rate: number;
  /** The general provision, as an example for the ground that a line must give. */
  readonly ground: string | null;
}

/** What of a line decides its tax. */
export interface TaxedLine {
  readonly netMinor: bigint;
  readonly vatCategory: VatCategory;
  readonly vatRate: number;
}

/** The sum of the lines of one category and rate; `base` and `vat` as digits, for JSON. */
export interface SubtotalRow {
  readonly category: VatCategory;
  readonly rate: number;
  readonly base: string;
  readonly vat: string;
}

export interface DocumentTotals {
  readonly netMinor: bigint;
  readonly vatMinor: bigint;
  readonly totalMinor: bigint;
  readonly subtotals: readonly SubtotalRow[];
}

/** The tax is computed on the sum of each category and rate, and rounded half-up there, once. */
export function documentTotals(lines: readonly TaxedLine[]): DocumentTotals {
  const groups = Map.groupBy(lines, (line) => `${line.vatCategory} ${line.vatRate}`);
  const subtotals = [...groups.values()].map((group) => {
    const { vatCategory: category, vatRate: rate } = group[0] as TaxedLine;
    const base = group.reduce((sum, line) => sum + line.netMinor, 0n);
    return { category, rate, base, vat: vatOf(base, rate) };
  });
  subtotals.sort((a, b) => b.rate - a.rate || a.category.localeCompare(b.category));
  return totalsOf(subtotals.map((row) => ({ ...row, base: `${row.base}`, vat: `${row.vat}` })));
}

/** The sums over all rates. */
export function totalsOf(subtotals: readonly SubtotalRow[]): DocumentTotals {
  const netMinor = subtotals.reduce((sum, { base }) => sum + BigInt(base), 0n);
  const vatMinor = subtotals.reduce((sum, { vat }) => sum + BigInt(vat), 0n);
  return { netMinor, vatMinor, totalMinor: netMinor + vatMinor, subtotals };
}

export const vatOf = (baseMinor: bigint, rate: number): bigint =>
  share(baseMinor, BigInt(rate), 'half-up');

@ObjectType({ description: 'The tax on a document at one rate.', simpleResolvers: true })
export class VatSubtotal {
  @Field(() => VatCategory, { description: 'Why it is taxed so.' })
  category: VatCategory;

  @Field(() => Decimal, { description: 'The rate in percent, e.g. "21.00".' })
  rate: string;

  @Field(() => Money, { description: 'The sum of the lines, without VAT.' })
  base: Money;

  @Field(() => Money, { description: 'The tax, rounded half-up on this sum.' })
  vat: Money;
}

export function vatSubtotals(rows: readonly SubtotalRow[], currency: string): VatSubtotal[] {
  return rows.map(({ category, rate, base, vat }) => ({
    category,
    rate: percentOf(rate),
    base: money(BigInt(base), currency),
    vat: money(BigInt(vat), currency),
  }));
}

/** 2100 → "21.00". */
export const percentOf = (basisPoints: number): string => decimalOf(BigInt(basisPoints), 2);

/** "21" → 2100; null when it has more than two decimals that count or is not from 0 to 100. */
export function basisPointsOf(percent: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2})0*)?$/.exec(percent);
  if (match === null) return null;
  const value = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return value <= 10_000 ? value : null;
}
