import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import type { Books, PayableInvoice } from '../bank/payment-match.js';
import { fundLossPosting } from '../fund/decide-write-off.js';
import { actorOf, moved } from '../invoice/invoice-entries.js';
import { dueMinor, paymentStatusOf, smaller } from '../invoice/settlement.js';
import { type Posting, post } from '../ledger/ledger.js';
import { unlessLedgerRefuses } from '../refused.js';
import { InvoiceWriteOffStatus } from './invoice-write-off.entity.js';
import { type Loss, lossDifference, lossOf, nothingLost } from './loss.js';
import { lossLines } from './loss-entries.js';
import { writeLossFees } from './loss-fees.js';
import { dueFindings } from './propose-write-off.js';
import { invoiceWrittenOff, requireWriteOff } from './write-off.policy.js';
import { lockWriteOff, type WriteOffState, writeLoss } from './write-off-state.js';

/** The id is a UUID. */
export interface WriteOffDecision {
  readonly writeOffId: string;
  readonly approve: boolean;
  readonly dryRun?: boolean | null;
  readonly expectedVersion?: number | null;
  readonly idempotencyKey: string;
}

const { APPROVED, REJECTED, PROPOSED } = InvoiceWriteOffStatus;

/**
 * Decides over a write-off that another person asked for. Approved, what is due by then is given up:
 * the receivable, the activity's part of it, the fee and the VAT; and what the guarantee fund has out
 * upon it, the activity need not repay.
 */
export async function decideWriteOff(
  ctx: Context,
  step: WriteOffDecision,
): Promise<TransitionOutcome<WriteOffState>> {
  requireWriteOff(ctx);
  let books: Books;
  return unlessLedgerRefuses(ctx, () =>
    runTransition<WriteOffState>(ctx, invoiceWrittenOff, {
      id: step.writeOffId,
      dryRun: step.dryRun,
      expectedVersion: step.expectedVersion,
      once: { key: step.idempotencyKey, input: step },
      load: async (tx, id) => {
        const loaded = await lockWriteOff(tx, id);
        books = loaded.books;
        return loaded.state;
      },
      next: (before) => decided(before, step.approve),
      check: (before, _, tx) => decisionFindings(tx, ctx, before, step.approve),
      write: async (tx, _, after) => {
        await tx.query(
          `update core.invoice_write_off set status = $3, amount_minor = $4, decided_by = $5,
             decided_at = $6, version = version + 1
           where cooperative_id = $1 and id = $2`,
          [
            ...[tx.cooperativeId, after.id, after.status, after.amountMinor],
            ...[ctx.viewer.memberId, ctx.platform.clock.now()],
          ],
        );
        const fundMinor = step.approve ? await giveUp(tx, ctx, books, after) : 0n;
        const type = step.approve ? 'invoice.written-off' : 'invoice.write-off-rejected';
        return [writeOffFact(type, after, { fundMinor: `${fundMinor}` })];
      },
    }),
  );
}

/** For plugins: the invoice is the subject, as of its other money. */
export const writeOffFact = (type: string, state: WriteOffState, more: object = {}) => ({
  type,
  subject: { type: 'Invoice', id: state.invoiceId },
  activityId: state.activityId,
  payload: {
    ...{ writeOffId: state.id, clientId: state.clientId, ground: state.ground },
    ...{ amountMinor: `${state.amountMinor}`, currency: state.currency, ...more },
  },
});

function decided(before: WriteOffState, approve: boolean): WriteOffState {
  const head = { ...before, version: before.version + 1 };
  if (!approve) return { ...head, status: REJECTED };
  const due = dueMinor(before.invoice);
  const writtenOffMinor = due > 0n ? due : 0n;
  const lost = { ...before.invoice, writtenOffMinor };
  const invoice: PayableInvoice = { ...lost, paymentStatus: paymentStatusOf(lost) };
  return { ...head, status: APPROVED, amountMinor: writtenOffMinor, invoice };
}

async function decisionFindings(
  tx: Tx,
  ctx: Context,
  before: WriteOffState,
  approve: boolean,
): Promise<Finding[]> {
  const path = ['writeOffId'];
  if (before.status !== PROPOSED) return [{ code: 'fund.write-off-decided', path }];
  const found: Finding[] = [];
  if (before.madeBy === ctx.viewer.memberId) found.push({ code: 'fund.four-eyes', path });
  if (!approve) return found;
  // The client has paid meanwhile, or a credit note took it back.
  found.push(...dueFindings(before.invoice));
  const fund = await fundWriteOffOf(tx, before.invoiceId);
  if (fund === PROPOSED) found.push({ code: 'write-off.fund-proposal', path });
  return found;
}

/** Books the loss, and that of the fund; answers what the fund gives up. */
async function giveUp(tx: Tx, ctx: Context, books: Books, after: WriteOffState): Promise<bigint> {
  const loss = lossOf(after.invoice, after.invoice.writtenOffMinor);
  await writeLoss(tx, after.id, after.invoice, loss);
  const reinstated = lossDifference(nothingLost, loss);
  await writeLossFees(tx, ctx, [{ held: after, invoiceId: after.invoiceId, reinstated }]);
  const advanced = books.advancedMinor.get(after.activityId) ?? 0n;
  const fundMinor =
    (await fundWriteOffOf(tx, after.invoiceId)) === null
      ? smaller(advanced, loss.expectedMinor)
      : 0n;
  const postings = [lossPosting(ctx, after, loss)];
  if (fundMinor > 0n) postings.push(await giveUpAdvance(tx, ctx, after, fundMinor));
  await post(tx, tx.cooperativeId, postings);
  return fundMinor;
}

const lossPosting = (ctx: Context, state: WriteOffState, loss: Loss): Posting => ({
  ...actorOf(ctx),
  ...{ key: `invoice-write-off:${state.id}`, kind: 'INVOICE_WRITTEN_OFF' },
  ...{ sourceType: 'invoice_write_off', sourceId: state.id },
  eventOn: ctx.platform.clock.today(),
  lines: moved(lossLines(ctx, state.invoice, state.recoversVat, loss)),
});

/** The two people who gave up the debt gave up what the fund has out upon it. */
async function giveUpAdvance(
  tx: Tx,
  ctx: Context,
  { id: writeOffId, activityId, currency }: WriteOffState,
  amountMinor: bigint,
): Promise<Posting> {
  const id = newId();
  await tx.query(
    `insert into core.fund_write_off (cooperative_id, id, invoice_id, activity_id, client_id,
       status, currency, amount_minor, reason, made_by, made_at, decided_by, decided_at)
     select cooperative_id, $3, invoice_id, activity_id, client_id, 'APPROVED', currency, $4,
       reason, made_by, made_at, decided_by, decided_at
     from core.invoice_write_off where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, writeOffId, id, amountMinor],
  );
  return fundLossPosting(ctx, { id, activityId, currency, amountMinor });
}

/** How far the giving up of the fund's advance upon it has come by itself; null: none. */
async function fundWriteOffOf(tx: Tx, invoiceId: string): Promise<string | null> {
  const [row] = await tx.query<{ status: string }>(
    `select status from core.fund_write_off
     where cooperative_id = $1 and invoice_id = $2 and status <> 'REJECTED'`,
    [tx.cooperativeId, invoiceId],
  );
  return row?.status ?? null;
}
