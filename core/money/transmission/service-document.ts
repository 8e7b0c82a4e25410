/** Documents that plugins issue in the name of members, on their way over the network. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, GezelError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { labelsIn } from '../../platform/pdf/labels.js';
import { transact } from '../../platform/write/transact.js';
import type {
  EInvoiceLine,
  EInvoiceOrder,
  EInvoiceParty,
  EInvoicePort,
  EInvoiceState,
} from '../../sdk/einvoice-door.js';
import { microOf } from '../document/document-line.js';
import { vatOf } from '../document/vat.js';
import { documentLabels } from '../einvoice/document-labels.js';
import type { EInvoice, Party, Subtotal, Vat } from '../einvoice/einvoice.js';
import { electronicAddress, nowhere } from '../einvoice/electronic-address.js';
import { maximumLines } from '../limits.js';
import { addressesOf } from './queue-transmission.js';

export const einvoices = (ctx: Context): EInvoicePort => ({
  send: (order) => send(ctx, order),
});

async function send(ctx: Context, order: EInvoiceOrder): Promise<EInvoiceState | null> {
  if (order.lines.length < 1 || order.lines.length > maximumLines) {
    throw badInput(`1 to ${maximumLines} lines are expected.`, 'lines');
  }
  const addresses = addressesOf(order);
  if (addresses === null) return null;
  const { writeUbl } = await import('../einvoice/write-ubl.js');
  const ubl = writeUbl(documentOf(order, ctx));
  return transact(ctx, async (tx) => {
    const [queued] = await tx.query<EInvoiceState>(
      `insert into core.transmission (cooperative_id, id, sender, receiver, service, document_key,
         subject_type, subject_id, member_id, kind, ubl, queued_at, next_attempt_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now(), now())
       on conflict (cooperative_id, document_key) do nothing returning status, problem`,
      [
        ...[tx.cooperativeId, newId(), addresses.sender, addresses.receiver, order.service],
        ...[order.key, order.subject.type, order.subject.id, order.memberId, order.kind, ubl],
      ],
    );
    return queued ?? again(tx, order.key, ubl);
  });
}

/** The same once more: refused or given up it goes out anew, under a key of its own. */
async function again(tx: Tx, key: string, ubl: string): Promise<EInvoiceState> {
  const [known] = await tx.query<EInvoiceState & { readonly ubl: string }>(
    `select status, problem, ubl from core.transmission
     where cooperative_id = $1 and document_key = $2 for no key update`,
    [tx.cooperativeId, key],
  );
  const { ubl: before, ...state } = known as EInvoiceState & { readonly ubl: string };
  if (before !== ubl) throw new GezelError('IDEMPOTENCY_MISMATCH', { key });
  if (state.status !== 'REFUSED' && state.status !== 'FAILED') return state;
  await tx.query(
    `update core.transmission set status = 'QUEUED', round = round + 1, attempts = 0,
       problem = null, problem_text = null, sent_at = null, ended_at = null, sha256 = null,
       next_attempt_at = now(), version = version + 1
     where cooperative_id = $1 and document_key = $2`,
    [tx.cooperativeId, key],
  );
  return { status: 'QUEUED', problem: null };
}

function documentOf(order: EInvoiceOrder, { locale }: Context): EInvoice {
  const isInvoice = order.kind === 'INVOICE';
  const { iban, seller, credits, lines } = order;
  return {
    ...{ kind: order.kind, typeCode: isInvoice ? '380' : '381', number: order.number },
    ...{ issuedOn: order.issuedOn, dueOn: isInvoice ? order.dueOn : null, note: null },
    ...{ currency: order.currency, buyerReference: order.buyer.name, orderReference: null },
    ...{ preceding: credits === null ? [] : [credits], attachment: null, delivery: null },
    ...{ seller: partyOf(seller), buyer: partyOf(order.buyer), allowances: [], prepaidMinor: 0n },
    payment: isInvoice ? { iban, bic: null, holder: seller.name, reference: null } : null,
    paymentTerms: isInvoice ? null : labelsIn(documentLabels, locale).settled,
    subtotals: subtotalsOf(lines),
    lines: lines.map((line, i) => ({
      ...{ id: String(i + 1), description: line.description, note: null, allowances: [] },
      ...{ quantityMicro: microOf(line.quantity), unitPriceMinor: line.unitPriceMinor },
      ...{ netMinor: line.netMinor, vat: taxOf(line) },
    })),
  };
}

const partyOf = (party: EInvoiceParty): Party => ({
  ...{ ...party, email: null },
  address: electronicAddress(party) ?? nowhere,
});

const taxOf = ({ vatRate, exemption }: EInvoiceLine): Vat => {
  if (vatRate > 0) return { code: 'S', rate: vatRate };
  if (exemption === null) throw badInput('Why nothing is charged is missing.', 'lines');
  return { code: 'E', rate: 0 };
};

/** The VAT of a rate is rounded once. */
function subtotalsOf(lines: readonly EInvoiceLine[]): Subtotal[] {
  return [...Map.groupBy(lines, ({ vatRate }) => vatRate)].map(([rate, own]) => {
    const baseMinor = own.reduce((sum, { netMinor }) => sum + netMinor, 0n);
    const reasons = [...new Set(own.flatMap(({ exemption }) => exemption ?? []))];
    return {
      ...{ ...taxOf(own[0] as EInvoiceLine), baseMinor, vatMinor: vatOf(baseMinor, rate) },
      reason: rate > 0 ? null : reasons.join(' '),
    };
  });
}
