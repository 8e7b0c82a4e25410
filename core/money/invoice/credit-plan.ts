/** Which lines a credit note takes back, and their sums: pure, and never more than the invoice. */
import { minorOf } from '../../platform/money.js';
import type { Finding } from '../../platform/write/violation.js';
import type { SubtotalRow } from '../document/vat.js';
import { share } from '../ledger/amounts.js';
import type { InvoiceLineState } from './invoice-state.js';

/** What is taken back of one line: its net amount, or all that is left of it. */
export interface CreditedLine {
  readonly position: number;
  readonly net?: string | null;
}

/** What earlier credit notes took back, by line and by rate. */
export interface CreditedBefore {
  readonly netByPosition: ReadonlyMap<number, bigint>;
  readonly subtotals: readonly SubtotalRow[];
}

export interface CreditNoteLine extends InvoiceLineState {
  /** The line of the invoice; `position` is that on the credit note. */
  readonly creditsPosition: number;
}

export interface CreditPlan {
  readonly lines: readonly CreditNoteLine[];
  readonly subtotals: readonly SubtotalRow[];
  readonly netMinor: bigint;
  readonly vatMinor: bigint;
  readonly findings: readonly Finding[];
}

/** The credit note of some lines, or (null) of all that is left of the invoice. */
export function planCredit(
  invoice: {
    readonly lines: readonly InvoiceLineState[];
    readonly subtotals: readonly SubtotalRow[];
    readonly currency: string;
  },
  before: CreditedBefore,
  wanted: readonly CreditedLine[] | null,
): CreditPlan {
  const left = new Map(
    invoice.lines.map((line) => [
      line.position,
      line.netMinor - (before.netByPosition.get(line.position) ?? 0n),
    ]),
  );
  const findings = wanted === null ? [] : wishFindings(wanted, left, invoice.currency);
  const wishes = findings.length > 0 ? [] : (wanted ?? [...left.keys()].map(wholeLine));
  const lines = wishes
    .map((wish) => ({ wish, amount: amountOf(wish, left, invoice.currency) }))
    .filter(({ amount }) => amount > 0n)
    .map(({ wish, amount }, index) => noteLine(invoice.lines, wish.position, amount, index + 1));
  if (lines.length === 0 && findings.length === 0) {
    findings.push({ code: 'credit.nothing-left', path: ['invoiceId'] });
  }
  const subtotals = noteSubtotals(invoice.subtotals, before.subtotals, lines);
  const netMinor = subtotals.reduce((sum, { base }) => sum + BigInt(base), 0n);
  const vatMinor = subtotals.reduce((sum, { vat }) => sum + BigInt(vat), 0n);
  return { lines, subtotals, netMinor, vatMinor, findings };
}

function wishFindings(
  wanted: readonly CreditedLine[],
  left: ReadonlyMap<number, bigint>,
  currency: string,
): Finding[] {
  if (wanted.length === 0) return [{ code: 'document.without-lines', path: ['lines'] }];
  const seen = new Set<number>();
  return wanted.flatMap((wish, index) => {
    const path = ['lines', String(index), 'position'];
    const rest = left.get(wish.position);
    const values = { position: wish.position };
    if (rest === undefined) return [{ code: 'credit.line-unknown', path, values }];
    if (seen.has(wish.position)) return [{ code: 'credit.line-twice', path, values }];
    seen.add(wish.position);
    const amount = amountOf(wish, left, currency);
    const at = ['lines', String(index), 'net'];
    if (rest === 0n || amount > rest) return [{ code: 'credit.more-than-line', path: at, values }];
    return amount > 0n ? [] : [{ code: 'credit.amount-not-positive', path: at, values }];
  });
}

function amountOf(
  { position, net }: CreditedLine,
  left: ReadonlyMap<number, bigint>,
  currency: string,
): bigint {
  return net == null ? (left.get(position) ?? 0n) : minorOf(net, currency, 'lines.net');
}

/** A whole line as it was; a part of one as an amount. */
function noteLine(
  lines: readonly InvoiceLineState[],
  creditsPosition: number,
  netMinor: bigint,
  position: number,
): CreditNoteLine {
  const line = lines.find((each) => each.position === creditsPosition) as InvoiceLineState;
  if (netMinor === line.netMinor) return { ...line, position, creditsPosition };
  const part = { quantityMicro: 1_000_000n, unitPriceMinor: netMinor, netMinor };
  return { ...line, ...part, position, creditsPosition };
}

/** The VAT of each rate in proportion, cumulative: all credit notes together give all of it back. */
function noteSubtotals(
  invoiced: readonly SubtotalRow[],
  credited: readonly SubtotalRow[],
  lines: readonly CreditNoteLine[],
): SubtotalRow[] {
  return invoiced.flatMap((row) => {
    const same = (other: { category: string; rate: number }) =>
      other.category === row.category && other.rate === row.rate;
    const base = lines
      .filter((line) => same({ category: line.vatCategory, rate: line.vatRate }))
      .reduce((sum, line) => sum + line.netMinor, 0n);
    if (base === 0n) return [];
    const earlier = credited.filter(same);
    const total = base + earlier.reduce((sum, each) => sum + BigInt(each.base), 0n);
    const vatBefore = earlier.reduce((sum, each) => sum + BigInt(each.vat), 0n);
    const ratio = { numerator: total, denominator: BigInt(row.base) };
    const vat = share(BigInt(row.vat), ratio, 'half-up') - vatBefore;
    return [{ category: row.category, rate: row.rate, base: `${base}`, vat: `${vat}` }];
  });
}

const wholeLine = (position: number): CreditedLine => ({ position });
