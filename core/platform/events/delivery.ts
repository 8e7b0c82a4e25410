import type { Platform } from '../context.js';
import { inTransaction, type Tx } from '../database/transaction.js';
import { notify, type Signal } from './hub.js';

/** An event as a handler gets it. */
export interface DeliveredEvent {
  readonly id: string;
  readonly cooperativeId: string;
  readonly type: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly activityId: string | null;
  readonly actor: string | null;
  readonly occurredAt: Date;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Somebody who acts upon events: at least once, in any order, in the transaction of the mark. */
export interface EventSubscriber {
  /** Unique and lasting, e.g. "performing-arts/settle-date": it keys the delivery. */
  readonly name: string;
  readonly on: readonly string[];
  /** The plugin that it belongs to; its events are held while that is switched off. */
  readonly plugin: string | null;
  handle(tx: Tx, event: DeliveredEvent, platform: Platform): Promise<void>;
}

/**
 * Delivers what waits until nothing is due: first every new event gets a row for each of its
 * handlers and for each webhook that wants it, and the servers are told; then each row is handled in a transaction of its own, claimed
 * with SKIP LOCKED, so any number of servers can do this side by side. Answers how many it handled.
 */
export async function deliver(
  platform: Platform,
  subscribers: readonly EventSubscriber[],
): Promise<number> {
  let handled = 0;
  for (;;) {
    const signals = await fanOut(platform, subscribers);
    await notify(platform.database, signals);
    const found = await handleDue(platform, subscribers);
    handled += found;
    // Handlers tell events of their own; what others told meanwhile has woken the next look.
    if (signals.length < fanOutLimit && found === 0) return handled;
  }
}

/** Lets the events that waited for a plugin go on, after it was switched on again. */
export async function releaseHeld(
  tx: Pick<Tx, 'query' | 'cooperativeId'>,
  plugin: string,
): Promise<void> {
  await tx.query(
    `update core.delivery set state = 'PENDING', next_attempt_at = now()
     where cooperative_id = $1 and state = 'HELD' and handler like $2 || '/%'`,
    [tx.cooperativeId, plugin],
  );
}

/** Tries again what was given up, after its cause is mended. Answers how many. */
export async function replayDead(tx: Tx, handler: string): Promise<number> {
  const rows = await tx.query(
    `update core.delivery set state = 'PENDING', attempts = 0, next_attempt_at = now()
     where cooperative_id = $1 and state = 'DEAD' and handler = $2 returning event_id`,
    [tx.cooperativeId, handler],
  );
  return rows.length;
}

/** Events that are spread at once. */
const fanOutLimit = 200;

async function fanOut(
  platform: Platform,
  subscribers: readonly EventSubscriber[],
): Promise<Signal[]> {
  const pairs = subscribers.flatMap(({ name, on }) => on.map((type) => ({ name, type })));
  return platform.database.query<Signal & Record<string, unknown>>(
    `with claimed as (
       select cooperative_id, id, type from core.outbox where fanned_out_at is null
       order by occurred_at limit ${fanOutLimit} for update skip locked),
     spread as (
       insert into core.delivery (cooperative_id, event_id, handler)
       select c.cooperative_id, c.id, h.name from claimed c
       join jsonb_to_recordset($1::jsonb) as h(name text, type text) on h.type = c.type
       on conflict do nothing),
     told as (
       insert into core.webhook_delivery (cooperative_id, webhook_id, event_id, next_at)
       select c.cooperative_id, w.id, c.id, clock_timestamp() from claimed c
       join core.webhook w on w.cooperative_id = c.cooperative_id and w.ended_at is null
         and w.types && array['*', c.type, split_part(c.type, '.', 1) || '.*']
       on conflict do nothing)
     update core.outbox o set fanned_out_at = clock_timestamp() from claimed c
     where o.cooperative_id = c.cooperative_id and o.id = c.id
     returning o.cooperative_id as "cooperativeId", o.id as "eventId", o.type,
       o.subject_type as "subjectType", o.subject_id as "subjectId", o.activity_id as "activityId"`,
    [JSON.stringify(pairs)],
    'outbox-fan-out',
  );
}

async function handleDue(
  platform: Platform,
  subscribers: readonly EventSubscriber[],
): Promise<number> {
  const due = await platform.database.query<{
    cooperative_id: string;
    event_id: string;
    handler: string;
  }>(
    `select cooperative_id, event_id, handler from core.delivery
     where state = 'PENDING' and next_attempt_at <= now() order by next_attempt_at limit 100`,
    [],
    'delivery-due',
  );
  let handled = 0;
  for (const row of due) {
    const subscriber = subscribers.find(({ name }) => name === row.handler);
    // A plugin that this server does not have: another server's, or one that was taken away.
    if (subscriber === undefined) continue;
    if (await handleOne(platform, subscriber, row.cooperative_id, row.event_id)) handled++;
  }
  return handled;
}

async function handleOne(
  platform: Platform,
  subscriber: EventSubscriber,
  cooperativeId: string,
  eventId: string,
): Promise<boolean> {
  const on =
    subscriber.plugin === null ||
    (await platform.host.enabled(cooperativeId)).has(subscriber.plugin);
  try {
    return await inTransaction(platform.orm, cooperativeId, async (tx) => {
      const event = await claim(tx, subscriber.name, eventId);
      if (event === null) return false;
      if (on) await subscriber.handle(tx, event, platform);
      await tx.query(
        `update core.delivery set state = $4, done_at = case when $4 = 'DONE' then now() end
         where cooperative_id = $1 and event_id = $2 and handler = $3`,
        [cooperativeId, eventId, subscriber.name, on ? 'DONE' : 'HELD'],
      );
      return true;
    });
  } catch (error) {
    platform.log.warn({ err: error, handler: subscriber.name, eventId }, 'a handler failed');
    await postpone(platform, subscriber.name, cooperativeId, eventId, error);
    return true;
  }
}

async function claim(tx: Tx, handler: string, eventId: string): Promise<DeliveredEvent | null> {
  const [row] = await tx.query<DeliveredEvent & { subjectType: string; subjectId: string }>(
    `select o.id, o.cooperative_id as "cooperativeId", o.type, o.subject_type as "subjectType",
       o.subject_id as "subjectId", o.activity_id as "activityId", o.actor,
       o.occurred_at as "occurredAt", o.payload
     from core.delivery d join core.outbox o
       on o.cooperative_id = d.cooperative_id and o.id = d.event_id
     where d.cooperative_id = $1 and d.event_id = $2 and d.handler = $3 and d.state = 'PENDING'
     for update of d skip locked`,
    [tx.cooperativeId, eventId, handler],
  );
  if (row === undefined) return null;
  const { subjectType, subjectId, ...event } = row;
  return { ...event, subject: { type: subjectType, id: subjectId } };
}

/** Twice as long each time, from a second to about an hour; after the limit a person must look. */
async function postpone(
  platform: Platform,
  handler: string,
  cooperativeId: string,
  eventId: string,
  error: unknown,
): Promise<void> {
  await platform.database.query(
    `update core.delivery set attempts = attempts + 1, last_error = left($4, 500),
       state = case when attempts + 1 >= $5 then 'DEAD' else state end,
       next_attempt_at = now() + make_interval(secs => least(3600, power(2, attempts)))
     where cooperative_id = $1 and event_id = $2 and handler = $3 and state = 'PENDING'`,
    [cooperativeId, eventId, handler, String(error), attemptsLimit],
  );
}

export const attemptsLimit = 12;
