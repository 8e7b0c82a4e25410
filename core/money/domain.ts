import type { Domain } from '../platform/domain.js';
import type { Transition } from '../platform/write/transition.js';
import { ActivityMoneyResolver } from './activity-money.resolver.js';
import { bankLines, paymentMatched } from './bank.policy.js';
import { BankResolver, PaymentResolver } from './bank.resolver.js';
import { BankLine } from './bank-line.entity.js';
import { Client } from './client.entity.js';
import { clients } from './client.policy.js';
import { ClientResolver } from './client.resolver.js';
import { moneyObstacles } from './closing.js';
import { FundResolver } from './fund.resolver.js';
import { Invoice } from './invoice.entity.js';
import { invoiceCredited, invoiceIssued, invoices } from './invoice.policy.js';
import { InvoiceResolver } from './invoice.resolver.js';
import { InvoiceChangesResolver } from './invoice-changes.resolver.js';
import { InvoiceLine } from './invoice-line.entity.js';
import { moneyMessages } from './messages.js';
import { Payment } from './payment.entity.js';
import { Payout } from './payout.entity.js';
import { payoutReleased, payouts } from './payout.policy.js';
import { PayoutResolver } from './payout.resolver.js';
import { Quote } from './quote.entity.js';
import { quoteAccepted, quoteDeclined, quoteSent, quotes } from './quote.policy.js';
import { QuoteChangesResolver, QuoteResolver } from './quote.resolver.js';
import { QuoteLine } from './quote-line.entity.js';

export const moneyDomain: Domain = {
  name: 'money',
  entities: [Client, Quote, QuoteLine, Invoice, InvoiceLine, BankLine, Payment, Payout],
  resolvers: [
    ...[ClientResolver, QuoteResolver, QuoteChangesResolver],
    ...[InvoiceResolver, InvoiceChangesResolver, ActivityMoneyResolver],
    ...[BankResolver, PaymentResolver, PayoutResolver, FundResolver],
  ],
  sources: [clients, quotes, invoices, bankLines, payouts],
  transitions: [
    ...[quoteSent, quoteAccepted, quoteDeclined, invoiceIssued, invoiceCredited],
    ...[paymentMatched, payoutReleased],
  ] as readonly Transition<unknown>[],
  tools: [],
  messages: moneyMessages,
  closingObstacles: [moneyObstacles],
};
