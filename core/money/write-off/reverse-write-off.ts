import type { Context } from '../../platform/context.js';
import { tidy } from '../../platform/model/text.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { PayableInvoice } from '../bank/payment-match.js';
import { actorOf, moved } from '../invoice/invoice-entries.js';
import { paymentStatusOf } from '../invoice/settlement.js';
import { post } from '../ledger/ledger.js';
import { reasonFindings } from '../quote/decline-quote.js';
import { unlessLedgerRefuses } from '../refused.js';
import { writeOffFact } from './decide-write-off.js';
import { InvoiceWriteOffStatus } from './invoice-write-off.entity.js';
import { lossDifference, nothingLost } from './loss.js';
import { lossLines } from './loss-entries.js';
import { writeLossFees } from './loss-fees.js';
import { invoiceWriteOffReversed, requireWriteOff } from './write-off.policy.js';
import { lockWriteOff, type WriteOffState, writeLoss } from './write-off-state.js';

/** The id is a UUID. */
export interface WriteOffReversal {
  readonly writeOffId: string;
  readonly reason: string;
  readonly dryRun?: boolean | null;
  readonly expectedVersion?: number | null;
  readonly idempotencyKey: string;
}

/**
 * Takes a write-off back where the client can pay after all, or never was in default: what of it is
 * still lost is due again. What the guarantee fund gave up stays so: a payment makes it good first.
 */
export async function reverseWriteOff(
  ctx: Context,
  step: WriteOffReversal,
): Promise<TransitionOutcome<WriteOffState>> {
  requireWriteOff(ctx);
  const reason = tidy(step.reason);
  return unlessLedgerRefuses(ctx, () =>
    runTransition<WriteOffState>(ctx, invoiceWriteOffReversed, {
      id: step.writeOffId,
      dryRun: step.dryRun,
      expectedVersion: step.expectedVersion,
      once: { key: step.idempotencyKey, input: step },
      load: async (tx, id) => (await lockWriteOff(tx, id)).state,
      next: (before) => {
        const due = { ...before.invoice, writtenOffMinor: 0n };
        const invoice: PayableInvoice = { ...due, paymentStatus: paymentStatusOf(due) };
        const status = InvoiceWriteOffStatus.REVERSED;
        return { ...before, status, invoice, version: before.version + 1 };
      },
      check: (before) => [
        ...(before.status === InvoiceWriteOffStatus.APPROVED
          ? []
          : [{ code: 'write-off.not-approved', path: ['writeOffId'] }]),
        ...reasonFindings(reason),
      ],
      write: async (tx, before, after) => {
        const lost = before.invoice.writeOff?.loss ?? nothingLost;
        await writeLoss(tx, before.id, after.invoice, nothingLost);
        await tx.query(
          `update core.invoice_write_off set status = 'REVERSED', reversed_by = $3,
             reversed_at = $4, reversal_reason = $5, version = version + 1
           where cooperative_id = $1 and id = $2`,
          [...[tx.cooperativeId, before.id, ctx.viewer.memberId, ctx.platform.clock.now()], reason],
        );
        const { invoiceId } = before;
        await writeLossFees(tx, ctx, [{ held: before, invoiceId, reinstated: lost }]);
        if (lost.totalMinor > 0n) {
          const back = lossDifference(nothingLost, lost);
          await post(tx, tx.cooperativeId, [
            {
              ...actorOf(ctx),
              key: `invoice-write-off:${before.id}:reversed`,
              kind: 'INVOICE_WRITE_OFF_REVERSED',
              ...{ sourceType: 'invoice_write_off', sourceId: before.id },
              eventOn: ctx.platform.clock.today(),
              lines: moved(lossLines(ctx, before.invoice, before.recoversVat, back)),
            },
          ]);
        }
        return [writeOffFact('invoice.write-off-reversed', before)];
      },
    }),
  );
}
