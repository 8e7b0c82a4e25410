import { endStep } from './assignment/end-step.js';
import { contractDays } from './employment/day/contract-day.js';
import { minutesOf } from './employment/day/hours.js';
import { payFacts } from './employment/pay/pay-facts.js';
import { memberships } from './member/membership-door.js';
import { charge } from './money/account/charge.js';
import { refund } from './money/account/refund.js';
import { lines } from './money/added-line/add-lines.js';
import { assets } from './money/asset/asset-door.js';
import { budgetDoor } from './money/budget/judge-charge.js';
import { currentAccounts } from './money/current-account/current-account-port.js';
import { deposits } from './money/deposit/deposit.js';
import { DocumentFormat, invoiceDocument } from './money/einvoice/document-file.js';
import { expenseLinesOf, expensesOf } from './money/expense/expense-facts.js';
import { incomeDoor } from './money/income/income-door.js';
import type { Invoice } from './money/invoice/invoice.entity.js';
import { InvoiceKind } from './money/invoice/invoice-codes.js';
import { ordersPaid } from './money/invoice/orders-paid.js';
import { dueMinor } from './money/invoice/settlement.js';
import { turnover } from './money/invoice/turnover.js';
import { lateCharges } from './money/late-charge/late-charges.js';
import { loans } from './money/loan/loan.js';
import { payOut } from './money/payout/pay-out.js';
import { draftQuote } from './money/quote/draft-quote.js';
import type { Quote } from './money/quote/quote.entity.js';
import { statusOn } from './money/quote/quote.policy.js';
import { sharing } from './money/sharing/sharing.js';
import { einvoices } from './money/transmission/service-document.js';
import { sql } from './platform/database/rows.js';
import type { CoreServices } from './platform/host/core-port.js';
import { providerPort } from './provider/ask.js';
import { providerSubscribers } from './provider/settle.js';
import type { DocumentFacsimile } from './sdk/core-port.js';

/** What the port offers to plugins beyond reading: given to the host, which knows no domain. */
export const coreServices: CoreServices = {
  charge,
  refund,
  draftQuote,
  expenses: expensesOf,
  expenseLines: expenseLinesOf,
  turnover,
  payOut,
  lines,
  loans,
  budgets: budgetDoor,
  assets,
  deposits,
  sharing,
  simulatePay: payFacts,
  currentAccounts,
  incomes: incomeDoor,
  lateCharges,
  einvoices,
  memberships,
  providers: providerPort,
  providerSubscribers,
  endStep,
  contractInForce: (contractId) => sql`exists (select from core.contract_day d
    where d.cooperative_id = t.cooperative_id and d.contract_id = ${contractId} and d.bound)`,
  invoiceFacts: async (ctx, invoices) => {
    const all = invoices as readonly Invoice[];
    const paid = await ordersPaid(ctx, all);
    return all.map((told, i) => ({
      // A credit note asks nobody for money.
      dueMinor: told.kind === InvoiceKind.INVOICE ? dueMinor(told) - told.writtenOffMinor : 0n,
      structuredCommunication: told.structuredCommunication,
      orderPaid: paid[i] ?? null,
    }));
  },
  invoiceDocument: async (ctx, invoiceId, locale) => {
    const params = { invoiceId, format: DocumentFormat.PDF, locale: locale ?? null };
    return (await invoiceDocument.open(ctx, params)) as DocumentFacsimile | null;
  },
  quoteStatus: (ctx, quote) => statusOn(quote as Quote, ctx.platform.clock.today()),
  contractDays: async (ctx, contractId) => {
    const days = await contractDays(ctx, contractId);
    return days.map(({ day, hours }) => ({ day, hours, minutes: exactMinutes(day, hours) }));
  },
};

/** Hours of a contract are exact, so the minutes are whole; a day of which they are not is broken. */
function exactMinutes(day: string, hours: string): number {
  const minutes = minutesOf(hours);
  if (minutes === null) throw new Error(`"${hours}" hours on ${day} are no whole minutes.`);
  return minutes;
}
