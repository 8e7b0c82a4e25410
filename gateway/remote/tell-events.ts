import { z } from 'zod';
import type { Context } from '../../core/platform/context.js';
import { badInput } from '../../core/platform/errors.js';
import { id } from './move-shapes.js';

/** An event of a plugin's own database on its way to everybody else. */
export interface ToldEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly activityId?: string | null;
  readonly actor?: string | null;
  readonly occurredAt: string;
  /** JSON. */
  readonly payload: string;
}

/** Puts a plugin's events into the outbox, each once. Answers how many were new. */
export async function tellEvents(
  { platform, viewer }: Context,
  plugin: string,
  told: readonly ToldEvent[],
): Promise<number> {
  const events = parsed(told);
  const foreign = events.find(({ type }) => !type.startsWith(`${plugin}.`));
  if (foreign !== undefined) {
    throw badInput(`"${plugin}" tells under its own name, not as "${foreign.type}".`, 'events');
  }
  const rows = events.map(({ subject, payload, ...event }) => ({
    ...{ id: event.id, type: event.type, subject_type: subject.type, subject_id: subject.id },
    ...{ activity_id: event.activityId ?? null, actor: event.actor ?? null },
    ...{ occurred_at: event.occurredAt, payload },
  }));
  const fresh = await platform.database.query(
    `insert into core.outbox
       (cooperative_id, id, type, subject_type, subject_id, activity_id, payload, actor, occurred_at)
     select $1, e.id, e.type, e.subject_type, e.subject_id, e.activity_id, e.payload, e.actor,
       e.occurred_at
     from jsonb_to_recordset($2::jsonb) as e(id uuid, type text, subject_type text,
       subject_id uuid, activity_id uuid, payload jsonb, actor uuid, occurred_at timestamptz)
     on conflict do nothing returning id`,
    [viewer.cooperativeId, JSON.stringify(rows)],
  );
  if (fresh.length > 0) platform.hub.wake();
  return fresh.length;
}

/** Nothing of it is believed: what the database would refuse is told to who sent it. */
function parsed(told: readonly ToldEvent[]): z.output<typeof shape> {
  const { data, error } = shape.safeParse(told);
  if (data !== undefined) return data;
  const [{ path, message } = { path: [], message: '' }] = error.issues;
  throw badInput(`What is told is no event: ${message}`, ['events', ...path].join('.'));
}

const name = z.string().regex(/^[\x21-\x7e]{1,120}$/);

/** No text of the database holds U+0000. */
const json = z
  .string()
  .refine((text) => !text.includes('\\u0000'))
  .transform((text, { addIssue }): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      addIssue('It is not JSON.');
      return z.NEVER;
    }
  });

/** The most events that are told at a time. */
const mostEvents = 1_000;

const shape = z
  .array(
    z.object({
      ...{ id, type: name, subject: z.object({ type: name, id }) },
      ...{ activityId: id.nullish(), actor: id.nullish() },
      ...{ occurredAt: z.iso.datetime(), payload: json.pipe(z.record(z.string(), z.unknown())) },
    }),
  )
  .max(mostEvents);
