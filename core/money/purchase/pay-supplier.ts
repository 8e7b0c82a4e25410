/** How a supplier gets what is owed: what is booked, and the payout that waits for its release. */
import { electronicFormatIBAN, isValidIBAN } from 'ibantools';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { Finding } from '../../platform/write/violation.js';
import { activityAccount, hostAccount } from '../accounts.js';
import type { Awaited } from '../awaited/await-on-bank.js';
import { InvoiceKind } from '../invoice/invoice-codes.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { debit, type Line, type Posting } from '../ledger/ledger.js';
import { insertPayout } from '../payout/make-payout.js';
import type { PurchaseState } from './purchase-state.js';

/** What the activity bears: all but the VAT that is claimed back. */
export const costOf = ({ totalMinor, deductibleMinor }: PurchaseState): bigint =>
  totalMinor - (deductibleMinor ?? 0n);

/** What still goes to the supplier: less than the whole when the document says that a part is paid. */
function owedMinor({ kind, alreadyPaid, payableMinor, totalMinor }: PurchaseState): bigint {
  if (kind !== InvoiceKind.INVOICE || alreadyPaid || payableMinor <= 0n) return 0n;
  return payableMinor < totalMinor ? payableMinor : totalMinor;
}

/** The account that a person gave, or else that of the document, which nobody has checked. */
function accountOf({ iban }: PurchaseState): string | null {
  const plain = electronicFormatIBAN(iban ?? '') ?? '';
  return isValidIBAN(plain) ? plain : null;
}

export const accountFindings = (purchase: PurchaseState): Finding[] =>
  owedMinor(purchase) > 0n && accountOf(purchase) === null
    ? [{ code: 'purchase.without-account', path: ['iban'] }]
    : [];

/** The payout of an approved invoice, due on its last day; null where nothing is to be sent. */
export async function paySupplier(
  tx: Tx,
  ctx: Context,
  purchase: PurchaseState,
): Promise<string | null> {
  const amountMinor = owedMinor(purchase);
  const iban = accountOf(purchase);
  if (amountMinor === 0n || iban === null) return null;
  const today = ctx.platform.clock.today();
  const { id, activityId, hostEntityId, currency, dueOn, supplierName, number } = purchase;
  return insertPayout(tx, ctx, {
    ...{ activityId, hostEntityId, payeeId: null, amountMinor, currency },
    ...{ dueOn: dueOn !== null && dueOn > today ? dueOn : today, payable: 'purchase.payable' },
    source: { type: 'purchase', id },
    account: { iban, holder: supplierName.slice(0, 140) },
    remittance: (purchase.paymentReference ?? number).slice(0, 140),
  });
}

/**
 * What the bank is yet to show: what a card or a direct debit has paid or brings back, or what the
 * supplier owes back of a credit note.
 */
export function awaitedOf(ctx: Context, purchase: PurchaseState, owedBackMinor: bigint): Awaited {
  const { id, hostEntityId, currency, totalMinor, alreadyPaid } = purchase;
  const sign = purchase.kind === InvoiceKind.INVOICE ? -1n : 1n;
  return {
    ...{ source: { type: 'purchase', id }, hostEntityId, currency },
    account: alreadyPaid ? 'bank.clearing' : 'purchase.payable',
    activityId: purchase.activityId as string,
    amountMinor: alreadyPaid ? sign * totalMinor : owedBackMinor,
    since: ctx.platform.clock.today(),
  };
}

/**
 * A credit note mirrors an invoice. What a card or a direct debit has paid is awaited on the bank;
 * anything else is owed.
 */
export function purchaseEntries(ctx: Context, purchase: PurchaseState): Posting {
  const { id, hostEntityId, currency, totalMinor, deductibleMinor, alreadyPaid } = purchase;
  const sign = purchase.kind === InvoiceKind.INVOICE ? 1n : -1n;
  const available = activityAccount(purchase.activityId as string, 'activity.available', currency);
  const owed = alreadyPaid ? 'bank.clearing' : 'purchase.payable';
  const lines: Line[] = [
    debit(available, sign * costOf(purchase)),
    debit(hostAccount(hostEntityId, 'vat.deductible', currency), sign * (deductibleMinor ?? 0n)),
    debit(hostAccount(hostEntityId, owed, currency), -sign * totalMinor),
  ];
  return {
    ...actorOf(ctx),
    key: `purchase:${id}:approve`,
    ...{ kind: 'PURCHASE_APPROVED', sourceType: 'purchase', sourceId: id },
    eventOn: ctx.platform.clock.today(),
    lines: lines.filter(({ amountMinor }) => amountMinor !== 0n),
  };
}
