import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { addDays } from '../../sdk/civil-days.js';
import { ratesOf } from '../document/document-check.js';
import { nextNumber, referenceDigits } from '../document/document-number.js';
import type { VatRate } from '../document/vat.js';
import { issueFindings } from '../document/vat-findings.js';
import { groundsOf, type VatGroundRow } from '../document/vat-ground.js';
import { type FeeOnIncome, feeGround, feeOn } from '../fee/fee-ground.js';
import { post } from '../ledger/ledger.js';
import { unlessLedgerRefuses } from '../refused.js';
import { type IssueState, invoiceIssued } from './invoice.policy.js';
import { InvoiceStatus, QuotePart } from './invoice-codes.js';
import { issueEntries } from './invoice-entries.js';
import { invoicesOfQuote } from './invoice-from-quote.js';
import { type InvoiceState, lockInvoice } from './invoice-state.js';
import { deductions } from './quote-part.js';
import { invoiceReference } from './structured-communication.js';

/** The id is a UUID; the key makes a repeat of the request harmless. */
export interface InvoiceIssue {
  readonly invoiceId: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/**
 * Makes a document of a draft: number, dates, structured communication; and books it: the client
 * owes, the state gets its VAT, the co-operative its fee, and the rest is expected by the activity.
 */
export function issueInvoice(
  ctx: Context,
  step: InvoiceIssue,
): Promise<TransitionOutcome<InvoiceState>> {
  const today = ctx.platform.clock.today();
  return unlessLedgerRefuses(ctx, () =>
    runTransition<IssueState>(ctx, invoiceIssued, {
      id: step.invoiceId,
      dryRun: step.dryRun,
      expectedVersion: step.expectedVersion,
      once: { key: step.idempotencyKey, input: step },
      load: (tx, id) => loadIssue(tx, ctx, id, today),
      next: (before) => ({
        ...before,
        status: InvoiceStatus.ISSUED,
        issuedOn: today,
        dueOn: addDays(today, before.paymentTermDays),
        feeMinor: feeFor(before).feeMinor,
        version: before.version + 1,
      }),
      check: (before) => [...issueFindings(before, before.law), ...depositFindings(before)],
      write: async (tx, before, after) => {
        const number = await writeIssue(tx, after, feeFor(before));
        await post(tx, tx.cooperativeId, [issueEntries(ctx, after)]);
        const { id, activityId, clientId, currency } = after;
        const amounts = { netMinor: `${after.netMinor}`, totalMinor: `${after.totalMinor}` };
        const payload = { number, clientId, currency, ...amounts, dueOn: after.dueOn };
        return [{ type: 'invoice.issued', subject: { type: 'Invoice', id }, activityId, payload }];
      },
    }),
  );
}

const feeFor = ({ fee, netMinor }: IssueState): FeeOnIncome => feeOn(fee, netMinor);

/** Between draft and issue a deposit may have been credited: then the rest is not what it was. */
function depositFindings({ status, adjustments, otherParts }: IssueState): Finding[] {
  if (status !== InvoiceStatus.DRAFT) return [];
  const deducted = adjustments
    .filter(({ depositId }) => depositId !== null)
    .map((one) => `${one.depositId} ${one.vatCategory} ${one.vatRate} ${one.amountMinor}`);
  const live = deductions(otherParts).map(
    (one) => `${one.depositId} ${one.category} ${one.rate} ${one.base}`,
  );
  const same = deducted.toSorted().join() === live.toSorted().join();
  return same ? [] : [{ code: 'invoice.deposit-changed', path: ['invoiceId'] }];
}

async function loadIssue(tx: Tx, ctx: Context, id: string, day: string): Promise<IssueState> {
  const { more, ...invoice } = await lockInvoice<IssueColumns>(tx, ctx, id, 'invoice.issue', {
    columns: issueColumns,
    params: [day],
  });
  const { cooperativeId } = tx;
  const { activityId, client } = invoice;
  const { enterpriseNumber } = client;
  const fee = await feeGround(tx, {
    ...{ cooperativeId, activityId, kind: 'INVOICE', day, enterpriseNumber },
  });
  const law = { rates: more.rates ?? [], grounds: more.grounds ?? [] };
  const final = invoice.quotePart === QuotePart.FINAL && invoice.quoteId !== null;
  const otherParts = final ? await invoicesOfQuote(tx, invoice.quoteId as string, id) : [];
  return { ...invoice, fee, law, otherParts };
}

interface IssueColumns {
  readonly rates: readonly VatRate[] | null;
  readonly grounds: readonly VatGroundRow[] | null;
}

const issueColumns = `
  (select ${ratesOf('h.country', '$4::date')}
   from core.activity a
   join core.host_entity h on h.cooperative_id = a.cooperative_id and h.id = a.host_entity_id
   where a.cooperative_id = c.cooperative_id and a.id = c.activity_id) as rates,
  case when exists (select from core.invoice_line l
      where l.cooperative_id = $1 and l.invoice_id = $2 and l.vat_ground is not null)
    then (select ${groundsOf('h.country', '$4::date')}
      from core.activity a
      join core.host_entity h on h.cooperative_id = a.cooperative_id and h.id = a.host_entity_id
      where a.cooperative_id = c.cooperative_id and a.id = c.activity_id) end as grounds`;

/** The number is taken late: its counter is what all issues of a journal wait for. */
async function writeIssue(tx: Tx, invoice: IssueState, fee: FeeOnIncome): Promise<string> {
  const { hostEntityId, fee: ground } = invoice;
  const day = invoice.issuedOn as string;
  const digits = await referenceDigits(tx, hostEntityId);
  const { year, sequence, number } = await nextNumber(tx, hostEntityId, 'INVOICE', day);
  await tx.query(
    `with fee as (
       insert into core.fee_line (cooperative_id, id, activity_id, invoice_id, fee_rule_id, on_day,
         year, base_minor, rate, base_before_minor, fee_minor, rounding, income_minor, internal,
         exemption_id)
       values ($1, $9, $10, $2, $11, $3, $5, $12, $13, $14, $8, $15, $17, $18, $19))
     update core.invoice set status = 'ISSUED', issued_on = $3, due_on = $4, year = $5,
       sequence = $6, number = $7, fee_minor = $8, structured_communication = $16,
       version = version + 1
     where cooperative_id = $1 and id = $2`,
    [
      ...[tx.cooperativeId, invoice.id, day, invoice.dueOn, year, sequence, number],
      ...[invoice.feeMinor, newId(), invoice.activityId, ground.ruleId, fee.baseMinor],
      ...[ground.tariff.rate, ground.beforeMinor, fee.rounding],
      ...[invoiceReference(digits, year, sequence), invoice.netMinor],
      ...[ground.internal, ground.exemptionId],
    ],
  );
  return number;
}
