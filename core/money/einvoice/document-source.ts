/** All that an issued invoice or credit note says, in one statement: for its PDF and its UBL. */
import type { Sql } from '../../platform/database/sql.js';
import type { Locale } from '../../platform/messages.js';
import { printedLocale } from '../../platform/pdf/labels.js';
import type { SubtotalRow, VatCategory } from '../document/vat.js';
import type { InvoiceKind } from '../invoice/invoice-codes.js';
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
  /** The language of the co-operative when it was issued. */
  readonly locale: Locale;
  readonly seller: SellerSource;
  readonly buyer: PartySource;
  readonly lines: readonly LineSource[];
  /** On a credit note: the invoice that it takes back. */
  readonly credits: { readonly number: string; readonly issuedOn: string } | null;
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

export interface LineSource {
  readonly position: number;
  readonly description: string;
  readonly quantityMicro: bigint;
  readonly unitPriceMinor: bigint;
  readonly netMinor: bigint;
  readonly category: VatCategory;
  /** In basis points. */
  readonly rate: number;
  readonly legalGround: string | null;
}

/** Null for a draft, which is no document yet. Whoever asks has been shown the invoice. */
export async function documentSource(
  sql: Sql,
  cooperativeId: string,
  invoiceId: string,
): Promise<DocumentSource | null> {
  const [row] = await sql.query<SourceRow>(statement, [cooperativeId, invoiceId], 'invoice-source');
  if (row === undefined) return null;
  const { parties, communication, lines, ...own } = row;
  return {
    ...own,
    communication: communication && formatStructuredCommunication(communication),
    locale: printedLocale(parties.locale),
    seller: { ...partyOf(parties.seller), iban: parties.seller.iban, bic: parties.seller.bic },
    buyer: partyOf(parties.buyer),
    lines: lines.map(({ quantity, price, net, ...line }) => ({
      ...line,
      quantityMicro: BigInt(quantity),
      unitPriceMinor: BigInt(price),
      netMinor: BigInt(net),
    })),
  };
}

interface SourceRow
  extends Omit<DocumentSource, 'locale' | 'seller' | 'buyer' | 'lines' | 'communication'> {
  readonly communication: string | null;
  readonly parties: {
    readonly locale: string;
    readonly seller: PartyRow & { readonly iban: string; readonly bic: string | null };
    readonly buyer: PartyRow;
  };
  readonly lines: readonly (Omit<LineSource, 'quantityMicro' | 'unitPriceMinor' | 'netMinor'> & {
    readonly quantity: string;
    readonly price: string;
    readonly net: string;
  })[];
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
    (select jsonb_build_object('number', o.number, 'issuedOn', o.issued_on) from core.invoice o
     where o.cooperative_id = d.cooperative_id and o.id = d.credits_id) as credits,
    (select jsonb_agg(jsonb_build_object('position', l.position, 'description', l.description,
       'quantity', l.quantity_micro::text, 'price', l.unit_price_minor::text,
       'net', l.net_minor::text, 'category', l.vat_category, 'rate', l.vat_rate,
       'legalGround', l.legal_ground) order by l.position)
     from core.invoice_line l
     where l.cooperative_id = d.cooperative_id and l.invoice_id = d.id) as lines
  from core.invoice d
  where d.cooperative_id = $1 and d.id = $2 and d.status <> 'DRAFT'`;
