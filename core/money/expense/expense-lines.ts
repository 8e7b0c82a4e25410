/** What a sheet claims: lines as they come, priced by the figures of their day. Pure. */
import { minorDigits } from '../../platform/currencies.js';
import { lineFindings, paragraphFindings, tidy } from '../../platform/model/text.js';
import { decimalOf } from '../../platform/money.js';
import type { Finding } from '../../platform/write/violation.js';
import { share } from '../ledger/amounts.js';
import { maximumAmountMinor, maximumTextLength, maximumTitleLength } from '../limits.js';
import type { Category, ExpenseFigures } from './expense-figures.js';

/** A line as it is sent; the ids are UUIDs. */
export interface ExpenseLineDraft {
  readonly category: string;
  readonly onDay: string;
  readonly description: string;
  readonly supplier?: string | null;
  /** Of a receipt: VAT included. */
  readonly amount?: string | null;
  readonly vatAmount?: string | null;
  /** Of a trip. */
  readonly kilometres?: number | null;
  readonly vehicleId?: string | null;
  readonly receiptIds: readonly string[];
}

export interface PricedLine {
  readonly position: number;
  readonly category: string;
  readonly onDay: string;
  readonly description: string;
  readonly supplier: string | null;
  readonly amountMinor: bigint;
  readonly vatMinor: bigint;
  readonly vatDeductible: number;
  readonly kilometres: number | null;
  readonly kmRate: number | null;
  readonly vehicleId: string | null;
  readonly receiptIds: readonly string[];
}

/** Where and when the lines were spent. */
export interface SheetGround {
  readonly currency: string;
  /** The first day of the month of the sheet. */
  readonly month: string;
  readonly today: string;
}

export interface PricedSheet {
  readonly lines: readonly PricedLine[];
  /** What is wrong with the lines themselves: not even a draft takes that. */
  readonly malformed: readonly Finding[];
  /** What stands in the way of submitting them. */
  readonly refused: readonly Finding[];
}

export const maximumExpenseLines = 100;
export const maximumReceipts = 10;
/** More in one day is no trip. */
const maximumKilometres = 2_000;

export function priceLines(
  drafts: readonly ExpenseLineDraft[],
  figures: ExpenseFigures,
  ground: SheetGround,
): PricedSheet {
  const malformed: Finding[] = [];
  const refused: Finding[] = [];
  if (drafts.length < 1 || drafts.length > maximumExpenseLines) {
    const values = { limit: maximumExpenseLines };
    malformed.push({ code: 'expense.number-of-lines', path: ['lines'], values });
    return { lines: [], malformed, refused };
  }
  const lines = drafts.map((draft, index) => {
    const at = (code: string, field: string, values = {}): Finding => ({
      ...{ code, path: ['lines', String(index), field], values },
    });
    const category = figures.category(draft.category, draft.onDay);
    malformed.push(...shapeFindings(draft, index, ground, at));
    const trip = category === null ? draft.kilometres != null : category.kind === 'KILOMETRES';
    const priced = trip
      ? tripOf(draft, figures, ground, at)
      : receiptOf(draft, figures, ground, at);
    malformed.push(...priced.malformed);
    refused.push(...priced.refused, ...dayFindings(draft, ground, at));
    if (category === null) {
      const values = { category: draft.category.slice(0, 60), day: draft.onDay };
      refused.push(at('expense.no-category', 'category', values));
    } else if (category.receiptRequired && draft.receiptIds.length === 0) {
      refused.push(at('expense.without-receipt', 'receiptIds'));
    }
    return {
      ...{ position: index + 1, category: draft.category, onDay: draft.onDay },
      description: tidy(draft.description),
      supplier: tidy(draft.supplier ?? '') || null,
      ...{ vatDeductible: category?.vatDeductible ?? 0, receiptIds: draft.receiptIds },
      ...priced.line,
    };
  });
  refused.push(...ceilingFindings(lines, figures, ground), ...kilometreFindings(lines, figures));
  return { lines, malformed, refused };
}

type At = (code: string, field: string, values?: Record<string, unknown>) => Finding;

type Price = Pick<PricedLine, 'amountMinor' | 'vatMinor' | 'kilometres' | 'kmRate' | 'vehicleId'>;

interface Priced {
  readonly line: Price;
  readonly malformed: readonly Finding[];
  readonly refused: readonly Finding[];
}

function shapeFindings(draft: ExpenseLineDraft, index: number, _: SheetGround, at: At): Finding[] {
  const inLine = (found: readonly Finding[]) =>
    found.map((finding) => ({
      ...finding,
      path: ['lines', String(index), ...(finding.path ?? [])],
    }));
  const supplier = tidy(draft.supplier ?? '');
  const description = tidy(draft.description);
  const repeated = new Set(draft.receiptIds).size < draft.receiptIds.length;
  return [
    ...inLine(lineFindings('description', description, maximumTextLength)),
    ...inLine(paragraphFindings('supplier', supplier, maximumTitleLength)),
    ...(draft.receiptIds.length > maximumReceipts || repeated
      ? [at('expense.number-of-receipts', 'receiptIds', { limit: maximumReceipts })]
      : []),
  ];
}

function dayFindings({ onDay }: ExpenseLineDraft, { month, today }: SheetGround, at: At) {
  if (onDay.slice(0, 7) !== month.slice(0, 7)) {
    return [at('expense.other-month', 'onDay', { month: month.slice(0, 7) })];
  }
  return onDay > today ? [at('expense.day-to-come', 'onDay', { today })] : [];
}

function receiptOf(
  draft: ExpenseLineDraft,
  figures: ExpenseFigures,
  { currency }: SheetGround,
  at: At,
): Priced {
  const malformed: Finding[] = [];
  const refused: Finding[] = [];
  const amount = amountOf(draft.amount ?? '', currency);
  if (amount === null || amount === 0n)
    malformed.push(at('expense.amount', 'amount', { currency }));
  const amountMinor = amount ?? 0n;
  const vat = amountOf(draft.vatAmount ?? '0', currency);
  const rate = BigInt(figures.highestVat(draft.onDay));
  // Of 121 the VAT is at most 21: a share of what is paid, not of the price before VAT.
  const most = share(amountMinor, { numerator: rate, denominator: 10_000n + rate }, 'half-up');
  if (vat === null || vat > amountMinor) malformed.push(at('expense.vat', 'vatAmount'));
  else if (vat > most) {
    const values = { most: decimalOf(most, minorDigits(currency)) };
    refused.push(at('expense.vat-too-high', 'vatAmount', values));
  }
  const vatMinor = vat !== null && vat <= amountMinor ? vat : 0n;
  if (draft.kilometres != null || draft.vehicleId != null) {
    malformed.push(at('expense.no-trip', 'kilometres'));
  }
  const line = { amountMinor, vatMinor, kilometres: null, kmRate: null, vehicleId: null };
  return { line, malformed, refused };
}

function tripOf(
  draft: ExpenseLineDraft,
  figures: ExpenseFigures,
  { currency }: SheetGround,
  at: At,
): Priced {
  const malformed: Finding[] = [];
  const refused: Finding[] = [];
  const { onDay, kilometres, vehicleId } = draft;
  const fit = kilometres != null && kilometres > 0 && kilometres <= maximumKilometres;
  if (!fit) malformed.push(at('expense.kilometres', 'kilometres', { limit: maximumKilometres }));
  if (draft.amount != null || draft.vatAmount != null)
    malformed.push(at('expense.trip-amount', 'amount'));
  if (vehicleId == null) malformed.push(at('expense.without-vehicle', 'vehicleId'));
  const vehicle = figures.vehicles.get(vehicleId ?? '');
  const drives =
    vehicle !== undefined &&
    vehicle.from <= onDay &&
    !(vehicle.until !== null && vehicle.until <= onDay);
  if (vehicleId != null && vehicle === undefined)
    malformed.push(at('expense.other-vehicle', 'vehicleId'));
  else if (vehicleId != null && !drives) refused.push(at('expense.vehicle-not-then', 'vehicleId'));
  const rate =
    currency === 'EUR'
      ? figures.kmRate(onDay)
      : {
          code: 'expense.km-rate-missing',
          values: { figure: `km-rate in ${currency}`, day: onDay },
        };
  if (typeof rate !== 'number') {
    refused.push(at(rate.code, 'kilometres', rate.values));
  }
  const kmRate = typeof rate === 'number' ? rate : null;
  const kept = fit ? kilometres : null;
  const amountMinor = kept !== null && kmRate !== null ? kilometresMinor(kept, kmRate) : 0n;
  const line = {
    amountMinor,
    vatMinor: 0n,
    kilometres: kept,
    kmRate,
    vehicleId: vehicleId ?? null,
  };
  return { line, malformed, refused };
}

/** Kilometres at a rate in ten-thousandths of a euro, in cents, a half up. */
export const kilometresMinor = (kilometres: number, rate: number): bigint =>
  share(BigInt(kilometres), { numerator: BigInt(rate), denominator: 100n }, 'half-up');

/** Over its ceiling a category is claimed by nobody; other sheets of the member count too. */
function ceilingFindings(
  lines: readonly PricedLine[],
  figures: ExpenseFigures,
  { currency }: SheetGround,
): Finding[] {
  const found: Finding[] = [];
  const told = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const category = figures.category(line.category, line.onDay);
    if (category === null || category.ceilingMinor === null) continue;
    const span = spanOf(category, line);
    const claimed = span === null ? line.amountMinor : claimedIn(span, lines, figures);
    if (claimed <= category.ceilingMinor || (span !== null && told.has(span))) continue;
    if (span !== null) told.add(span);
    found.push({
      code: 'expense.over-ceiling',
      path: ['lines', String(index), 'amount'],
      values: {
        category: category.code,
        ceiling: decimalOf(category.ceilingMinor, minorDigits(currency)),
        claimed: decimalOf(claimed, minorDigits(currency)),
        ...{ currency, per: category.ceilingPer?.toLowerCase() },
      },
      ...{ source: { title: category.source }, effectiveFrom: category.from },
    });
  }
  return found;
}

/** "meal 2025-03-04" or "meal 2025-03": what counts together; null: each line for itself. */
function spanOf(category: Category, { onDay }: Pick<PricedLine, 'onDay'>): string | null {
  if (category.ceilingPer === 'LINE') return null;
  return `${category.code} ${category.ceilingPer === 'DAY' ? onDay : onDay.slice(0, 7)}`;
}

function claimedIn(span: string, lines: readonly PricedLine[], { others }: ExpenseFigures): bigint {
  const [code = '', days = ''] = span.split(' ');
  let total = 0n;
  for (const { category, onDay, amountMinor } of [...lines, ...others]) {
    if (category === code && onDay.startsWith(days)) total += amountMinor;
  }
  return total;
}

function kilometreFindings(lines: readonly PricedLine[], figures: ExpenseFigures): Finding[] {
  const { kmCeiling, others } = figures;
  const kilometresOf = (all: readonly { kilometres: number | null }[]) =>
    all.reduce((sum, { kilometres }) => sum + (kilometres ?? 0), 0);
  const own = kilometresOf(lines);
  const driven = own + kilometresOf(others);
  if (own === 0 || kmCeiling === null || driven <= kmCeiling) return [];
  const values = { driven, ceiling: kmCeiling };
  return [{ code: 'expense.km-ceiling', path: ['lines'], values }];
}

/** Null when it is not an amount of the currency, or too large. */
export function amountOf(text: string, currency: string): bigint | null {
  const digits = minorDigits(currency);
  const match = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text);
  const fraction = match?.[2]?.replace(/0+$/, '') ?? '';
  if (match === null || fraction.length > digits) return null;
  const minor = BigInt(`${match[1]}${fraction.padEnd(digits, '0')}`);
  return minor > maximumAmountMinor ? null : minor;
}
