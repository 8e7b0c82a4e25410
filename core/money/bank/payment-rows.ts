/** The rows and locks of matching payments: sets in, sets out, one statement each. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { type ActivityMoney, activitiesMoney } from '../account/activity-money.js';
import { paymentEntries } from '../invoice/invoice-entries.js';
import { invoiceColumns } from '../invoice/invoice-state.js';
import { sumOf } from '../late-charge/impute.js';
import { lateChargeEntries } from '../late-charge/late-charge-entries.js';
import type { Posting } from '../ledger/ledger.js';
import { writeLossFees } from '../write-off/loss-fees.js';
import { type History, historiesOf, noHistory } from './invoice-history.js';
import type { Books, HeldWriteOff, Matched, OpenLine, PayableInvoice } from './payment-match.js';

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
  const found = await tx.query<Omit<PayableInvoice, keyof History>>(
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
  const histories = await historiesOf(
    tx,
    found.map(({ id }) => id),
  );
  return {
    invoices: new Map(
      found.map((one) => [one.id, { ...one, ...(histories.get(one.id) ?? noHistory) }]),
    ),
    advancedMinor: new Map(
      [...money].map(([id, { advancedMinor }]: [string, ActivityMoney]) => [id, advancedMinor]),
    ),
  };
}

/** What the ledger is to be told of payments; nothing for a match that paid nothing. */
export const paymentPostings = (ctx: Context, payments: readonly NewPayment[]): Posting[] =>
  payments.flatMap(({ line, invoice, paidMinor, charged, ...moves }) => {
    const { bookedOn, hostEntityId } = line;
    const principal = () =>
      paymentEntries(ctx, invoice, {
        ...{ ...moves, amountMinor: paidMinor, writeOff: invoice.writeOff },
        ...{ bookedOn, hostEntityId },
      });
    const booked = { paymentId: moves.id, bookedOn, hostEntityId };
    return [
      ...(paidMinor > 0n ? [principal()] : []),
      ...chargedEntries(ctx, invoice, { ...booked, charged }),
    ];
  });

/** None where nothing of a payment was for interest, costs or penalty. */
export function chargedEntries(
  ctx: Context,
  invoice: PayableInvoice,
  { charged, ...booked }: Pick<Matched, 'charged'> & BookedOn,
): Posting[] {
  const { proceeds } = charged;
  if (proceeds === null) return [];
  const amountMinor = sumOf(charged);
  return [lateChargeEntries(ctx, invoice, { ...booked, amountMinor, proceeds })];
}

interface BookedOn {
  readonly paymentId: string;
  readonly bookedOn: string;
  readonly hostEntityId: string;
}

/** Writes the payments and what they changed on lines and invoices, in one statement. */
export async function writePayments(
  tx: Tx,
  ctx: Context,
  books: Books,
  payments: readonly NewPayment[],
): Promise<void> {
  const lines = lastOf(payments.map(({ line }) => line));
  const touched = touchedInvoices(books, payments);
  const made = payments.filter(({ paidMinor, charged }) => paidMinor + sumOf(charged) > 0n);
  const recovered = payments.filter(({ recoveredMinor }) => recoveredMinor !== 0n);
  const reinstated = payments.filter(({ reinstatedMinor }) => reinstatedMinor !== 0n);
  await tx.query(writeStatement, [
    ...[tx.cooperativeId, ctx.viewer.memberId, ctx.platform.clock.now()],
    JSON.stringify(lines.map(lineJson)),
    JSON.stringify(touched.map(invoiceJson)),
    JSON.stringify(made.map(paymentJson)),
    JSON.stringify(recovered.map(recoveryJson)),
    JSON.stringify(reinstated.map(lossJson)),
  ]);
  await writeLossFees(tx, ctx, reinstated.map(lossChange));
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
  lost: `${invoice.writtenOffMinor}`,
});

const paymentJson = ({ id, line, invoice, ...amounts }: NewPayment) => ({
  ...{ id, line: line.id, invoice: invoice.id },
  paid: `${amounts.paidMinor}`,
  released: `${amounts.releasedMinor}`,
  repaid: `${amounts.repaidMinor}`,
  recovered: `${amounts.recoveredMinor}`,
  reinstated: `${amounts.reinstatedMinor}`,
  costs: `${amounts.charged.costsMinor}`,
  interest: `${amounts.charged.interestMinor}`,
  penalty: `${amounts.charged.penaltyMinor}`,
  proceeds: amounts.charged.proceeds,
});

const recoveryJson = ({ invoice, recoveredMinor }: NewPayment) => ({
  ...{ invoice: invoice.id, recovered: `${recoveredMinor}` },
});

const lossJson = ({ invoice, reinstated }: NewPayment) => ({
  ...{ id: invoice.writeOff?.id, total: `${reinstated.totalMinor}` },
  ...{ vat: `${reinstated.vatMinor}`, fee: `${reinstated.feeMinor}` },
});

const lossChange = ({ invoice, reinstated }: NewPayment) => ({
  ...{ held: invoice.writeOff as HeldWriteOff, invoiceId: invoice.id, reinstated },
});

const writeStatement = `
  with lines as (
    update core.bank_line b set open_minor = l.open, overpays_invoice_id = l.overpays
    from jsonb_to_recordset($4::jsonb) as l (id uuid, open bigint, overpays uuid)
    where b.cooperative_id = $1 and b.id = l.id
  ), invoices as (
    update core.invoice d set payment_status = i.status, paid_minor = i.paid,
      excess_minor = i.excess, released_minor = i.released, written_off_minor = i.lost,
      version = d.version + 1
    from jsonb_to_recordset($5::jsonb)
      as i (id uuid, status text, paid bigint, excess bigint, released bigint, lost bigint)
    where d.cooperative_id = $1 and d.id = i.id
      and (d.payment_status, d.paid_minor, d.excess_minor, d.released_minor, d.written_off_minor)
        is distinct from (i.status, i.paid, i.excess, i.released, i.lost)
  ), losses as (
    update core.fund_write_off w set recovered_minor = w.recovered_minor + r.minor
    from (select invoice, sum(recovered) as minor
      from jsonb_to_recordset($7::jsonb) as r (invoice uuid, recovered bigint) group by invoice) r
    where w.cooperative_id = $1 and w.invoice_id = r.invoice and w.status = 'APPROVED'
  ), given_up as (
    update core.invoice_write_off w set left_minor = w.left_minor - r.total,
      left_vat_minor = w.left_vat_minor - r.vat, left_fee_minor = w.left_fee_minor - r.fee
    from (select id, sum(total) as total, sum(vat) as vat, sum(fee) as fee
      from jsonb_to_recordset($8::jsonb) as r (id uuid, total bigint, vat bigint, fee bigint)
      group by id) r
    where w.cooperative_id = $1 and w.id = r.id
  )
  insert into core.payment (cooperative_id, id, bank_line_id, invoice_id, amount_minor,
    released_minor, repaid_minor, recovered_minor, reinstated_minor, costs_minor, interest_minor,
    penalty_minor, proceeds, matched_by, matched_at)
  select $1, p.id, p.line, p.invoice, p.paid, p.released, p.repaid, p.recovered, p.reinstated,
    p.costs, p.interest, p.penalty, p.proceeds, $2, $3
  from jsonb_to_recordset($6::jsonb) as p (id uuid, line uuid, invoice uuid, paid bigint,
    released bigint, repaid bigint, recovered bigint, reinstated bigint, costs bigint,
    interest bigint, penalty bigint, proceeds text)`;
