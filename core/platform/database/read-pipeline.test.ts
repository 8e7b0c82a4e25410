import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type TestDatabase, testDatabase } from '../testing/database.js';
import { type PreparedStatement, type ReadPipeline, readPipeline } from './read-pipeline.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 2 });
});
afterAll(() => db.close());

describe('reads of one turn', () => {
  test('come back each to whoever asked, however many there are', async () => {
    const asked = Array.from({ length: 500 }, (_, n) => n);
    const rows = await Promise.all(asked.map((n) => db.sql.read('select $1::int, $2', [n, 'ë'])));
    expect(rows).toEqual(asked.map((n) => [[n, 'ë']]));
  });

  test('fail alone', async () => {
    const divide = (by: number) => db.sql.read('select 6 / $1::int', [by]);
    const answers = await Promise.allSettled([divide(2), divide(0), divide(3), divide(0)]);
    expect(answers.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'rejected', 'fulfilled', 'rejected'],
    ]);
    expect(await divide(1)).toEqual([[6]]);
  });

  test('answer objects where they are asked for, with the values that a pool gives', async () => {
    const [row] = await db.sql.reads.query('select $1::bigint as n, $2::date as day', [
      ...['9007199254740993', '2026-11-26'],
    ]);
    expect(row).toEqual({ n: 9007199254740993n, day: '2026-11-26' });
  });

  test('run as the application, never as the owner', async () => {
    expect(await db.sql.read('select current_user::text', [])).toEqual([['gezel_app']]);
  });
});

test('a connection that is cut rejects what it carried, and the next read has another', async () => {
  const [[pid]] = (await db.sql.read('select pg_backend_pid()', [])) as [[number]];
  const cut = db.sql.read('select pg_sleep(60)::text', []);
  // Every lane is idle, so the sleep goes where the last read went.
  const terminated = db.admin.query('select pg_terminate_backend($1)', [pid]);
  await Promise.all([expect(cut).rejects.toThrow(), terminated]);
  const later = await Promise.all([1, 2, 3].map((n) => db.sql.read('select $1::int', [n])));
  expect(later).toEqual([[[1]], [[2]], [[3]]]);
});

describe('a statement that takes long', () => {
  let nowMs = 0;
  let beside: PreparedStatement[] = [];
  let pipeline: ReadPipeline;
  const read = (text: string) =>
    pipeline.read({ text, values: [], name: text, rowMode: 'array' }) as Promise<unknown[][]>;
  beforeAll(() => {
    pipeline = readPipeline({
      lanes: 2,
      client: () => new pg.Client({ connectionString: db.url, pipeline: true } as pg.ClientConfig),
      otherwise: async (statement) => {
        beside.push(statement);
        return [['beside']];
      },
      clock: () => nowMs,
    });
  });
  afterAll(() => pipeline.close());

  /** Holds a lane up until the advisory lock is given back. */
  const held = (key: number) => read(`select pg_advisory_xact_lock(${key})::text, 'held'`);

  test('holds up nobody: others get another lane, and the pool when there is none', async () => {
    const holder = new pg.Client({ connectionString: db.url });
    await holder.connect();
    await holder.query('select pg_advisory_lock(1), pg_advisory_lock(2)');
    const first = held(1);
    await new Promise(setImmediate);
    nowMs += 1_000;
    expect(await read("select 'another lane'")).toEqual([['another lane']]);
    expect(beside).toEqual([]);
    const second = held(2);
    await new Promise(setImmediate);
    nowMs += 1_000;
    expect(await read("select 'no lane'")).toEqual([['beside']]);
    expect(beside.map(({ text }) => text)).toEqual(["select 'no lane'"]);
    await holder.end();
    expect((await Promise.all([first, second])).flat().map(([, held]) => held)).toEqual([
      ...['held', 'held'],
    ]);
    beside = [];
    expect(await read("select 'a lane again'")).toEqual([['a lane again']]);
  });
});
