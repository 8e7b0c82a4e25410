import type { Finding } from '../../platform/write/violation.js';
import type { OpenLine } from './payment-match.js';

/** Why a movement of the bank cannot be taken for something of a legal entity, beside an invoice. */
export function lineFindings(
  line: OpenLine,
  amountMinor: bigint,
  into: { readonly hostEntityId: string; readonly currency: string },
): Finding[] {
  const at = (code: string, property: string): Finding => ({ code, path: [property] });
  const found: Finding[] = [];
  if (into.hostEntityId !== line.hostEntityId) {
    found.push(at('payment.other-entity', 'bankLineId'));
  }
  if (into.currency !== line.currency) found.push(at('payment.other-currency', 'bankLineId'));
  if (line.openMinor <= 0n) found.push(at('payment.nothing-open', 'bankLineId'));
  else if (amountMinor > line.openMinor) found.push(at('payment.more-than-line', 'amount'));
  if (line.overpaysInvoiceId !== null) found.push(at('income.line-overpays', 'bankLineId'));
  return found;
}
