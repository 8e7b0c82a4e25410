/** The rows and locks of matching payments: sets in, sets out, one statement each. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { type ActivityMoney, activitiesMoney } from '../account/activity-money.js';
import { paymentEntries } from '../invoice/invoice-entries.js';
import { invoiceColumns } from '../invoice/invoice-state.js';
import type { Posting } from '../ledger/ledger.js';
import type { Books, Matched, OpenLine, PayableInvoice } from './payment-match.js';

/** A match with the id of its payment. */
export type NewPayment = Matched & { readonly id: string };

/**
 * Locks invoices of the co-operative, then their activities, each in the order of their ids, and
 * reads what the activities owe the guarantee fund.
 */
export async function lockBooks(
  tx: Tx,
  which: { readonly ids?: readonly string[]; readonly references?: readonly string[] },
): Promise<Books> {
  const found = await tx.query<Omit<PayableInvoice, 'writtenOffMinor'>>(
    `select ${invoiceColumns}, d.activity_id as "activityId", d.host_entity_id as "hostEntityId",
       d.structured_communication as reference
     from core.invoice d
     where d.cooperative_id = $1
       and (d.id = any($2::uuid[]) or d.structured_communication = any($3::bpchar[]))
     order by d.id for no key update`,
    [tx.cooperativeId, which.ids ?? [], which.references ?? []],
  );
  const activityIds = [...new Set(found.map(({ activityId }) => activityId))];
  await tx.query(
    `select from core.activity where cooperative_id = $1 and id = any($2::uuid[])
     order by id for no key update`,
    [tx.cooperativeId, activityIds],
  );
  const currency = found[0]?.currency ?? '';
  const money = await activitiesMoney(tx, tx.cooperativeId, activityIds, currency);
  const lost = await writtenOffOf(
    tx,
    found.map(({ id }) => id),
  );
  return {
    invoices: new Map(
      found.map((one) => [one.id, { ...one, writtenOffMinor: lost.get(one.id) ?? 0n }]),
    ),
    advancedMinor: new Map(
      [...money].map(([id, { advancedMinor }]: [string, ActivityMoney]) => [id, advancedMinor]),
    ),
  };
}

/** What the guarantee fund gave up upon invoices that are under lock, and has not had back. */
async function writtenOffOf(
  tx: Tx,
  invoiceIds: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  if (invoiceIds.length === 0) return new Map();
  const rows = await tx.query<{ id: string; minor: bigint }>(
    `select invoice_id as id, amount_minor - recovered_minor as minor from core.fund_write_off
     where cooperative_id = $1 and invoice_id = any($2::uuid[]) and status = 'APPROVED'`,
    [tx.cooperativeId, invoiceIds],
  );
  return new Map(rows.map(({ id, minor }) => [id, minor]));
}

/** What the ledger is to be told of payments; nothing for a match that paid nothing. */
export const paymentPostings = (ctx: Context, payments: readonly NewPayment[]): Posting[] =>
  payments
    .filter(({ paidMinor }) => paidMinor > 0n)
    .map(({ id, line, invoice, paidMinor, releasedMinor, repaidMinor, recoveredMinor }) =>
      paymentEntries(ctx, invoice, {
        ...{ id, releasedMinor, repaidMinor, recoveredMinor, amountMinor: paidMinor },
        ...{ bookedOn: line.bookedOn, hostEntityId: line.hostEntityId },
      }),
    );

/** Writes the payments and what they changed on lines and invoices, in one statement. */
export async function writePayments(
  tx: Tx,
  ctx: Context,
  books: Books,
  payments: readonly NewPayment[],
): Promise<void> {
  const lines = lastOf(payments.map(({ line }) => line));
  const touched = touchedInvoices(books, payments);
  const made = payments.filter(({ paidMinor }) => paidMinor > 0n);
  const recovered = payments.filter(({ recoveredMinor }) => recoveredMinor !== 0n);
  await tx.query(writeStatement, [
    ...[tx.cooperativeId, ctx.viewer.memberId, ctx.platform.clock.now()],
    JSON.stringify(lines.map(lineJson)),
    JSON.stringify(touched.map(invoiceJson)),
    JSON.stringify(made.map(paymentJson)),
    JSON.stringify(recovered.map(recoveryJson)),
  ]);
}

/** Invoices that were paid, or of which a line took back what was too much. */
function touchedInvoices(books: Books, payments: readonly NewPayment[]): PayableInvoice[] {
  const paid = new Set(payments.map(({ invoice }) => invoice.id));
  const relinked = [...books.invoices.values()].filter(({ id }) => !paid.has(id));
  return [...[...paid].map((id) => books.invoices.get(id) as PayableInvoice), ...relinked];
}

const lastOf = (lines: readonly OpenLine[]): OpenLine[] => [
  ...new Map(lines.map((line) => [line.id, line])).values(),
];

const lineJson = ({ id, openMinor, overpaysInvoiceId }: OpenLine) => ({
  ...{ id, open: `${openMinor}`, overpays: overpaysInvoiceId },
});

const invoiceJson = (invoice: PayableInvoice) => ({
  id: invoice.id,
  status: invoice.paymentStatus,
  paid: `${invoice.paidMinor}`,
  excess: `${invoice.excessMinor}`,
  released: `${invoice.releasedMinor}`,
});

const paymentJson = ({ id, line, invoice, ...amounts }: NewPayment) => ({
  ...{ id, line: line.id, invoice: invoice.id },
  paid: `${amounts.paidMinor}`,
  released: `${amounts.releasedMinor}`,
  repaid: `${amounts.repaidMinor}`,
  recovered: `${amounts.recoveredMinor}`,
});

const recoveryJson = ({ invoice, recoveredMinor }: NewPayment) => ({
  ...{ invoice: invoice.id, recovered: `${recoveredMinor}` },
});

const writeStatement = `
  with lines as (
    update core.bank_line b set open_minor = l.open, overpays_invoice_id = l.overpays
    from jsonb_to_recordset($4::jsonb) as l (id uuid, open bigint, overpays uuid)
    where b.cooperative_id = $1 and b.id = l.id
  ), invoices as (
    update core.invoice d set payment_status = i.status, paid_minor = i.paid,
      excess_minor = i.excess, released_minor = i.released, version = d.version + 1
    from jsonb_to_recordset($5::jsonb)
      as i (id uuid, status text, paid bigint, excess bigint, released bigint)
    where d.cooperative_id = $1 and d.id = i.id
      and (d.payment_status, d.paid_minor, d.excess_minor, d.released_minor)
        is distinct from (i.status, i.paid, i.excess, i.released)
  ), losses as (
    update core.fund_write_off w set recovered_minor = w.recovered_minor + r.minor
    from (select invoice, sum(recovered) as minor
      from jsonb_to_recordset($7::jsonb) as r (invoice uuid, recovered bigint) group by invoice) r
    where w.cooperative_id = $1 and w.invoice_id = r.invoice and w.status = 'APPROVED'
  )
  insert into core.payment (cooperative_id, id, bank_line_id, invoice_id, amount_minor,
    released_minor, repaid_minor, recovered_minor, matched_by, matched_at)
  select $1, p.id, p.line, p.invoice, p.paid, p.released, p.repaid, p.recovered, $2, $3
  from jsonb_to_recordset($6::jsonb) as p (id uuid, line uuid, invoice uuid, paid bigint,
    released bigint, repaid bigint, recovered bigint)`;
