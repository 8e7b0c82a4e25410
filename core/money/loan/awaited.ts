/** How much more may be lent upon what the client of a document is still to pay. */
import type { Context } from '../../platform/context.js';
import { minorDigits } from '../../platform/currencies.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { decimalOf } from '../../platform/money.js';
import { byId } from '../../platform/read/read.js';
import type { AwaitedDocument, LoanDraw, LoanLeft } from '../../sdk/money-doors.js';
import { freeMinor, fundBasis } from '../fund/fund-room.js';
import { invoices } from '../invoice/invoice.policy.js';
import { smaller } from '../invoice/settlement.js';
import { quotes } from '../quote/quote.policy.js';
import { MoneyRefused } from '../refused.js';
import { loanRoom } from './pledged.js';

/** Null when the document may not be seen. */
export async function leftOn(
  ctx: Context,
  tx: Tx,
  document: AwaitedDocument,
): Promise<LoanLeft | null> {
  const seen = await documentOf(ctx, document);
  if (seen === null) return null;
  return { leftMinor: await leftMinor(tx, seen, document), currency: seen.currency };
}

/** A document of the activity that borrows, in its currency. */
export async function expectAwaited(
  ctx: Context,
  { activityId, currency, awaits }: LoanDraw,
): Promise<void> {
  if (awaits == null) return;
  const seen = await documentOf(ctx, awaits);
  if (seen === null) throw notFound(awaits.type, globalId(awaits.type, awaits.id));
  if (seen.activityId === activityId && seen.currency === currency) return;
  throw badInput('A loan awaits a client of the activity that borrows.', 'awaits');
}

/** Under the activity's lock: what is lent upon a document is lent once, whoever lends. */
export async function expectLeft(tx: Tx, order: LoanDraw): Promise<void> {
  const { awaits, currency, amountMinor } = order;
  if (awaits == null) return;
  const most = await leftMinor(tx, order, awaits);
  if (amountMinor <= most) return;
  const left = decimalOf(most, minorDigits(currency));
  const values = { left, currency };
  throw new MoneyRefused([{ code: 'loan.more-than-expected', path: ['amount'], values }]);
}

/**
 * The least of what its invoices still bring and what the activity expects in all and nobody has
 * advanced; and what no invoice was made of yet, which only loans upon the order rest on.
 */
async function leftMinor(
  tx: Tx,
  { activityId, currency }: Seen,
  document: AwaitedDocument,
): Promise<bigint> {
  const room = await loanRoom(tx, tx.cooperativeId, activityId, document);
  const activity = { id: activityId, currency };
  const free = freeMinor(await fundBasis(tx, tx.cooperativeId, activity));
  return room.toComeMinor + (free > 0n ? smaller(free, room.invoicedMinor) : 0n);
}

interface Seen {
  readonly activityId: string;
  readonly currency: string;
}

const documentOf = (ctx: Context, { type, id }: AwaitedDocument): Promise<Seen | null> =>
  type === 'Invoice' ? byId(ctx, invoices, id) : byId(ctx, quotes, id);
