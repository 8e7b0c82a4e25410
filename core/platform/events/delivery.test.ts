import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import type { Platform } from '../context.js';
import { type MikroORM, openOrm } from '../database/orm.js';
import { newId } from '../ids.js';
import { type TestDatabase, testDatabase } from '../testing/database.js';
import {
  attemptsLimit,
  deliver,
  type EventSubscriber,
  releaseHeld,
  replayDead,
} from './delivery.js';
import { openHub, type RunningHub } from './hub.js';

let db: TestDatabase;
let orm: MikroORM;
let hub: RunningHub;
const cooperativeId = newId();
const enabled = new Set<string>();

beforeAll(async () => {
  db = await testDatabase();
  orm = await openOrm(db.sql, []);
  hub = await openHub(db.url, db.sql, pino({ level: 'silent' }));
  await db.admin.query(
    `insert into core.cooperative values ($1, 'demo', 'Demo', 'BE', 'EUR', 'nl')`,
    [cooperativeId],
  );
  await db.admin.query('create table core.effect (event_id uuid, handler text)');
  await db.admin.query('grant all on core.effect to gezel_app');
});
afterAll(async () => {
  await hub.close();
  await db.close();
});
beforeEach(() => db.admin.query('delete from core.effect; delete from core.delivery'));

const platform = () =>
  ({
    database: db.sql,
    orm,
    hub,
    log: pino({ level: 'silent' }),
    host: { enabled: async () => enabled },
  }) as unknown as Platform;

async function happen(type: string): Promise<string> {
  const id = newId();
  await db.sql.query(
    `insert into core.outbox (cooperative_id, id, type, subject_type, subject_id)
     values ($1, $2, $3, 'Thing', $2)`,
    [cooperativeId, id, type],
  );
  return id;
}

/** A handler whose effect is a row; it fails as long as `failing` says so. */
function subscriber(name: string, plugin: string | null, failing = () => false): EventSubscriber {
  return {
    name,
    on: ['thing.made'],
    plugin,
    handle: async (tx, event) => {
      await tx.query('insert into core.effect values ($1, $2)', [event.id, name]);
      if (failing()) throw new Error('no');
    },
  };
}

const effects = () => db.sql.query<{ event_id: string; handler: string }>('table core.effect');
const overdue = () => db.sql.query(`update core.delivery set next_attempt_at = now()`);

describe('an event', () => {
  test('reaches each of its handlers once, and nobody else', async () => {
    const id = await happen('thing.made');
    await happen('thing.ignored');
    const both = [subscriber('one', null), subscriber('two', null)];
    expect(await deliver(platform(), both)).toBe(2);
    expect(await deliver(platform(), both)).toBe(0);
    expect((await effects()).map(({ handler }) => handler).sort()).toEqual(['one', 'two']);
    expect((await effects()).every(({ event_id }) => event_id === id)).toBe(true);
  });

  test('is handled once although ten servers deliver at the same time', async () => {
    for (let i = 0; i < 20; i++) await happen('thing.made');
    const servers = Array.from({ length: 10 }, () => deliver(platform(), [subscriber('x', null)]));
    await Promise.all(servers);
    expect(await effects()).toHaveLength(20);
  });

  test('whose handler fails leaves no half effect, and is tried again later', async () => {
    await happen('thing.made');
    let broken = true;
    const flaky = [subscriber('flaky', null, () => broken)];
    await deliver(platform(), flaky);
    expect(await effects()).toEqual([]);
    broken = false;
    expect(await deliver(platform(), flaky)).toBe(0);
    await overdue();
    await deliver(platform(), flaky);
    expect(await effects()).toHaveLength(1);
  });

  test('that never succeeds becomes a dead letter, and can be replayed', async () => {
    await happen('thing.made');
    let broken = true;
    const handlers = [subscriber('doomed', null, () => broken)];
    for (let i = 0; i <= attemptsLimit; i++) {
      await deliver(platform(), handlers);
      await overdue();
    }
    const [row] = await db.sql.query<{ state: string; last_error: string }>(
      `select state, last_error from core.delivery where handler = 'doomed'`,
    );
    expect(row).toEqual({ state: 'DEAD', last_error: 'Error: no' });
    broken = false;
    await db.transaction(cooperativeId, (tx) => replayDead(tx, 'doomed'));
    await deliver(platform(), handlers);
    expect(await effects()).toHaveLength(1);
  });

  test('waits for a plugin that is switched off, and goes on when it is on again', async () => {
    await happen('thing.made');
    const handlers = [subscriber('choir/count', 'choir')];
    await deliver(platform(), handlers);
    expect(await effects()).toEqual([]);
    enabled.add('choir');
    await db.transaction(cooperativeId, (tx) => releaseHeld(tx, 'choir'));
    await deliver(platform(), handlers);
    expect(await effects()).toHaveLength(1);
  });

  test('is signalled to those who listen, after it was committed', async () => {
    const signals = hub.listen(({ type }) => type === 'thing.heard');
    const id = await happen('thing.heard');
    await deliver(platform(), []);
    const { value } = await signals.next();
    expect(value).toMatchObject({ cooperativeId, eventId: id, type: 'thing.heard' });
    await signals.return?.();
  });

  test('that happened while the connection was lost is signalled after it is back', async () => {
    const signals = hub.listen(({ type }) => type === 'thing.missed');
    await db.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'gezel-events' and datname = current_database()`,
    );
    const id = await happen('thing.missed');
    await deliver(platform(), []);
    expect((await signals.next()).value).toMatchObject({ eventId: id });
    await signals.return?.();
  });
});
