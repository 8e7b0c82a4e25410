/** From the inputs of clients to the services of matching, and from outcomes to payloads. */
import type { Context } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { localId } from '../../platform/ids.js';
import { money } from '../../platform/money.js';
import { byId, oneWhere } from '../../platform/read/read.js';
import { bankLines } from '../bank/bank.policy.js';
import type { BankLine } from '../bank/bank-line.entity.js';
import { invoices } from '../invoice/invoice.policy.js';
import { payouts } from '../payout/payout.policy.js';
import { matchPayout } from './match-payout.js';
import type {
  MatchingPayload,
  MatchPayoutInput,
  MatchSuggestion,
  RefundBankLineInput,
  UnmatchPaymentInput,
} from './matching.types.js';
import { refundLine } from './refund-line.js';
import { suggestionsOf } from './suggestions.js';
import { unmatchPayment } from './unmatch-payment.js';

export async function suggestions(ctx: Context, line: BankLine): Promise<MatchSuggestion[]> {
  const { messages } = ctx.platform;
  return (await suggestionsOf(ctx, line)).map(({ score, reasons, parts }) => ({
    score,
    reasons: reasons.map((one) => ({ ...one, message: messages.say(ctx.locale, one.code) })),
    parts: parts.map(({ invoiceId, amountMinor }) => ({
      ...{ invoiceId, amount: money(amountMinor, line.currency) },
    })),
  }));
}

export async function unmatch(ctx: Context, input: UnmatchPaymentInput): Promise<MatchingPayload> {
  const paymentId = localId('Payment', input.paymentId, 'paymentId');
  const { after, violations } = await unmatchPayment(ctx, { ...input, paymentId });
  if (after === null) return { ...nothing, violations };
  const [bankLine, invoice] = await Promise.all([
    byId(ctx, bankLines, after.line.id),
    byId(ctx, invoices, after.invoice.id),
  ]);
  return { bankLine, invoice, payout: null, violations };
}

export async function refund(ctx: Context, input: RefundBankLineInput): Promise<MatchingPayload> {
  const bankLineId = localId('BankLine', input.bankLineId, 'bankLineId');
  const { after, violations } = await refundLine(ctx, { ...input, bankLineId });
  if (after === null) return { ...nothing, violations };
  const newest = sql`t.source_type = 'refund' and t.source_id in (select r.id from core.refund r
    where r.cooperative_id = t.cooperative_id and r.bank_line_id = ${bankLineId})
    order by t.id desc`;
  const [bankLine, payout] = await Promise.all([
    byId(ctx, bankLines, bankLineId),
    oneWhere(ctx, payouts, newest),
  ]);
  return { bankLine, invoice: null, payout, violations };
}

export async function settle(ctx: Context, input: MatchPayoutInput): Promise<MatchingPayload> {
  const bankLineId = localId('BankLine', input.bankLineId, 'bankLineId');
  const payoutId = localId('Payout', input.payoutId, 'payoutId');
  const { matched, violations } = await matchPayout(ctx, { ...input, bankLineId, payoutId });
  if (!matched) return { ...nothing, violations };
  const [bankLine, payout] = await Promise.all([
    byId(ctx, bankLines, bankLineId),
    byId(ctx, payouts, payoutId),
  ]);
  return { bankLine, invoice: null, payout, violations };
}

const nothing = { bankLine: null, invoice: null, payout: null };
