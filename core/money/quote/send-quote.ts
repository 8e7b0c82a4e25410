import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { DomainEvent } from '../../platform/write/record.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { nextNumber } from '../document/document-number.js';
import { validityFindings } from './create-quote.js';
import { QuoteStatus } from './quote.entity.js';
import { type QuoteState, quoteSent } from './quote.policy.js';
import { expectStatus, lockQuote } from './quote-state.js';

/** A step of a quote; the id is a UUID. */
export interface QuoteStep {
  readonly quoteId: string;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
}

/**
 * Offers a draft to its client: it gets a number and does not change any more. A revision has the
 * number of the first, and what it revises stands no longer.
 */
export function sendQuote(ctx: Context, step: QuoteStep): Promise<TransitionOutcome<QuoteState>> {
  const today = ctx.platform.clock.today();
  return runTransition(ctx, quoteSent, {
    id: step.quoteId,
    dryRun: step.dryRun,
    expectedVersion: step.expectedVersion,
    load: (tx, id) => lockQuote(tx, ctx, id),
    next: (before) => ({ ...before, status: QuoteStatus.SENT, version: before.version + 1 }),
    check: async (before, _, tx) => [
      ...expectStatus(before, QuoteStatus.DRAFT),
      ...(before.activityStatus === 'OPEN' ? [] : [{ code: 'document.activity-closed' }]),
      ...validityFindings(before.validUntil, today),
      ...revisionFindings(await revisedBy(tx, before)),
    ],
    write: async (tx, before) => {
      const revised = await revisedBy(tx, before);
      await markSent(tx, before, today, revised);
      const { id, activityId } = before;
      const subject = { type: 'Quote', id };
      return [
        { type: 'quote.sent', subject, activityId },
        ...(revised === null ? [] : [await supersede(tx, revised, before)]),
      ];
    },
  });
}

/** The quote whose place this one takes. */
interface Revised {
  readonly id: string;
  readonly status: QuoteStatus;
  readonly year: number;
  readonly sequence: bigint;
  readonly number: string;
}

/** Under lock: while the revision is sent nobody accepts what it takes the place of. */
async function revisedBy(tx: Tx, { revisesId }: QuoteState): Promise<Revised | null> {
  if (revisesId === null) return null;
  const [row] = await tx.query<Revised>(
    `select id, status, year, sequence, number from core.quote
     where cooperative_id = $1 and id = $2 for no key update`,
    [tx.cooperativeId, revisesId],
  );
  return row ?? null;
}

const revisionFindings = (revised: Revised | null): Finding[] =>
  revised?.status === QuoteStatus.ACCEPTED
    ? [{ code: 'quote.not-revisable', path: ['quoteId'], values: { status: revised.status } }]
    : [];

async function markSent(
  tx: Tx,
  quote: QuoteState,
  today: string,
  revised: Revised | null,
): Promise<void> {
  const { year, sequence, number } =
    revised ?? (await nextNumber(tx, quote.hostEntityId, 'QUOTE', today));
  const first = number.split('-').slice(0, 2).join('-');
  await tx.query(
    `update core.quote set status = 'SENT', sent_on = $3, year = $4, sequence = $5, number = $6,
       version = version + 1
     where cooperative_id = $1 and id = $2`,
    [
      ...[tx.cooperativeId, quote.id, today, year, sequence],
      quote.revision === 1 ? first : `${first}-${quote.revision}`,
    ],
  );
}

/** A refusal stays a refusal; what still stood stands no more. */
async function supersede(
  tx: Tx,
  { id }: Revised,
  { id: supersededBy, activityId }: QuoteState,
): Promise<DomainEvent> {
  await tx.query(
    `update core.quote set status = 'SUPERSEDED', version = version + 1
     where cooperative_id = $1 and id = $2 and status = 'SENT'`,
    [tx.cooperativeId, id],
  );
  const payload = { supersededBy };
  return { type: 'quote.superseded', subject: { type: 'Quote', id }, activityId, payload };
}
