import type { Context } from '../context.js';
import type { Sql } from '../database/sql.js';
import type { Tx } from '../database/transaction.js';
import { newId } from '../ids.js';

/** A fact that others may act upon; the outbox delivers it after the commit, at least once. */
export interface DomainEvent {
  /** e.g. "invoice.issued". */
  readonly type: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** The activity that the fact belongs to, for those who follow an activity. */
  readonly activityId?: string | null;
  /** Ids, codes and amounts only: no names, no numbers of persons. */
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Writes events alone, each once by its id, in the transaction that made them true. */
export async function tell(
  tx: Sql,
  { cooperativeId, memberId }: Pick<Context['viewer'], 'cooperativeId' | 'memberId'>,
  events: readonly (DomainEvent & { readonly id: string })[],
): Promise<void> {
  await tx.query(
    `insert into core.outbox
       (cooperative_id, id, type, subject_type, subject_id, activity_id, payload, actor)
     select $1, e.id, e.type, e.subject_type, e.subject_id, e.activity_id, e.payload, $2
     from ${eventRows} on conflict (cooperative_id, id) do nothing`,
    [cooperativeId, memberId, JSON.stringify(events.map(rowOf))],
  );
}

/**
 * Writes events and the audit line in the transaction that made them true, in one statement.
 * The audit names who acted, through which token, in which request; never what a field contained.
 * Of a trial there is nothing to tell.
 */
export async function record(
  tx: Sql & Pick<Tx, 'trial'>,
  ctx: Pick<Context, 'viewer' | 'requestId'>,
  action: string,
  events: readonly DomainEvent[],
  subject: DomainEvent['subject'] | undefined = events[0]?.subject,
): Promise<void> {
  if (tx.trial === true) return;
  const { viewer } = ctx;
  const rows = events.map((event) => rowOf({ ...event, id: newId() }));
  await tx.query(
    `with events as (
       insert into core.outbox
         (cooperative_id, id, type, subject_type, subject_id, activity_id, payload, actor)
       select $1, e.id, e.type, e.subject_type, e.subject_id, e.activity_id, e.payload, $2
       from ${eventRows})
     insert into core.audit
       (cooperative_id, id, actor, token_id, action, subject_type, subject_id, request_id)
     values ($1, $4, $2, $5, $6, $7, $8, $9)`,
    [
      viewer.cooperativeId,
      viewer.memberId,
      JSON.stringify(rows),
      newId(),
      viewer.token?.id ?? null,
      action,
      subject?.type ?? null,
      subject?.id ?? null,
      ctx.requestId,
    ],
  );
}

const eventRows = `jsonb_to_recordset($3::jsonb) as e(id uuid, type text, subject_type text,
  subject_id uuid, activity_id uuid, payload jsonb)`;

const rowOf = (event: DomainEvent & { readonly id: string }) => ({
  id: event.id,
  type: event.type,
  subject_type: event.subject.type,
  subject_id: event.subject.id,
  activity_id: event.activityId ?? null,
  payload: event.payload ?? {},
});
