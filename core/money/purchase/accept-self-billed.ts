import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { violationsOf } from '../../platform/model/say.js';
import { decimalOf, minorDigits } from '../../platform/money.js';
import { takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { type Finding, refuses, type Violation } from '../../platform/write/violation.js';
import { documentGround } from '../document/document-check.js';
import { checkContent } from '../document/document-content.js';
import type { DocumentLineInput } from '../document/document-line.js';
import { basisPointsOf, VatCategory } from '../document/vat.js';
import { creditInvoice } from '../invoice/credit-invoice.js';
import { InvoiceKind } from '../invoice/invoice-codes.js';
import { insertDraft } from '../invoice/invoice-draft.js';
import { issueInvoice } from '../invoice/issue-invoice.js';
import { approverFindings } from './approve-purchase.js';
import { lockPurchase, type PurchaseState } from './purchase-state.js';
import type { ReceivedLine } from './read-ubl.js';

/** Ids are UUIDs. */
export interface SelfBilledAcceptance {
  readonly purchaseId: string;
  /** Of an invoice: the client of the activity that made it out. */
  readonly clientId?: string | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

export interface AcceptedSelfBilled {
  readonly purchaseId: string | null;
  readonly violations: Violation[];
}

/**
 * Accepts what a client made out in our name as the sale that it is: an invoice of the activity, with
 * a number of our journal, booked with its VAT and fee and paid like any other; and its credit note
 * as the credit note of that invoice. Nothing is sent: the client has the document.
 */
export async function acceptSelfBilled(
  ctx: Context,
  step: SelfBilledAcceptance,
): Promise<AcceptedSelfBilled> {
  try {
    return await transact(ctx, async (tx) => {
      const once = { key: step.idempotencyKey, input: step };
      const done = step.dryRun
        ? null
        : await takeKey(tx, ctx, 'purchase.accept-self-billed', once, step.purchaseId);
      if (done !== null) return { purchaseId: done, violations: [] };
      const purchase = await lockPurchase(tx, ctx, step.purchaseId);
      refuseFor(ctx, await approverFindings(tx, ctx, purchase));
      if (!purchase.selfBilled) refuseFor(ctx, [at('purchase.not-self-billed', 'purchaseId')]);
      const inside = { ...ctx, tx };
      const sale = purchase.kind === InvoiceKind.INVOICE;
      const made = sale ? await soldBy(inside, step, purchase) : await creditedBy(inside, purchase);
      if (step.dryRun) throw new NotAccepted(made.violations);
      await accept(tx, ctx, purchase, made.id);
      return { purchaseId: purchase.id, violations: made.violations };
    });
  } catch (error) {
    if (error instanceof NotAccepted) return { purchaseId: null, violations: error.violations };
    throw error;
  }
}

type Inside = Context & { readonly tx: Tx };

interface Made {
  readonly id: string;
  readonly violations: Violation[];
}

async function soldBy(
  ctx: Inside,
  { clientId }: SelfBilledAcceptance,
  purchase: PurchaseState,
): Promise<Made> {
  if (clientId == null) throw refusal(ctx, [at('purchase.client-needed', 'clientId')]);
  const lines = purchase.lines.map((line) => saleLine(line, purchase));
  const ids = { activityId: purchase.activityId as string, clientId };
  const ground = await documentGround(ctx, ctx.tx, 'purchase.approve', ids);
  const { content, findings } = checkContent({ lines }, ground.currency, ground.law);
  const { netMinor, vatMinor } = content.totals;
  const same = netMinor === purchase.netMinor && vatMinor === purchase.vatMinor;
  const found = [...ground.findings, ...findings, ...currencyFindings(purchase, ground.currency)];
  if (!refuses(found) && !same) found.push(at('purchase.differs-from-lines', 'purchaseId'));
  refuseFor(ctx, found);
  const head = { ...ground, reference: purchase.number, quoteId: null, quotePart: null };
  const draft = await insertDraft(ctx, ctx.tx, head, content);
  if (draft === null) throw refusal(ctx, [{ code: 'document.activity-closed' }]);
  const { id } = draft;
  const key = `self-billed:${purchase.id}`;
  const { after, violations } = await issueInvoice(ctx, { invoiceId: id, idempotencyKey: key });
  if (after === null) throw new NotAccepted(violations);
  return { id, violations };
}

/** Of the sale that the document it refers to became: the whole of it, or what its lines say. */
async function creditedBy(ctx: Inside, purchase: PurchaseState): Promise<Made> {
  const sale = await saleOf(ctx.tx, purchase);
  if (sale === null) throw refusal(ctx, [at('purchase.sale-unknown', 'purchaseId')]);
  const whole = sale.leftNetMinor === purchase.netMinor;
  const { after, violations } = await creditInvoice(ctx, {
    invoiceId: sale.id,
    reason: `${purchase.supplierName.slice(0, 300)}: ${purchase.number}`,
    lines: whole ? null : spread(purchase, sale.lines),
    idempotencyKey: `self-billed:${purchase.id}`,
  });
  if (after === null) throw new NotAccepted(violations);
  const note = after.creditNote;
  if (note?.netMinor !== purchase.netMinor || note.vatMinor !== purchase.vatMinor) {
    refuseFor(ctx, [at('purchase.differs-from-lines', 'purchaseId')]);
  }
  return { id: note?.id as string, violations };
}

interface SoldLine {
  readonly position: number;
  readonly category: VatCategory;
  readonly rate: number;
  readonly leftMinor: string;
}

interface Sale {
  readonly id: string;
  readonly leftNetMinor: bigint;
  readonly lines: readonly SoldLine[];
}

async function saleOf(tx: Tx, purchase: PurchaseState): Promise<Sale | null> {
  const [row] = await tx.query<Sale>(
    `select i.id, i.net_minor - i.credited_net_minor as "leftNetMinor",
       (select jsonb_agg(jsonb_build_object('position', l.position, 'category', l.vat_category,
          'rate', l.vat_rate, 'leftMinor', (l.net_minor - coalesce((
            select sum(c.net_minor) from core.invoice n
            join core.invoice_line c on c.cooperative_id = n.cooperative_id and c.invoice_id = n.id
            where n.cooperative_id = i.cooperative_id and n.credits_id = i.id
              and c.credits_position = l.position), 0))::text) order by l.position)
        from core.invoice_line l
        where l.cooperative_id = i.cooperative_id and l.invoice_id = i.id) as lines
     from core.purchase p
     join core.invoice i on i.cooperative_id = p.cooperative_id and i.id = p.invoice_id
     where p.cooperative_id = $1 and p.supplier_key = $2 and p.host_entity_id = $3
       and p.activity_id = $4 and p.number = any($5::text[]) and p.kind = 'INVOICE'
     order by p.issued_on desc limit 1`,
    [
      ...[tx.cooperativeId, purchase.supplierKey, purchase.hostEntityId, purchase.activityId],
      purchase.preceding,
    ],
  );
  return row ?? null;
}

/** What the credit note takes of each line of the sale: of the same rate, the first first. */
function spread({ lines, currency }: PurchaseState, sold: readonly SoldLine[]) {
  const left = new Map(sold.map(({ position, leftMinor }) => [position, BigInt(leftMinor)]));
  const taken = new Map<number, bigint>();
  for (const line of lines) {
    const { category, rate } = vatOf(line);
    let wanted = BigInt(line.net);
    for (const { position } of sold.filter((s) => s.category === category && s.rate === rate)) {
      const room = left.get(position) as bigint;
      const part = wanted < room ? wanted : room;
      if (part <= 0n) continue;
      left.set(position, room - part);
      taken.set(position, (taken.get(position) ?? 0n) + part);
      wanted -= part;
    }
  }
  const digits = minorDigits(currency);
  return [...taken].map(([position, minor]) => ({ position, net: decimalOf(minor, digits) }));
}

/** As the client wrote it, one of each; the article is the client's own document. */
function saleLine(line: ReceivedLine, { currency, number }: PurchaseState): DocumentLineInput {
  const { category } = vatOf(line);
  const rate = line.vatRate ?? '0';
  const vat =
    category === VatCategory.STANDARD
      ? { category, rate }
      : { category, rate, legalGround: `Self-billing ${number}` };
  const unitPrice = decimalOf(BigInt(line.net), minorDigits(currency));
  return { description: line.description.slice(0, 1_000), quantity: '1', unitPrice, vat };
}

function vatOf({ vatCode, vatRate }: ReceivedLine): { category: VatCategory; rate: number } {
  const rate = basisPointsOf(vatRate ?? '0') ?? 0;
  const taxed = rate >= standardFrom ? VatCategory.STANDARD : VatCategory.REDUCED;
  return { category: vatCode === 'S' ? taxed : (categories[vatCode] ?? taxed), rate };
}

/** The lowest standard rate that VAT Directive 2006/112/EC, art. 97 allows, in basis points. */
const standardFrom = 1_500;

/** The codes of EN 16931 besides S. */
const categories: Readonly<Record<string, VatCategory>> = {
  Z: VatCategory.ZERO,
  E: VatCategory.EXEMPT,
  AE: VatCategory.REVERSE_CHARGE,
  K: VatCategory.INTRA_EU,
  G: VatCategory.EXPORT,
  O: VatCategory.OUT_OF_SCOPE,
};

async function accept(tx: Tx, ctx: Context, purchase: PurchaseState, invoiceId: string) {
  const { id, activityId } = purchase;
  await tx.query(
    `update core.purchase set status = 'APPROVED', decided_by = $3, decided_at = $4,
       deductible_minor = 0, invoice_id = $5, version = version + 1
     where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, id, ctx.viewer.memberId, ctx.platform.clock.now(), invoiceId],
  );
  await record(tx, ctx, 'purchase.accept-self-billed', [
    {
      ...{ type: 'purchase.self-billed-accepted', subject: { type: 'Purchase', id }, activityId },
      payload: { invoiceId },
    },
  ]);
}

const at = (code: string, property: string): Finding => ({ code, path: [property] });

function currencyFindings({ currency }: PurchaseState, expected: string): Finding[] {
  if (currency === expected) return [];
  const values = { currency, expected };
  return [{ ...at('document.other-currency', 'purchaseId'), values }];
}

function refuseFor(ctx: Context, findings: readonly Finding[]): void {
  if (refuses(findings)) throw refusal(ctx, findings);
}

const refusal = (ctx: Context, findings: readonly Finding[]) =>
  new NotAccepted(violationsOf(ctx, findings));

/** Carries the checklist out of the transaction that it rolls back. */
class NotAccepted extends Error {
  constructor(readonly violations: Violation[]) {
    super('The document was not accepted.');
  }
}
