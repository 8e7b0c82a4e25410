import { ProductionKind } from './production.entity.js';
import type { AudiovisualSpend, SpendNature, TaxShelterEligibility } from './spend.entity.js';

/** What the tax shelter asks of a production whose framework agreement was signed from–until. */
export interface TaxShelterRule {
  /** Civil days; `until` exclusive, absent while it holds. */
  readonly from: string;
  readonly until?: string;
  /** Months after the agreement in which Belgian spend counts; a kind that is absent is no work. */
  readonly months: Readonly<Partial<Record<ProductionKind, number>>>;
  /** Of the spend in the EEA, the part that is directly linked at least, in basis points. */
  readonly directBasisPoints: number;
  /** The highest certificate, as a part of the Belgian spend in time. */
  readonly certificate: { readonly times: bigint; readonly over: bigint };
  /** The part of its income that a producer has from production at least. */
  readonly productionIncomeBasisPoints: number;
  /** Of the Belgian spend in time, the fees of producers and the lump sum of general costs at most. */
  readonly producerFeeBasisPoints: number;
  readonly generalCostBasisPoints: number;
  /** The certificates of one work come to so much at most, in euro cents; absent: no ceiling. */
  readonly highestPerWork: Readonly<Partial<Record<ProductionKind, bigint>>>;
}

/** The source of the figures below. */
export const source = {
  title: 'Income Tax Code 1992, art. 194ter, as amended in 2022',
  url: 'https://home.kpmg/be/fr/home/insights/2022/09/ctx-le-regime-du-tax-shelter-dans-le-secteur-de-la-creation.html',
} as const;

/** Oldest first; no row is ever altered. What held for agreements before the first is not known. */
export const taxShelterRules: readonly TaxShelterRule[] = [
  {
    // The terms were changed in the course of 2022; from this day on they hold without doubt.
    from: '2023-01-01',
    months: {
      [ProductionKind.FILM]: 24,
      [ProductionKind.SERIES]: 24,
      [ProductionKind.ANIMATION]: 24,
      [ProductionKind.DOCUMENTARY]: 18,
      // The general term: no source that could be read names a longer one for the stage.
      [ProductionKind.STAGE]: 18,
    },
    directBasisPoints: 7_000,
    certificate: { times: 10n, over: 9n },
    productionIncomeBasisPoints: 5_000,
    producerFeeBasisPoints: 1_800,
    generalCostBasisPoints: 1_000,
    // Art. 194ter/1, since 1 February 2017.
    highestPerWork: { [ProductionKind.STAGE]: 250_000_000n },
  },
];

/** The works of the law; others have no certificate, whatever figures are known. */
export const eligibleKinds: ReadonlySet<ProductionKind> = new Set([
  ...[ProductionKind.FILM, ProductionKind.SERIES, ProductionKind.DOCUMENTARY],
  ...[ProductionKind.ANIMATION, ProductionKind.STAGE],
]);

/** Of what an investor agrees to in a year, the part of the profit that is exempt, and its ceiling. */
export interface InvestorCeiling {
  /** Civil days of the signature; `until` exclusive, absent while it holds. */
  readonly from: string;
  readonly until?: string;
  readonly exemptPercent: bigint;
  /** In euro cents, of the exempt profit of a year. */
  readonly ceilingMinor: bigint;
  readonly source: string;
}

/** Oldest first. Between two rows the figures are not known, and nothing is judged by others. */
export const investorCeilings: readonly InvestorCeiling[] = [
  {
    ...{ from: '2017-02-01', until: '2018-01-01', exemptPercent: 310n, ceilingMinor: 75_000_000n },
    source:
      'https://www.ucm-bw.be/news/tax-shelter-sapplique-desormais-aux-arts-de-scene/ and ' +
      'http://bx1.be/depeches/le-tax-shelter-est-etendu-aux-arts-de-la-scene/',
  },
  {
    // The ceiling was twice as high for years that were closed up to 31 December 2022.
    ...{ from: '2023-01-01', exemptPercent: 421n, ceilingMinor: 100_000_000n },
    source: 'https://scopeinvest.be/fr/node/1347',
  },
];

/** The most that an investor invests in a year with all of it exempt, in euro cents. */
export const mostInvested = (ceilingMinor: bigint, exemptBasisPoints: bigint): bigint =>
  (ceilingMinor * 10_000n) / exemptBasisPoints;

export type Line = Pick<AudiovisualSpend, 'day' | 'amountMinor' | 'eligibility' | 'nature'>;

export type SpendTotals = Readonly<Record<TaxShelterEligibility, bigint>>;

export function totalsOf(lines: readonly Omit<Line, 'nature'>[]): SpendTotals {
  const totals = { NO: 0n, EEA_DIRECT: 0n, BELGIAN_DIRECT: 0n, BELGIAN_INDIRECT: 0n };
  for (const { eligibility, amountMinor } of lines) totals[eligibility] += amountMinor;
  return totals;
}

/** Belgian spend from the day of the agreement to the last day that counts. */
export function belgianInTime(
  lines: readonly Omit<Line, 'nature'>[],
  from: string,
  until: string,
): bigint {
  const { BELGIAN_DIRECT, BELGIAN_INDIRECT } = totalsOf(
    lines.filter(({ day }) => from <= day && day <= until),
  );
  return BELGIAN_DIRECT + BELGIAN_INDIRECT;
}

/** The directly linked part of the spend in the EEA, in basis points; null without such spend. */
export function directShare(totals: SpendTotals): number | null {
  const direct = totals.EEA_DIRECT + totals.BELGIAN_DIRECT;
  const all = direct + totals.BELGIAN_INDIRECT;
  // Downwards: what is not quite enough must not look as if it were.
  return all === 0n ? null : Number((direct * 10_000n) / all);
}

/** Downwards: a ceiling is never passed by rounding. The ceiling of a work is one in euro. */
export function highestCertificate(
  belgianMinor: bigint,
  { spendBps, ceilingMinor }: { readonly spendBps: bigint; readonly ceilingMinor?: bigint },
  currency: string,
): { readonly certificateMinor: bigint; readonly cappedAt: bigint | null } {
  const bySpend = (belgianMinor * 10_000n) / spendBps;
  const most = currency === 'EUR' ? ceilingMinor : undefined;
  return most !== undefined && bySpend > most
    ? { certificateMinor: most, cappedAt: most }
    : { certificateMinor: bySpend, cappedAt: null };
}

/** What of the Belgian spend in time is of a nature that the law caps. */
export const ofNature = (
  lines: readonly Line[],
  nature: SpendNature,
  { from, until }: { readonly from: string; readonly until: string },
): bigint =>
  belgianInTime(
    lines.filter((line) => line.nature === nature),
    from,
    until,
  );

/** Whether a part is more than so many basis points of the whole. */
export const exceeds = (partMinor: bigint, wholeMinor: bigint, basisPoints: bigint): boolean =>
  partMinor * 10_000n > wholeMinor * basisPoints;
