/** All that an issued invoice or credit note says, in one statement: for its PDF and its UBL. */
import type { Sql } from '../../platform/database/sql.js';
import type { Locale } from '../../platform/messages.js';
import { printedLocale } from '../../platform/pdf/labels.js';
import type { DocumentAdjustment } from '../document/adjustment.js';
import { type AdjustmentJson, adjustmentOf, adjustmentsOf } from '../document/adjustment-rows.js';
import type { DocumentLine } from '../document/document-line.js';
import { type LineJson, lineOf, linesAsJson } from '../document/line-columns.js';
import type { SubtotalRow } from '../document/vat.js';
import { groundsOf, type VatGroundRow } from '../document/vat-ground.js';
import type { InvoiceKind, QuotePart } from '../invoice/invoice-codes.js';
import { formatStructuredCommunication } from '../invoice/structured-communication.js';

export interface DocumentSource {
  readonly id: string;
  readonly kind: InvoiceKind;
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly currency: string;
  readonly paymentTermDays: number;
  readonly netMinor: bigint;
  readonly vatMinor: bigint;
  readonly totalMinor: bigint;
  readonly subtotals: readonly SubtotalRow[];
  /** +++123/4567/89012+++; a credit note has none. */
  readonly communication: string | null;
  /** The client's own reference. */
  readonly reference: string | null;
  /** Why a credit note was made. */
  readonly reason: string | null;
  /** The language of the client, or else of the co-operative, when it was issued. */
  readonly locale: Locale;
  /** Which part of its quote it asks for. */
  readonly quotePart: QuotePart | null;
  readonly seller: SellerSource;
  readonly buyer: PartySource;
  readonly lines: readonly LineSource[];
  readonly adjustments: readonly DocumentAdjustment[];
  /** The VAT grounds of the day of its issue, which its lines name by their codes. */
  readonly grounds: readonly VatGroundRow[];
  /** On a credit note: the invoice that it takes back. */
  readonly credits: Reference | null;
  /** On a final invoice: what asked for the deposits and instalments that it deducts. */
  readonly deposits: readonly Reference[];
}

export interface Reference {
  readonly number: string;
  readonly issuedOn: string;
}

export interface PartySource {
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  readonly enterpriseNumber: string | null;
  readonly vatNumber: string | null;
  readonly peppolAddress: string | null;
}

export interface SellerSource extends PartySource {
  readonly iban: string;
  readonly bic: string | null;
}

export type LineSource = DocumentLine & { readonly position: number };

/** Null for a draft, which is no document yet. Whoever asks has been shown the invoice. */
export async function documentSource(
  sql: Sql,
  cooperativeId: string,
  invoiceId: string,
): Promise<DocumentSource | null> {
  const [row] = await sql.query<SourceRow>(statement, [cooperativeId, invoiceId], 'invoice-source');
  if (row === undefined) return null;
  const { parties, communication, lines, adjustments, grounds, ...own } = row;
  return {
    ...own,
    communication: communication && formatStructuredCommunication(communication),
    locale: printedLocale(parties.buyer.locale ?? parties.locale),
    seller: { ...partyOf(parties.seller), iban: parties.seller.iban, bic: parties.seller.bic },
    buyer: partyOf(parties.buyer),
    lines: (lines ?? []).map(lineOf),
    adjustments: adjustments.map(adjustmentOf),
    grounds: grounds ?? [],
  };
}

type Told = 'locale' | 'seller' | 'buyer' | 'lines' | 'adjustments' | 'grounds';

interface SourceRow extends Omit<DocumentSource, Told> {
  readonly communication: string | null;
  readonly parties: {
    readonly locale: string;
    readonly seller: PartyRow & { readonly iban: string; readonly bic: string | null };
    readonly buyer: PartyRow & { readonly locale?: string | null };
  };
  readonly lines: readonly LineJson[] | null;
  readonly adjustments: readonly AdjustmentJson[];
  readonly grounds: readonly VatGroundRow[] | null;
}

/** A row of the parties as JSON has it. */
interface PartyRow {
  readonly name: string;
  readonly street: string;
  readonly postal_code: string;
  readonly city: string;
  readonly country: string;
  readonly enterprise_number: string | null;
  readonly vat_number: string | null;
  readonly peppol_address?: string | null;
}

const partyOf = (row: PartyRow): PartySource => ({
  ...{ name: row.name, street: row.street, postalCode: row.postal_code, city: row.city },
  ...{ country: row.country, enterpriseNumber: row.enterprise_number, vatNumber: row.vat_number },
  peppolAddress: row.peppol_address ?? null,
});

const statement = `
  select d.id, d.kind, d.number, d.issued_on as "issuedOn", d.due_on as "dueOn", d.currency,
    d.payment_term_days as "paymentTermDays", d.net_minor as "netMinor", d.vat_minor as "vatMinor",
    d.total_minor as "totalMinor", d.vat_subtotals as subtotals,
    d.structured_communication as communication, d.reference, d.reason, d.parties,
    d.quote_part as "quotePart",
    (select jsonb_build_object('number', o.number, 'issuedOn', o.issued_on) from core.invoice o
     where o.cooperative_id = d.cooperative_id and o.id = d.credits_id) as credits,
    (select coalesce(jsonb_agg(jsonb_build_object('number', o.number, 'issuedOn', o.issued_on)
       order by o.sequence), '[]')
     from core.invoice o where o.cooperative_id = d.cooperative_id and o.id in (
       select a.deposit_id from core.invoice_adjustment a
       where a.cooperative_id = d.cooperative_id and a.invoice_id = d.id)) as deposits,
    ${linesAsJson('invoice_line', 'l.cooperative_id = d.cooperative_id and l.invoice_id = d.id')}
      as lines,
    ${adjustmentsOf('invoice', '$1', '$2')} as adjustments,
    ${groundsOf(`(d.parties -> 'seller' ->> 'country')`, 'd.issued_on')} as grounds
  from core.invoice d
  where d.cooperative_id = $1 and d.id = $2 and d.status <> 'DRAFT'`;
