import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { coreScripts } from '../core-scripts.js';
import { type TestDatabase, testDatabase } from '../testing/database.js';
import { migrate, pendingScripts } from './migrate.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

describe('migrations', () => {
  test('run once: a second time there is nothing left to do', async () => {
    expect(await migrate(db.url, await coreScripts())).toEqual([]);
    expect(await pendingScripts(db.url, await coreScripts())).toEqual([]);
  });

  test('a script that fails leaves nothing and says which it was', async () => {
    const broken = {
      name: 'core/9999-broken',
      sql: 'create table core.half (id int); create table core.half (id int);',
    };
    await expect(migrate(db.url, [...(await coreScripts()), broken])).rejects.toThrow(
      /9999-broken/,
    );
    const tables = await db.admin.query("select to_regclass('core.half') as half");
    expect(tables).toEqual([{ half: null }]);
    expect(await pendingScripts(db.url, [broken])).toEqual(['core/9999-broken']);
  });

  test('two servers that start at once migrate once', async () => {
    const script = { name: 'core/9998-slow', sql: 'create table core.slow (id int);' };
    const runs = await Promise.all([migrate(db.url, [script]), migrate(db.url, [script])]);
    expect(runs.flat()).toEqual(['core/9998-slow']);
  });

  test('the application may not change tables of the platform', async () => {
    await expect(db.sql.query('create table core.mine (id int)')).rejects.toThrow(/permission/);
  });
});
