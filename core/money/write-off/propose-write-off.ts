import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, paragraphFindings, tidy } from '../../platform/model/text.js';
import { takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { isPayable, type PayableInvoice } from '../bank/payment-match.js';
import { lockBooks } from '../bank/payment-rows.js';
import { dueMinor } from '../invoice/settlement.js';
import { type LossGroundRow, lossGroundsAt } from './loss-ground.js';
import { requireWriteOff } from './write-off.policy.js';

/** The invoice is a UUID. */
export interface WriteOffProposal {
  readonly invoiceId: string;
  /** A code of `core.loss_ground`. */
  readonly ground: string;
  readonly lostOn: string;
  readonly evidence?: string | null;
  readonly reason: string;
  readonly idempotencyKey: string;
}

export interface ProposedWriteOff {
  readonly writeOffId: string | null;
  readonly violations: Violation[];
}

/** Asks to give up what is due of an invoice whose client will never pay. Another decides. */
export async function proposeWriteOff(
  ctx: Context,
  proposal: WriteOffProposal,
): Promise<ProposedWriteOff> {
  requireWriteOff(ctx);
  const reason = tidy(proposal.reason);
  const evidence = tidy(proposal.evidence ?? '') || null;
  return transact(ctx, async (tx) => {
    const invoice = await lockedInvoice(tx, proposal.invoiceId);
    const id = newId();
    const open = await liveWriteOff(tx, proposal.invoiceId);
    const once = { key: proposal.idempotencyKey, input: proposal };
    if (open !== null) {
      const before = await takeKey(tx, ctx, 'invoice.propose-write-off', once, open);
      if (before === open) return { writeOffId: open, violations: [] };
    }
    const { lostOn } = proposal;
    const grounds = await lossGroundsAt(tx, tx.cooperativeId, lostOn);
    const ground = grounds.find(({ code }) => code === proposal.ground);
    const found = [
      ...(open === null ? dueFindings(invoice) : [at('write-off.live', 'invoiceId')]),
      ...groundFindings(ground, evidence),
      ...(lostOn > ctx.platform.clock.today() ? [at('write-off.future', 'lostOn')] : []),
      ...(reason === '' ? [at('text.blank', 'reason')] : []),
      ...paragraphFindings('reason', reason, 1_000),
    ];
    if (ground === undefined || found.length > 0) {
      return { writeOffId: null, violations: violationsOf(ctx, found) };
    }
    await takeKey(tx, ctx, 'invoice.propose-write-off', once, id);
    const { activityId, clientId, currency } = invoice;
    await tx.query(
      `insert into core.invoice_write_off (cooperative_id, id, invoice_id, activity_id, client_id,
         status, currency, ground, recovers_vat, lost_on, evidence, reason, amount_minor, made_by,
         made_at)
       values ($1, $2, $3, $4, $5, 'PROPOSED', $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[tx.cooperativeId, id, invoice.id, activityId, clientId, currency, ground.code],
        ...[ground.recoversVat, lostOn, evidence, reason, dueMinor(invoice)],
        ...[ctx.viewer.memberId, ctx.platform.clock.now()],
      ],
    );
    const subject = { type: 'InvoiceWriteOff', id };
    const payload = { invoiceId: invoice.id, clientId };
    await record(tx, ctx, 'invoice.propose-write-off', [
      { type: 'invoice.write-off-proposed', subject, activityId, payload },
    ]);
    return { writeOffId: id, violations: [] };
  });
}

const at = (code: string, property: string): Finding => ({ code, path: [property] });

/** A write-off is of what is due, of an issued invoice. */
export function dueFindings(invoice: PayableInvoice): Finding[] {
  if (!isPayable(invoice) || dueMinor(invoice) <= 0n) return [at('fund.nothing-owed', 'invoiceId')];
  return [];
}

function groundFindings(ground: LossGroundRow | undefined, evidence: string | null): Finding[] {
  if (ground === undefined) return [at('write-off.ground-unknown', 'ground')];
  if (evidence !== null) return lineFindings('evidence', evidence, 500);
  if (!ground.evidenceRequired) return [];
  const { article, source } = ground;
  return [
    { ...at('write-off.evidence-missing', 'evidence'), source: { title: article, url: source } },
  ];
}

async function lockedInvoice(tx: Tx, id: string): Promise<PayableInvoice> {
  const invoice = (await lockBooks(tx, { ids: [id] })).invoices.get(id);
  if (invoice === undefined) throw notFound('Invoice', globalId('Invoice', id));
  return invoice;
}

async function liveWriteOff(tx: Tx, invoiceId: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    `select id from core.invoice_write_off
     where cooperative_id = $1 and invoice_id = $2 and status in ('PROPOSED', 'APPROVED')`,
    [tx.cooperativeId, invoiceId],
  );
  return row?.id ?? null;
}
