import type { Domain } from '../platform/domain.js';
import { type DomainPart, joined } from '../platform/domain-part.js';
import type { Transition } from '../platform/write/transition.js';
import { ActivityMoneyResolver } from './account/activity-money.resolver.js';
import { expireHoldsJob } from './account/expire-holds.js';
import { fixedAssets } from './asset/domain.js';
import { awaiting } from './awaited/domain.js';
import { bankLines, paymentMatched } from './bank/bank.policy.js';
import { BankResolver, PaymentResolver } from './bank/bank.resolver.js';
import { BankLine } from './bank/bank-line.entity.js';
import { bankParts } from './bank/domain.js';
import { Payment } from './bank/payment.entity.js';
import { budgetPart } from './budget/domain.js';
import { Client } from './client/client.entity.js';
import { clients } from './client/client.policy.js';
import { ClientResolver } from './client/client.resolver.js';
import { moneyObstacles } from './closing.js';
import { VatResolver } from './document/vat.resolver.js';
import { einvoicing } from './einvoice/domain.js';
import { erasurePart } from './erasure.js';
import { expensePart } from './expense/domain.js';
import { fees } from './fee/domain.js';
import { FundResolver } from './fund/fund.resolver.js';
import { income } from './income/domain.js';
import { intercoop } from './intercoop/domain.js';
import { Invoice } from './invoice/invoice.entity.js';
import { invoiceCredited, invoiceIssued, invoices } from './invoice/invoice.policy.js';
import { InvoiceAdjustmentResolver, InvoiceResolver } from './invoice/invoice.resolver.js';
import { InvoiceAdjustment } from './invoice/invoice-adjustment.entity.js';
import { InvoiceChangesResolver } from './invoice/invoice-changes.resolver.js';
import { InvoiceLine } from './invoice/invoice-line.entity.js';
import { loanPart } from './loan/domain.js';
import { moneyMessages } from './messages.js';
import { participating } from './participant/domain.js';
import { Payout } from './payout/payout.entity.js';
import { payoutFailed, payoutReleased, payouts } from './payout/payout.policy.js';
import { PayoutResolver } from './payout/payout.resolver.js';
import { unknownPayoutsJob } from './payout/unknown-payouts.js';
import { purchasing } from './purchase/domain.js';
import { OfferResolver } from './quote/offer.resolver.js';
import { Quote } from './quote/quote.entity.js';
import { quoteAccepted, quoteDeclined, quoteSent, quotes } from './quote/quote.policy.js';
import { QuoteChangesResolver, QuoteResolver } from './quote/quote.resolver.js';
import { QuoteAdjustment } from './quote/quote-adjustment.entity.js';
import { QuoteAnswer } from './quote/quote-answer.entity.js';
import { QuoteLine } from './quote/quote-line.entity.js';
import { reports } from './report/domain.js';
import { importRunner } from './statement/continue-import.js';
import { statements } from './statement/domain.js';
import { transmitting } from './transmission/domain.js';
import { writingOff } from './write-off/domain.js';

const documentsAndPayments: DomainPart = {
  entities: [
    ...[Client, Quote, QuoteLine, QuoteAdjustment, QuoteAnswer],
    ...[Invoice, InvoiceLine, InvoiceAdjustment],
    ...[BankLine, Payment, Payout],
  ],
  resolvers: [
    ...[ClientResolver, QuoteResolver, QuoteChangesResolver, OfferResolver, VatResolver],
    ...[InvoiceResolver, InvoiceAdjustmentResolver, InvoiceChangesResolver],
    ActivityMoneyResolver,
    ...[BankResolver, PaymentResolver, PayoutResolver, FundResolver],
  ],
  sources: [clients, quotes, invoices, bankLines, payouts],
  transitions: [
    ...[quoteSent, quoteAccepted, quoteDeclined, invoiceIssued, invoiceCredited],
    ...[paymentMatched, payoutReleased, payoutFailed],
  ] as readonly Transition<unknown>[],
  tools: [],
  messages: moneyMessages,
  closingObstacles: [moneyObstacles],
  jobs: [unknownPayoutsJob, expireHoldsJob],
};

/** A noun that came later lists what it contributes in its own folder. */
export const moneyDomain: Domain = joined('money', [
  documentsAndPayments,
  erasurePart,
  { ...statements, background: importRunner },
  ...[
    einvoicing,
    transmitting,
    loanPart,
    expensePart,
    budgetPart,
    fixedAssets,
    fees,
    income,
    intercoop,
    reports,
  ],
  ...bankParts,
  purchasing,
  writingOff,
  awaiting,
  participating,
]);
