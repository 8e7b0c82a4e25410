/** How one line is taxed: by a dated ground, or by a category with its article in words. */
import { lineFindings, paragraphFindings, tidy } from '../../platform/model/text.js';
import type { Finding } from '../../platform/write/violation.js';
import { maximumTextLength } from '../limits.js';
import { basisPointsOf, percentOf, VatCategory, type VatRate } from './vat.js';
import type { VatGroundRow } from './vat-ground.js';
import type { VatInput } from './vat-input.js';

/** The law of the day: the rates and the grounds of a country. */
export interface VatLaw {
  readonly rates: readonly VatRate[];
  readonly grounds: readonly VatGroundRow[];
}

export interface LineVat {
  readonly vatCategory: VatCategory;
  /** In basis points. */
  readonly vatRate: number;
  readonly legalGround: string | null;
  readonly vatGround: string | null;
  readonly evidence: string | null;
}

type At = (property: string) => string[];

/** What the line is taxed at, and all that is wrong with it. */
export function lineVat(
  input: VatInput | null | undefined,
  { rates, grounds }: VatLaw,
  at: At,
): { readonly vat: LineVat; readonly findings: readonly Finding[] } {
  const named = input?.ground ?? null;
  const ground = grounds.find(({ code }) => code === named);
  const category = ground?.category ?? input?.category ?? VatCategory.STANDARD;
  const asked = input?.rate ?? (ground?.rate == null ? null : percentOf(ground.rate));
  const known = rates.filter((rate) => rate.category === category);
  const rate = rateOf(asked, known);
  const vat: LineVat = {
    vatCategory: category,
    vatRate: rate ?? 0,
    legalGround: ground?.article ?? (tidy(input?.legalGround ?? '') || null),
    vatGround: ground?.code ?? null,
    evidence: tidy(input?.evidence ?? '') || null,
  };
  const findings = [
    ...rateFindings(vat, asked, rate, known, at),
    ...(named === null ? wordsFindings(vat, known, at) : groundFindings(input, ground, at)),
    ...evidenceFindings(vat, ground, at),
  ];
  return { vat, findings };
}

/** The rate that was asked for if it exists, or the only one of the category. */
function rateOf(asked: string | null, known: readonly VatRate[]): number | undefined {
  if (asked === null) return known.length === 1 ? known[0]?.rate : undefined;
  const basisPoints = basisPointsOf(asked);
  return known.find(({ rate }) => rate === basisPoints)?.rate;
}

function rateFindings(
  { vatCategory: category }: LineVat,
  asked: string | null,
  rate: number | undefined,
  known: readonly VatRate[],
  at: At,
): Finding[] {
  if (rate !== undefined) return [];
  const choice = known.map((each) => percentOf(each.rate)).join(', ');
  const code = asked === null ? 'line.vat-rate-missing' : 'line.vat-rate-unknown';
  return [{ code, path: at('vat.rate'), values: { category, rate: asked ?? '', choice } }];
}

/** Without a dated ground, the article in words. */
function wordsFindings(vat: LineVat, known: readonly VatRate[], at: At): Finding[] {
  const path = at('vat.legalGround');
  const { vatCategory: category, legalGround } = vat;
  if (legalGround !== null) {
    return lineFindings('legalGround', legalGround, 300).map((one) => ({ ...one, path }));
  }
  if (category === VatCategory.STANDARD) return [];
  const values = { category, example: known[0]?.ground ?? '' };
  return [{ code: 'line.legal-ground-missing', path, values }];
}

/** A ground that is named is one of the day, and says nothing else than the rest of the line. */
function groundFindings(
  input: VatInput | null | undefined,
  ground: VatGroundRow | undefined,
  at: At,
): Finding[] {
  const path = at('vat.ground');
  const values = { ground: input?.ground ?? '' };
  if (ground === undefined) return [{ code: 'line.vat-ground-unknown', path, values }];
  const category = input?.category ?? VatCategory.STANDARD;
  const rate = input?.rate == null ? null : basisPointsOf(input.rate);
  const other =
    (category !== VatCategory.STANDARD && category !== ground.category) ||
    (rate !== null && ground.rate !== null && rate !== ground.rate);
  return other ? [{ code: 'line.vat-ground-other-category', path, values }] : [];
}

function evidenceFindings(
  { evidence }: LineVat,
  ground: VatGroundRow | undefined,
  at: At,
): Finding[] {
  const path = at('vat.evidence');
  if (evidence !== null) {
    return paragraphFindings('evidence', evidence, maximumTextLength).map((one) => ({
      ...one,
      path,
    }));
  }
  if (ground?.evidenceRequired !== true) return [];
  const values = { ground: ground.article };
  return [{ code: 'line.evidence-missing', path, values }];
}
