import { feeRuleAt } from '../../core/cooperative/fee-rule.js';
import { nextNumbers, referenceDigits } from '../../core/money/document/document-number.js';
import { documentTotals, VatCategory } from '../../core/money/document/vat.js';
import { feeOf } from '../../core/money/fee/fee.js';
import { InvoiceKind, InvoiceStatus } from '../../core/money/invoice/invoice-codes.js';
import { issueEntries } from '../../core/money/invoice/invoice-entries.js';
import type { InvoiceState } from '../../core/money/invoice/invoice-state.js';
import { invoiceReference } from '../../core/money/invoice/structured-communication.js';
import { post } from '../../core/money/ledger/ledger.js';
import type { Context } from '../../core/platform/context.js';
import { inTransaction, type Tx } from '../../core/platform/database/transaction.js';
import { newId } from '../../core/platform/ids.js';
import type { SeededCooperative } from '../reference/cooperative.js';

/** Members a transaction, and postings a call of the ledger: larger ones are no faster. */
export const batchSize = 500;
const postingsACall = 250;
const invoicesAMember = 3;

export interface Batch {
  readonly from: number;
  readonly to: number;
  readonly members: number;
}

interface Row {
  readonly place: number;
  readonly memberId: string;
  readonly activityId: string;
  readonly clientId: string;
  readonly name: string;
  readonly sector: string;
}

/**
 * One batch: the rows of each table in one statement, amounts and entries by the same functions as an
 * issued invoice. Its day lies as far in the past year as the batch lies in the run, so that numbers
 * and days rise together.
 */
export function seedBatch(
  ctx: Context,
  cooperative: SeededCooperative,
  batch: Batch,
): Promise<void> {
  const day = dayOf(ctx.platform.clock.today(), batch.from / batch.members);
  const rows = Array.from({ length: batch.to - batch.from }, (_, i) => rowAt(batch.from + i));
  return inTransaction(ctx.platform.orm, cooperative.id, async (tx) => {
    await insertPeople(tx, cooperative, rows, day);
    await insertInvoices(tx, ctx, cooperative, rows, day);
  });
}

const sectors = ['performing-arts', 'audiovisual', 'design', 'start-ups'];

function rowAt(place: number): Row {
  return {
    place,
    memberId: newId(),
    activityId: newId(),
    clientId: newId(),
    name: `Member ${String(place + 1).padStart(7, '0')}`,
    sector: sectors[place % sectors.length] as string,
  };
}

async function insertPeople(
  tx: Tx,
  { id, hostEntityId }: SeededCooperative,
  rows: readonly Row[],
  day: string,
): Promise<void> {
  const values = [id, JSON.stringify(rows), day];
  const from = `from jsonb_to_recordset($2::jsonb) as r("memberId" uuid, "activityId" uuid,
    "clientId" uuid, name text, sector text)`;
  await tx.query(
    `insert into core.member (cooperative_id, id, display_name, email, locale, status, completion,
       category, joined_on)
     select $1, r."memberId", r.name, r."memberId" || '@example.org', 'nl', 'ACTIVE', 2, 'USER', $3
     ${from}`,
    values,
  );
  await tx.query(
    `insert into core.activity (cooperative_id, id, name, manager_id, host_entity_id, sector,
       status, currency, opened_on)
     select $1, r."activityId", 'Activity of ' || r.name, r."memberId", $4, r.sector, 'OPEN', 'EUR', $3
     ${from}`,
    [...values, hostEntityId],
  );
  await tx.query(
    `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
     select $1, r."activityId", r."memberId", 'MANAGER', 'ACTIVE', $3 ${from}`,
    values,
  );
  await tx.query(
    `insert into core.client (cooperative_id, id, activity_id, kind, name, street, postal_code,
       city, country, payment_term_days, created_at)
     select $1, r."clientId", r."activityId", 'CONSUMER', 'Client of ' || r.name, 'Nieuwstraat 1',
       '1000', 'Brussel', 'BE', 30, $3::date ${from}`,
    values,
  );
}

async function insertInvoices(
  tx: Tx,
  ctx: Context,
  cooperative: SeededCooperative,
  rows: readonly Row[],
  day: string,
): Promise<void> {
  const rule = await feeRuleAt(tx, cooperative.id, day);
  const tariff = { rate: rule.ratePerHundredThousand, brackets: rule.bracketRows };
  const digits = await referenceDigits(tx, cooperative.hostEntityId);
  const count = rows.length * invoicesAMember;
  const numbers = await nextNumbers(tx, cooperative.hostEntityId, 'INVOICE', day, count);
  const invoices = rows.flatMap((row, i) =>
    Array.from({ length: invoicesAMember }, (_, nth) => {
      // 300.00 to about 1,300.00, from the place alone: a second run seeds the same amounts.
      const netMinor = BigInt(30_000 + ((row.place * 7_919 + nth * 104_729) % 100_000));
      const vat = { vatCategory: VatCategory.STANDARD, vatRate: 2100 };
      const totals = documentTotals([{ netMinor, ...vat }]);
      const { feeMinor, rounding } = feeOf(tariff, 0n, netMinor);
      const number = numbers[i * invoicesAMember + nth] as (typeof numbers)[number];
      const reference = invoiceReference(digits, number.year, number.sequence);
      return {
        ...{ id: newId(), feeLineId: newId(), row, totals, feeMinor, rounding },
        ...{ ...number, reference },
      };
    }),
  );
  const wire = invoices.map(({ row, totals, ...invoice }) => ({
    ...invoice,
    activityId: row.activityId,
    clientId: row.clientId,
    net: `${totals.netMinor}`,
    vat: `${totals.vatMinor}`,
    total: `${totals.totalMinor}`,
    subtotals: totals.subtotals,
    sequence: `${invoice.sequence}`,
    fee: `${invoice.feeMinor}`,
    feeMinor: undefined,
    rounding: `${invoice.rounding}`,
  }));
  await writeInvoices(tx, cooperative, JSON.stringify(wire), day, rule.id, tariff.rate);
  const postings = invoices.map(({ row, totals, id, feeMinor }) =>
    issueEntries(ctx, {
      ...{ id, activityId: row.activityId, hostEntityId: cooperative.hostEntityId },
      ...{ currency: 'EUR', kind: InvoiceKind.INVOICE, status: InvoiceStatus.ISSUED },
      ...{ netMinor: totals.netMinor, vatMinor: totals.vatMinor, feeMinor, issuedOn: day },
      ...untouched,
    } as InvoiceState),
  );
  for (let i = 0; i < postings.length; i += postingsACall) {
    await post(tx, cooperative.id, postings.slice(i, i + postingsACall));
  }
}

/** Nothing has happened to an invoice that was issued just now. */
const untouched = {
  paidMinor: 0n,
  creditedNetMinor: 0n,
  creditedVatMinor: 0n,
  creditedFeeMinor: 0n,
  releasedMinor: 0n,
};

/** Drafts with their lines first, then issued: the tables refuse lines of what is issued. */
async function writeInvoices(
  tx: Tx,
  { id, hostEntityId }: SeededCooperative,
  wire: string,
  day: string,
  ruleId: string,
  rate: number | null,
): Promise<void> {
  const from = `from jsonb_to_recordset($2::jsonb) as r(id uuid, "feeLineId" uuid,
    "activityId" uuid, "clientId" uuid, net bigint, vat bigint, total bigint, subtotals jsonb,
    year smallint, sequence bigint, number text, reference text, fee bigint, rounding bigint)`;
  await tx.query(
    `insert into core.invoice (cooperative_id, id, activity_id, client_id, host_entity_id, kind,
       status, currency, payment_term_days, net_minor, vat_minor, total_minor, vat_subtotals)
     select $1, r.id, r."activityId", r."clientId", $3, 'INVOICE', 'DRAFT', 'EUR', 30, r.net, r.vat,
       r.total, r.subtotals ${from}`,
    [id, wire, hostEntityId],
  );
  await tx.query(
    `insert into core.invoice_line (cooperative_id, invoice_id, position, description,
       quantity_micro, unit_price_minor, net_minor, vat_category, vat_rate)
     select $1, r.id, 1, 'Work', 1000000, r.net, r.net, 'STANDARD', 2100 ${from}`,
    [id, wire],
  );
  await tx.query(
    `update core.invoice i set status = 'ISSUED', issued_on = $3, due_on = $3::date + 30,
       year = r.year, sequence = r.sequence, number = r.number, fee_minor = r.fee,
       structured_communication = r.reference, version = 2
     ${from} where i.cooperative_id = $1 and i.id = r.id`,
    [id, wire, day],
  );
  await tx.query(
    `insert into core.fee_line (cooperative_id, id, activity_id, invoice_id, fee_rule_id, on_day,
       year, base_minor, rate, base_before_minor, fee_minor, rounding)
     select $1, r."feeLineId", r."activityId", r.id, $4, $3, r.year, r.net, $5, 0, r.fee, r.rounding
     ${from}`,
    [id, wire, day, ruleId, rate],
  );
}

/** The day that lies this far (0 to 1) in the year before `today`. */
function dayOf(today: string, part: number): string {
  const instant = new Date(`${today}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() - 364 + Math.floor(part * 364));
  return instant.toISOString().slice(0, 10);
}
