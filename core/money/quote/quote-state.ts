/** A quote under lock: what its transitions and the plugins' validations look at. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError } from '../../platform/errors.js';
import type { Finding } from '../../platform/write/violation.js';
import { lockDocument } from '../document/lock-document.js';
import { QuoteStatus } from './quote.entity.js';
import { type QuoteState, statusOn } from './quote.policy.js';

export async function lockQuote(tx: Tx, ctx: Context, id: string): Promise<QuoteState> {
  const row = await lockDocument<QuoteRow>(tx, ctx, quoteTable, 'quote.write', id);
  const kept = { keptStatus: row.status, validUntil: row.valid_until };
  return {
    id: row.id,
    activityId: row.activity_id,
    clientId: row.client_id,
    hostEntityId: row.host_entity_id,
    status: statusOn(kept, ctx.platform.clock.today()),
    activityStatus: row.activity_status,
    validUntil: row.valid_until,
    currency: row.currency,
    netMinor: row.net_minor,
    totalMinor: row.total_minor,
    declineReason: row.decline_reason,
    ...{ revision: row.revision, revisesId: row.revises_id },
    ...{ depositBps: row.deposit_bps, depositTermDays: row.deposit_term_days },
    version: row.version,
  };
}

/** The finding of a step that the status of the quote does not allow; none when it does. */
export function expectStatus(quote: QuoteState, allowed: QuoteStatus): Finding[] {
  if (quote.status === allowed) return [];
  if (quote.status === QuoteStatus.EXPIRED) {
    return [{ code: 'quote.expired', path: ['quoteId'], values: { day: quote.validUntil } }];
  }
  const values = { status: quote.status, allowed };
  return [{ code: 'quote.other-status', path: ['quoteId'], values }];
}

/** Notes a decision on a quote that was locked before; the version guards against a lost lock. */
export async function moveQuote(
  tx: Tx,
  quote: QuoteState,
  change: { readonly status: QuoteStatus; readonly day: string; readonly reason?: string },
): Promise<void> {
  const moved = await tx.query(
    `update core.quote set status = $3, decided_on = $4, decline_reason = $5, version = version + 1
     where cooperative_id = $1 and id = $2 and version = $6 returning id`,
    [tx.cooperativeId, quote.id, change.status, change.day, change.reason ?? null, quote.version],
  );
  if (moved.length === 0) {
    throw new GezelError('CONFLICT', { thing: 'Quote', expected: quote.version, actual: '?' });
  }
}

const quoteTable = {
  ...{ table: 'quote', typeName: 'Quote' },
  columns: `d.id, d.client_id, d.status, d.valid_until, d.currency, d.net_minor, d.total_minor,
    d.decline_reason, d.revision, d.revises_id, d.deposit_bps, d.deposit_term_days, d.version`,
};

interface QuoteRow {
  readonly id: string;
  readonly client_id: string;
  readonly status: Exclude<QuoteStatus, QuoteStatus.EXPIRED>;
  readonly valid_until: string;
  readonly currency: string;
  readonly net_minor: bigint;
  readonly total_minor: bigint;
  readonly decline_reason: string | null;
  readonly revision: number;
  readonly revises_id: string | null;
  readonly deposit_bps: number | null;
  readonly deposit_term_days: number | null;
  readonly version: number;
}
