/** A plugin's own database: the same tables as beside the core, without the core. */
import type { Platform } from '../../core/platform/context.js';
import { openDatabase } from '../../core/platform/database/pool.js';
import { pluginSchema } from '../../core/platform/host/plugin-migrations.js';
import type { CoreLink } from './core-link.js';
import type { Cooperative } from './distant-core.js';

/**
 * Takes away the foreign keys from the plugin's tables to the core's: what they refer to is in
 * another database. Refuses a database in which the core lives.
 */
export async function detach(ownerUrl: string, plugin: string): Promise<void> {
  const database = openDatabase({
    ...{ url: ownerUrl, size: 1, statementTimeoutMs: 30_000, lockTimeoutMs: 10_000, role: null },
  });
  try {
    const members = await database.query('select 1 from core.member limit 1');
    if (members.length > 0) {
      throw new Error(
        'Members live in this database: it is the core’s. Serve the plugin with ' +
          '"--database shared", or give it a database of its own by DATABASE_URL.',
      );
    }
    const keys = await database.query<{ table: string; name: string }>(
      `select c.conrelid::regclass::text as table, quote_ident(c.conname) as name
       from pg_constraint c join pg_class r on r.oid = c.confrelid
       where c.contype = 'f' and c.connamespace = $1::regnamespace
         and r.relnamespace = 'core'::regnamespace`,
      [pluginSchema(plugin)],
    );
    for (const { table, name } of keys) {
      await database.query(`alter table ${table} drop constraint ${name}`);
    }
  } finally {
    await database.close();
  }
}

/** Notes a co-operative, so that events and audit lines can be kept of it. */
export async function noteCooperative(
  { database }: Pick<Platform, 'database'>,
  { id, slug, name, country, currency, locale }: Cooperative,
): Promise<void> {
  await database.query(
    `insert into core.cooperative (id, slug, name, country, currency, locale)
     values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
    [id, slug, name, country, currency, locale],
    'note-cooperative',
  );
}

/**
 * Tells the gateway what has happened here, at least once: an event is marked after the gateway has
 * it, and the gateway knows it again by its id. Answers how many were told.
 */
export async function tellGateway(
  { database }: Pick<Platform, 'database'>,
  link: CoreLink,
): Promise<number> {
  const waiting = await database.query<{ cooperative_id: string; id: string; event: object }>(
    `select cooperative_id, id, jsonb_build_object('id', id, 'type', type,
       'subject', jsonb_build_object('type', subject_type, 'id', subject_id),
       'activityId', activity_id, 'actor', actor, 'payload', payload::text,
       'occurredAt', to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) as event
     from core.outbox where fanned_out_at is null order by occurred_at limit 200`,
    [],
    'outbox-to-tell',
  );
  for (const [cooperative, rows] of Map.groupBy(waiting, (row) => row.cooperative_id)) {
    await link.ask({ cooperative }, tell, { events: rows.map(({ event }) => event) });
    await database.query(
      `update core.outbox set fanned_out_at = clock_timestamp()
       where cooperative_id = $1 and id = any($2::uuid[])`,
      [cooperative, rows.map(({ id }) => id)],
      'outbox-told',
    );
  }
  return waiting.length;
}

const tell = 'mutation ($events: [ToldEvent!]!) { tell(events: $events) }';
