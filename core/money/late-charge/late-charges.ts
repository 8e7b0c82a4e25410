/** What a plugin that collects asks on top of an invoice, and how far it was paid. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, GezelError, notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
import { transact } from '../../platform/write/transact.js';
import type {
  LateChargeOrder,
  LateChargePort,
  LateChargeState,
  LateChargeWithdrawal,
} from '../../sdk/late-charge-door.js';
import { invoices } from '../invoice/invoice.policy.js';
import { InvoiceKind } from '../invoice/invoice-codes.js';
import { owedMinor } from '../invoice/settlement.js';
import { maximumAmountMinor } from '../limits.js';
import { noCharges, openCharges, plus } from './impute.js';
import { lateChargesOf } from './late-charge-rows.js';

/** The late charges of a request: what may not be seen answers as if it were not there. */
export const lateCharges = (ctx: Context): LateChargePort => ({
  ask: (order) => transact(ctx, (tx) => ask({ ...ctx, tx }, order)),
  withdraw: (order) => transact(ctx, (tx) => withdraw({ ...ctx, tx }, order)),
  state: (invoiceId) => stateOf(ctx, invoiceId),
});

type Writing = Context & { readonly tx: Tx };

async function ask(ctx: Writing, order: LateChargeOrder): Promise<LateChargeState> {
  const { key, service, invoiceId, on, costsMinor, interestMinor, penaltyMinor } = order;
  for (const [name, minor] of Object.entries({ costsMinor, interestMinor, penaltyMinor })) {
    if (minor < 0n || minor > maximumAmountMinor) throw badInput('It is out of range.', name);
  }
  const { tx } = ctx;
  const invoice = await held(ctx, invoiceId);
  if (invoice.kind !== InvoiceKind.INVOICE || owedMinor(invoice) <= 0n) {
    throw badInput('Only an invoice that asks for money is late.', 'invoiceId');
  }
  if (on > ctx.platform.clock.today()) throw badInput('It is asked today or before.', 'on');
  // A row says the whole: what is asked now, on top of what was paid of it before.
  const before = (await lateChargesOf(tx, tx.cooperativeId, [invoiceId])).get(invoiceId);
  const { paid } = before ?? noCharges;
  const whole = plus(paid, { costsMinor, interestMinor, penaltyMinor });
  const made = await tx.query(
    `insert into core.late_charge (cooperative_id, id, key, service, invoice_id, activity_id,
       asked_on, costs_minor, interest_minor, penalty_minor, currency, proceeds, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (cooperative_id, key) do nothing returning id`,
    [
      ...[tx.cooperativeId, newId(), key, service, invoiceId, invoice.activityId, on],
      ...[whole.costsMinor, whole.interestMinor, whole.penaltyMinor, invoice.currency],
      ...[order.proceeds, ctx.platform.clock.now()],
    ],
  );
  if (made.length === 0) await expectSame(tx, order);
  return known(ctx, invoiceId);
}

async function withdraw(ctx: Writing, order: LateChargeWithdrawal): Promise<LateChargeState> {
  const { service, invoiceId, key = null } = order;
  await held(ctx, invoiceId);
  await ctx.tx.query(
    `update core.late_charge set withdrawn_at = $3
     where cooperative_id = $1 and invoice_id = $2 and withdrawn_at is null
       and service = $4 and ($5::text is null or key = $5)`,
    [ctx.tx.cooperativeId, invoiceId, ctx.platform.clock.now(), service, key],
  );
  return known(ctx, invoiceId);
}

/** The invoice under lock: a payment that is being matched waits, or is seen. */
async function held(ctx: Writing, invoiceId: string) {
  const invoice = await byId(ctx, invoices, invoiceId);
  if (invoice === null) throw notFound('Invoice', globalId('Invoice', invoiceId));
  await ctx.tx.query(
    'select from core.invoice where cooperative_id = $1 and id = $2 for no key update',
    [ctx.tx.cooperativeId, invoiceId],
  );
  return invoice;
}

/** The same key says it once; of another service, invoice or day it is another request. */
async function expectSame(tx: Tx, order: LateChargeOrder): Promise<void> {
  const { key, service, invoiceId, on } = order;
  const same = await tx.query(
    `select from core.late_charge
     where cooperative_id = $1 and key = $2 and service = $3 and invoice_id = $4 and asked_on = $5`,
    [tx.cooperativeId, key, service, invoiceId, on],
  );
  if (same.length === 0) throw new GezelError('IDEMPOTENCY_MISMATCH', { key });
}

async function known(ctx: Writing, invoiceId: string): Promise<LateChargeState> {
  ctx.loaders.clear();
  const state = await stateOf(ctx, invoiceId);
  if (state === null) throw notFound('Invoice', globalId('Invoice', invoiceId));
  return state;
}

/** Of many invoices of a request in two statements. */
async function stateOf(ctx: Context, invoiceId: string): Promise<LateChargeState | null> {
  const invoice = await byId(ctx, invoices, invoiceId);
  if (invoice === null) return null;
  const load = (ids: readonly string[]) => standings(ctx, ids);
  const standing =
    ctx.tx === undefined
      ? await ctx.loaders.batch<Standing>(stateOf, 'all', load).load(invoiceId)
      : ((await load([invoiceId]))[0] as Standing);
  const { currency } = invoice;
  return { currency, ...standing };
}

type Standing = Omit<LateChargeState, 'currency'>;

async function standings(ctx: Context, ids: readonly string[]): Promise<Standing[]> {
  const sql = ctx.tx ?? ctx.platform.database;
  const { cooperativeId } = ctx.viewer;
  const charges = await lateChargesOf(sql, cooperativeId, ids);
  const payments = await sql.query<{ invoiceId: string; on: string; principalMinor: bigint }>(
    `select p.invoice_id as "invoiceId", b.booked_on as on, p.amount_minor as "principalMinor"
     from core.payment p
     join core.bank_line b on b.cooperative_id = p.cooperative_id and b.id = p.bank_line_id
     where p.cooperative_id = $1 and p.invoice_id = any($2::uuid[]) and p.reversed_at is null
       and p.amount_minor > 0 order by b.booked_on, p.id`,
    [cooperativeId, ids],
  );
  const byInvoice = Map.groupBy(payments, (one) => one.invoiceId);
  return ids.map((id) => {
    const own = charges.get(id) ?? noCharges;
    const today = ctx.platform.clock.today();
    const principal = (byInvoice.get(id) ?? []).map(({ on, principalMinor }) => ({
      ...{ on, amountMinor: principalMinor },
    }));
    return { open: openCharges(own, today), paid: own.paid, principal };
  });
}
