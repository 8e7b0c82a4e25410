import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { paragraphFindings, tidy } from '../../platform/model/text.js';
import { takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { isPayable, type PayableInvoice } from '../bank/payment-match.js';
import { lockBooks } from '../bank/payment-rows.js';
import { dueMinor, expectedMinor, smaller } from '../invoice/settlement.js';
import { requireFund } from './fund.policy.js';

/** The invoice is a UUID. */
export interface WriteOffProposal {
  readonly invoiceId: string;
  readonly reason: string;
  readonly idempotencyKey: string;
}

export interface ProposedWriteOff {
  readonly writeOffId: string | null;
  readonly violations: Violation[];
}

/**
 * Asks to give up what the fund has out upon an invoice whose client will never pay: no more than
 * the invoice was to bring the activity, and no more than the activity owes. Another decides.
 */
export async function proposeWriteOff(
  ctx: Context,
  proposal: WriteOffProposal,
): Promise<ProposedWriteOff> {
  requireFund(ctx);
  const reason = tidy(proposal.reason);
  const blank: Finding[] = reason === '' ? [{ code: 'text.blank', path: ['reason'] }] : [];
  const wrong = [...blank, ...paragraphFindings('reason', reason, 1_000)];
  return transact(ctx, async (tx) => {
    const ground = await writeOffGround(tx, proposal.invoiceId);
    const id = newId();
    const open = await openProposal(tx, proposal.invoiceId);
    const once = { key: proposal.idempotencyKey, input: proposal };
    if (open !== null) {
      const before = await takeKey(tx, ctx, 'fund.propose-write-off', once, open);
      if (before === open) return { writeOffId: open, violations: [] };
    }
    const found = [...wrong, ...(open === null ? ground.findings : [alreadyProposed])];
    if (found.length > 0) return { writeOffId: null, violations: violationsOf(ctx, found) };
    await takeKey(tx, ctx, 'fund.propose-write-off', once, id);
    const { invoice, amountMinor } = ground;
    await tx.query(
      `insert into core.fund_write_off (cooperative_id, id, invoice_id, activity_id, client_id,
         status, currency, amount_minor, reason, made_by, made_at)
       values ($1, $2, $3, $4, $5, 'PROPOSED', $6, $7, $8, $9, $10)`,
      [
        ...[tx.cooperativeId, id, invoice.id, invoice.activityId, invoice.clientId],
        ...[invoice.currency, amountMinor, reason, ctx.viewer.memberId, ctx.platform.clock.now()],
      ],
    );
    const subject = { type: 'FundWriteOff', id };
    const { activityId } = invoice;
    await record(tx, ctx, 'fund.propose-write-off', [
      { type: 'fund.write-off-proposed', subject, activityId, payload: { invoiceId: invoice.id } },
    ]);
    return { writeOffId: id, violations: [] };
  });
}

const alreadyProposed: Finding = { code: 'fund.already-written-off', path: ['invoiceId'] };

/** What can be given up now, with the invoice and its activity under lock. */
export async function writeOffGround(
  tx: Tx,
  invoiceId: string,
): Promise<{ invoice: PayableInvoice; amountMinor: bigint; findings: readonly Finding[] }> {
  const books = await lockBooks(tx, { ids: [invoiceId] });
  const invoice = books.invoices.get(invoiceId);
  if (invoice === undefined) throw notFound('Invoice', globalId('Invoice', invoiceId));
  const advanced = books.advancedMinor.get(invoice.activityId) ?? 0n;
  const amountMinor = smaller(advanced, expectedMinor(invoice));
  const at = (code: string): Finding => ({ code, path: ['invoiceId'] });
  if (!isPayable(invoice) || dueMinor(invoice) <= 0n) {
    return { invoice, amountMinor, findings: [at('fund.nothing-owed')] };
  }
  return { invoice, amountMinor, findings: amountMinor > 0n ? [] : [at('fund.nothing-advanced')] };
}

async function openProposal(tx: Tx, invoiceId: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    `select id from core.fund_write_off
     where cooperative_id = $1 and invoice_id = $2 and status <> 'REJECTED'`,
    [tx.cooperativeId, invoiceId],
  );
  return row?.id ?? null;
}
