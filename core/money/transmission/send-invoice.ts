import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { documentSource } from '../einvoice/document-source.js';
import type { Addressed } from '../einvoice/electronic-address.js';
import { lockInvoice } from '../invoice/invoice-state.js';
import { addressesOf, isSelfBilled } from './queue-transmission.js';
import { TransmissionStatus } from './transmission.entity.js';
import { invoiceSent, mayBeSentAgain, type SendState } from './transmission.policy.js';

/** The id is a UUID. */
export interface InvoiceSending {
  readonly invoiceId: string;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/**
 * Sends a document again that was refused or given up, or for the first time to a client who has got
 * an electronic address since. It goes where the client is reached today. A refused one goes out
 * under a new key; one that was given up keeps its key, since it may have arrived after all.
 */
export function sendInvoice(
  ctx: Context,
  step: InvoiceSending,
): Promise<TransitionOutcome<SendState>> {
  return runTransition<SendState>(ctx, invoiceSent, {
    id: step.invoiceId,
    dryRun: step.dryRun,
    once: { key: step.idempotencyKey, input: step },
    load: (tx, id) => loadSending(tx, ctx, id),
    next: (before) => ({
      ...before,
      transmission: {
        id: before.transmission?.id ?? newId(),
        status: TransmissionStatus.QUEUED,
        round: nextRound(before),
      },
    }),
    check: sendFindings,
    // A new key is asked after at its second attempt, an old one at once: it may have gone out.
    write: async (tx, before, { transmission }) => {
      const { addresses, id, activityId } = before;
      await tx.query(
        `insert into core.transmission as t (cooperative_id, id, invoice_id, activity_id, sender,
           receiver, round, queued_at, next_attempt_at)
         values ($1, $2, $3, $4, $5, $6, $7, now(), now())
         on conflict (cooperative_id, invoice_id) do update set status = 'QUEUED',
           receiver = excluded.receiver, round = excluded.round,
           attempts = case when t.round = excluded.round then 1 else 0 end,
           queued_at = excluded.queued_at, next_attempt_at = excluded.next_attempt_at,
           problem = null, problem_text = null, sent_at = null, ended_at = null,
           version = t.version + 1`,
        [
          ...[tx.cooperativeId, transmission?.id, id, activityId, addresses?.sender],
          ...[addresses?.receiver, transmission?.round],
        ],
      );
      return [{ type: 'invoice.queued', subject: { type: 'Invoice', id }, activityId }];
    },
  });
}

const nextRound = ({ transmission }: SendState): number => {
  if (transmission === null) return 1;
  return transmission.round + (transmission.status === TransmissionStatus.REFUSED ? 1 : 0);
};

function sendFindings({ number, transmission, addresses }: SendState): Finding[] {
  const path = ['invoiceId'];
  if (number === null) return [{ code: 'invoice.not-issued', path }];
  if (transmission !== null && !mayBeSentAgain(transmission.status)) {
    return [{ code: 'invoice.already-sent', path, values: { status: transmission.status } }];
  }
  return addresses === null ? [{ code: 'invoice.client-not-on-network', path }] : [];
}

async function loadSending(tx: Tx, ctx: Context, id: string): Promise<SendState> {
  const { more, ...invoice } = await lockInvoice<SendColumns>(tx, ctx, id, 'invoice.issue', {
    columns: sendColumns,
    params: [],
  });
  // A client that made it out in our name has it.
  const ours = !(await isSelfBilled(tx, tx.cooperativeId, id));
  const source = ours ? await documentSource(tx, tx.cooperativeId, id) : null;
  const addresses = source && addressesOf({ seller: source.seller, buyer: partyNow(more) });
  return { ...invoice, transmission: more.transmission, addresses };
}

interface SendColumns {
  readonly transmission: SendState['transmission'];
  readonly enterprise_number: string | null;
  readonly vat_number: string | null;
  readonly peppol_address: string | null;
}

const partyNow = (more: SendColumns): Addressed => ({
  enterpriseNumber: more.enterprise_number,
  vatNumber: more.vat_number,
  peppolAddress: more.peppol_address,
});

const sendColumns = `
  (select jsonb_build_object('id', t.id, 'status', t.status, 'round', t.round)
   from core.transmission t where t.cooperative_id = $1 and t.invoice_id = $2) as transmission,
  c.enterprise_number, c.vat_number, to_jsonb(c) ->> 'peppol_address' as peppol_address`;
