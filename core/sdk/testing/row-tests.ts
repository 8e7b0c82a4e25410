import { expect } from '@jest/globals';
import { allScripts } from '../../platform/core-scripts.js';
import { migrate } from '../../platform/database/migrate.js';
import type { EntityClass } from '../../platform/database/orm.js';
import type { Sql } from '../../platform/database/sql.js';
import { entityModel } from '../../platform/host/entity-model.js';
import { pluginSchema } from '../../platform/host/plugin-migrations.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { testDatabase } from '../../platform/testing/database.js';
import type { TestPlatform } from '../../platform/testing/platform.js';
import type { DemoActivity, PluginDefinition } from '../define.js';
import type { Declare } from './declare.js';
import type { ConformanceOptions } from './options.js';
import { runReadme } from './readme.js';

/** The plugin's tables, seeds and the operations that its README promises. */
export function rowTests(
  test: Declare,
  plugin: PluginDefinition,
  platform: () => TestPlatform,
  options: ConformanceOptions,
): void {
  test('migrates from zero and twice, into its own schema only', async () => {
    const db = await testDatabase();
    try {
      const before = await tablesOutside(db.admin, plugin);
      await migrate(db.url, await allScripts([plugin]));
      expect(await migrate(db.url, await allScripts([plugin]))).toEqual([]);
      expect(await tablesOutside(db.admin, plugin)).toEqual(before);
    } finally {
      await db.close();
    }
  });

  test('has a column for everything that its entities name', async () => {
    const { orm, database } = platform().platform;
    for (const entity of plugin.entities) {
      const model = entityModel(orm, entity as unknown as EntityClass);
      const columns = model.columns.map(({ name }) => name).join(', ');
      expect(await database.query(`select ${columns} from ${model.table} limit 0`)).toEqual([]);
    }
  });

  test('seeds the same however often it is seeded', async () => {
    await seed(plugin, platform());
    const once = await rowHashes(plugin, platform());
    await seed(plugin, platform());
    expect(await rowHashes(plugin, platform())).toEqual(once);
  });

  test('runs every operation of its README without an error', async () => {
    const answers = await runReadme(plugin, platform(), options);
    for (const { operation, errors } of answers) {
      expect({ operation, errors }).toEqual({ operation, errors: [] });
    }
  });
}

/** Runs the plugin's seeds in the test's co-operative, on its activities. */
export async function seed(plugin: PluginDefinition, test: TestPlatform): Promise<void> {
  const { platform, cooperativeId } = test;
  const ctx = platform.host.context(systemContext(platform, cooperativeId), plugin.name);
  const activities = await test.admin.query<DemoActivity & Record<string, unknown>>(
    'select id, sector, name from core.activity where cooperative_id = $1 order by id',
    [cooperativeId],
  );
  await plugin.seeds.reference?.(ctx);
  await plugin.seeds.demo?.(ctx, activities);
}

/** What is in each of the plugin's tables, as one text a table. */
export async function rowHashes(
  plugin: PluginDefinition,
  { admin, platform }: TestPlatform,
): Promise<Record<string, unknown>> {
  const hashes: Record<string, unknown> = {};
  for (const entity of plugin.entities) {
    const { table } = entityModel(platform.orm, entity as unknown as EntityClass);
    const [row] = await admin.query<{ hash: string | null }>(
      `select md5(string_agg(t::text, ';' order by t::text)) as hash from ${table} t`,
    );
    hashes[table] = row?.hash;
  }
  return hashes;
}

const tablesOutside = (sql: Sql, plugin: PluginDefinition): Promise<unknown[]> =>
  sql.query(
    `select table_schema, table_name, column_name, data_type from information_schema.columns
     where table_schema not in ($1, 'pg_catalog', 'information_schema') order by 1, 2, 3`,
    [pluginSchema(plugin.name)],
  );
