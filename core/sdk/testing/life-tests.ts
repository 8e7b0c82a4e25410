import { expect } from '@jest/globals';
import { carryOut } from '../../cooperative/carry-out-step.js';
import type { LifeStep } from '../../cooperative/plugin-life.js';
import { type Database, openDatabase } from '../../platform/database/pool.js';
import { pluginSchema } from '../../platform/host/plugin-migrations.js';
import { asideSchema } from '../../platform/host/plugin-tables.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import type { TestPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import type { Declare } from './declare.js';
import { rowHashes, seed } from './row-tests.js';

/** The plugin is switched off, put aside and brought back, as an operator does it. */
export function lifeTests(
  test: Declare,
  plugin: PluginDefinition,
  platform: () => TestPlatform,
): void {
  if (plugin.entities.length === 0) return;

  test('keeps the same rows while it is off, put aside and brought back', async () => {
    const here = platform();
    await seed(plugin, here);
    const rows = await rowHashes(plugin, here);
    const owner = openDatabase({
      ...{ url: here.url, size: 2, statementTimeoutMs: 30_000, lockTimeoutMs: 20_000, role: null },
    });
    try {
      const users = await usersOf(here, plugin);
      for (const id of users) await step(owner, here, plugin, 'disable', id);
      for (const id of users) await step(owner, here, plugin, 'archive', id);
      expect(await schemas(here, plugin)).toEqual({ live: false, aside: true });
      for (const id of users) await step(owner, here, plugin, 'restore', id);
      for (const id of users) await step(owner, here, plugin, 'enable', id);
      expect(await schemas(here, plugin)).toEqual({ live: true, aside: false });
    } finally {
      await owner.close();
    }
    expect(await rowHashes(plugin, here)).toEqual(rows);
  });
}

async function step(
  owner: Database,
  { platform }: TestPlatform,
  definition: PluginDefinition,
  step: LifeStep,
  cooperativeId: string,
): Promise<void> {
  const by = systemContext(platform, cooperativeId);
  const { findings } = await carryOut(owner, {
    ...{ step, definition, cooperativeId, reference: 'conformance', by, decidedBy: null },
    ...{ at: platform.clock.now(), dryRun: false, exportTo: '' },
  });
  platform.host.forget(cooperativeId);
  expect({ step, findings }).toEqual({ step, findings: [] });
}

/** The co-operatives of the test that have the plugin on. */
async function usersOf(here: TestPlatform, { name }: PluginDefinition): Promise<string[]> {
  const users: string[] = [];
  for (const { cooperativeId } of [here, here.other]) {
    if ((await here.platform.host.enabled(cooperativeId)).has(name)) users.push(cooperativeId);
  }
  return users;
}

async function schemas({ admin }: TestPlatform, { name }: PluginDefinition): Promise<unknown> {
  const [found] = await admin.query(
    'select to_regnamespace($1) is not null as live, to_regnamespace($2) is not null as aside',
    [pluginSchema(name), asideSchema(name)],
  );
  return found;
}
