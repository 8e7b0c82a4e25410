/** Which lines a credit note takes back, and their sums: pure, and never more than the invoice. */
import { minorOf } from '../../platform/money.js';
import type { Finding } from '../../platform/write/violation.js';
import { signedMinor } from '../document/adjustment.js';
import type { SubtotalRow } from '../document/vat.js';
import { share } from '../ledger/amounts.js';
import type { InvoiceAdjustmentState, InvoiceLineState } from './invoice-state.js';

/** What is taken back of one line: its net amount, or all that is left of it. */
export interface CreditedLine {
  readonly position: number;
  readonly net?: string | null;
}

/** What is taken back of an allowance, a charge or a deposit: an amount, or all that is left. */
export interface CreditedAdjustment {
  readonly position: number;
  readonly amount?: string | null;
}

/** What a client wants back; without lines, all that is left of lines and adjustments. */
export interface CreditWish {
  readonly lines?: readonly CreditedLine[] | null;
  readonly adjustments?: readonly CreditedAdjustment[] | null;
}

/** What earlier credit notes took back, by line, by adjustment and by rate. */
export interface CreditedBefore {
  readonly netByPosition: ReadonlyMap<number, bigint>;
  readonly adjustedByPosition: ReadonlyMap<number, bigint>;
  readonly subtotals: readonly SubtotalRow[];
}

export interface CreditNoteLine extends InvoiceLineState {
  /** The line of the invoice; `position` is that on the credit note. */
  readonly creditsPosition: number;
}

export interface CreditNoteAdjustment extends InvoiceAdjustmentState {
  readonly creditsPosition: number;
}

export interface CreditPlan {
  readonly lines: readonly CreditNoteLine[];
  readonly adjustments: readonly CreditNoteAdjustment[];
  readonly subtotals: readonly SubtotalRow[];
  readonly netMinor: bigint;
  readonly vatMinor: bigint;
  readonly findings: readonly Finding[];
}

interface CreditableInvoice {
  readonly lines: readonly InvoiceLineState[];
  readonly adjustments: readonly InvoiceAdjustmentState[];
  readonly subtotals: readonly SubtotalRow[];
  readonly currency: string;
}

/** The credit note of some lines and adjustments, or of all that is left of the invoice. */
export function planCredit(
  invoice: CreditableInvoice,
  before: CreditedBefore,
  wish: CreditWish,
): CreditPlan {
  const { currency } = invoice;
  const lines = pick(
    leftOf(invoice.lines, ({ netMinor }) => netMinor, before.netByPosition),
    wish.lines?.map(({ position, net }) => ({ position, amount: net })) ?? null,
    { ...{ list: 'lines', amount: 'net' }, codes: lineCodes, currency },
  );
  const all = wish.lines == null && wish.adjustments == null;
  const adjustments = pick(
    leftOf(invoice.adjustments, ({ amountMinor }) => amountMinor, before.adjustedByPosition),
    all ? null : (wish.adjustments ?? []),
    { ...{ list: 'adjustments', amount: 'amount' }, codes: adjustmentCodes, currency },
  );
  const findings = [...lines.findings, ...adjustments.findings];
  const refused = findings.length > 0;
  const taken = (refused ? [] : lines.taken).map((one, index) =>
    noteLine(invoice.lines, one, index + 1),
  );
  const adjusted = (refused ? [] : adjustments.taken).map((one, index) =>
    noteAdjustment(invoice.adjustments, one, index + 1),
  );
  if (wish.lines?.length === 0 && !wish.adjustments?.length) {
    findings.push({ code: 'document.without-lines', path: ['lines'] });
  } else if (taken.length + adjusted.length === 0 && !refused) {
    findings.push({ code: 'credit.nothing-left', path: ['invoiceId'] });
  }
  const subtotals = noteSubtotals(invoice.subtotals, before.subtotals, taken, adjusted);
  if (findings.length === 0) findings.push(...sumFindings(invoice.subtotals, before, subtotals));
  const netMinor = subtotals.reduce((sum, { base }) => sum + BigInt(base), 0n);
  const vatMinor = subtotals.reduce((sum, { vat }) => sum + BigInt(vat), 0n);
  return { lines: taken, adjustments: adjusted, subtotals, netMinor, vatMinor, findings };
}

interface Taken {
  readonly position: number;
  readonly amount: bigint;
}

function leftOf<T extends { readonly position: number }>(
  all: readonly T[],
  amountOf: (one: T) => bigint,
  before: ReadonlyMap<number, bigint>,
): ReadonlyMap<number, bigint> {
  return new Map(
    all.map((one) => [one.position, amountOf(one) - (before.get(one.position) ?? 0n)]),
  );
}

const lineCodes = { more: 'credit.more-than-line', unknown: 'credit.line-unknown' };
const adjustmentCodes = {
  more: 'credit.more-than-adjustment',
  unknown: 'credit.adjustment-unknown',
};

/** What is wanted of what is left; null: all of it. */
function pick(
  left: ReadonlyMap<number, bigint>,
  wanted: readonly { readonly position: number; readonly amount?: string | null }[] | null,
  names: {
    readonly list: string;
    readonly amount: string;
    readonly codes: typeof lineCodes;
    readonly currency: string;
  },
): { readonly taken: readonly Taken[]; readonly findings: Finding[] } {
  if (wanted === null) {
    const taken = [...left].map(([position, amount]) => ({ position, amount }));
    return { taken: taken.filter(({ amount }) => amount > 0n), findings: [] };
  }
  const seen = new Set<number>();
  const taken: Taken[] = [];
  const findings = wanted.flatMap(({ position, amount: asked }, index): Finding[] => {
    const path = [names.list, String(index), 'position'];
    const values = { position };
    const rest = left.get(position);
    if (rest === undefined) return [{ code: names.codes.unknown, path, values }];
    if (seen.has(position)) return [{ code: 'credit.line-twice', path, values }];
    seen.add(position);
    const at = [names.list, String(index), names.amount];
    const amount = asked == null ? rest : minorOf(asked, names.currency, at.join('.'));
    if (rest === 0n || amount > rest) return [{ code: names.codes.more, path: at, values }];
    if (amount <= 0n) return [{ code: 'credit.amount-not-positive', path: at, values }];
    taken.push({ position, amount });
    return [];
  });
  return { taken, findings };
}

/** A credit note gives back: no rate of it is below zero, and none passes what was invoiced. */
function sumFindings(
  invoiced: readonly SubtotalRow[],
  before: CreditedBefore,
  note: readonly SubtotalRow[],
): Finding[] {
  const path = ['lines'];
  const net = note.reduce((sum, { base }) => sum + BigInt(base), 0n);
  if (net <= 0n || note.some(({ base }) => BigInt(base) < 0n)) {
    return [{ code: 'credit.nothing-given-back', path }];
  }
  const passes = note.some((row) => {
    const whole = invoiced.find((each) => sameRate(each, row));
    const earlier = before.subtotals.filter((each) => sameRate(each, row));
    const total = earlier.reduce((sum, { base }) => sum + BigInt(base), BigInt(row.base));
    return total > BigInt(whole?.base ?? 0);
  });
  return passes ? [{ code: 'credit.more-than-invoiced', path }] : [];
}

type Rated = Pick<SubtotalRow, 'category' | 'rate'>;

const sameRate = (a: Rated, b: Rated): boolean => a.category === b.category && a.rate === b.rate;

/** A whole line as it was; a part of one as an amount. */
function noteLine(
  lines: readonly InvoiceLineState[],
  { position: creditsPosition, amount: netMinor }: Taken,
  position: number,
): CreditNoteLine {
  const line = lines.find((each) => each.position === creditsPosition) as InvoiceLineState;
  if (netMinor === line.netMinor) return { ...line, position, creditsPosition };
  const once = { quantityMicro: 1_000_000n, unitPriceMinor: netMinor, netMinor };
  return { ...line, ...once, adjustments: [], position, creditsPosition };
}

function noteAdjustment(
  adjustments: readonly InvoiceAdjustmentState[],
  { position: creditsPosition, amount: amountMinor }: Taken,
  position: number,
): CreditNoteAdjustment {
  const one = adjustments.find(
    (each) => each.position === creditsPosition,
  ) as InvoiceAdjustmentState;
  if (amountMinor === one.amountMinor) return { ...one, position, creditsPosition };
  return { ...one, amountMinor, percent: null, baseMinor: null, position, creditsPosition };
}

/** The VAT of each rate in proportion, cumulative: all credit notes together give all of it back. */
function noteSubtotals(
  invoiced: readonly SubtotalRow[],
  credited: readonly SubtotalRow[],
  lines: readonly CreditNoteLine[],
  adjustments: readonly CreditNoteAdjustment[],
): SubtotalRow[] {
  const parts = [
    ...lines.map((line) => ({ ...rated(line), amount: line.netMinor })),
    ...adjustments.map((one) => ({ ...rated(one), amount: signedMinor(one) })),
  ];
  return invoiced.flatMap((row) => {
    const own = parts.filter((part) => sameRate(part, row));
    if (own.length === 0) return [];
    const base = own.reduce((sum, { amount }) => sum + amount, 0n);
    const earlier = credited.filter((each) => sameRate(each, row));
    const total = base + earlier.reduce((sum, each) => sum + BigInt(each.base), 0n);
    const vatBefore = earlier.reduce((sum, each) => sum + BigInt(each.vat), 0n);
    const { category, rate } = row;
    if (BigInt(row.base) === 0n) return [{ category, rate, base: `${base}`, vat: '0' }];
    const ratio = { numerator: total, denominator: BigInt(row.base) };
    const vat = share(BigInt(row.vat), ratio, 'half-up') - vatBefore;
    return [{ category, rate, base: `${base}`, vat: `${vat}` }];
  });
}

const rated = ({
  vatCategory: category,
  vatRate: rate,
}: Pick<InvoiceLineState, 'vatCategory' | 'vatRate'>) => ({
  ...{ category, rate },
});
