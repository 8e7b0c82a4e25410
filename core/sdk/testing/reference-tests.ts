import { expect } from '@jest/globals';
import { execute, parse } from 'graphql';
import { pluginSubgraphSchema } from '../../../gateway/federation/subgraph-schema.js';
import type { Context } from '../../platform/context.js';
import type { EntityClass } from '../../platform/database/orm.js';
import { entityModel } from '../../platform/host/entity-model.js';
import { newId } from '../../platform/ids.js';
import { buildPluginSchema } from '../../platform/schema/build-plugin.js';
import type { TestPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import type { ReferenceDefinition, Representation } from '../reference.js';
import type { Declare } from './declare.js';
import type { ConformanceOptions } from './options.js';
import { seed } from './row-tests.js';
import { enableElsewhere } from './strangers-test.js';

/** Types of the plugin that other subgraphs refer to by a key. */
export function referenceTests(
  test: Declare,
  plugin: PluginDefinition,
  platform: () => TestPlatform,
  options: ConformanceOptions,
): void {
  const own = [...buildPluginSchema(plugin).references].filter(
    ([, { from }]) => from === undefined,
  );
  if (own.length === 0) return;

  test('finds by a key what is there, and shows a stranger nothing by it', async () => {
    const here = platform();
    await seed(plugin, here);
    await enableElsewhere(here, plugin);
    for (const [typeName, one] of own) {
      const known = await representationsOf(here, typeName, one, options);
      const seen = await found(plugin, known, here.ctx(options.as ?? 'member-stage'));
      expect({ typeName, any: seen.some((thing) => thing !== null) }).toEqual({
        typeName,
        any: true,
      });
      const stranger = await found(plugin, known, here.ctx('admin', { foreign: true }));
      expect({ typeName, stranger }).toEqual({ typeName, stranger: known.map(() => null) });
    }
  });

  test('looks for a hundred keys in as many statements as for one', async () => {
    const here = platform();
    for (const [typeName, { keys }] of own) {
      if (!keys.includes('id')) continue;
      const counts: number[] = [];
      for (const size of [1, 10, 100]) {
        const unknown = Array.from({ length: size }, () => ({
          ...{ __typename: typeName, id: `${typeName}:${newId()}` },
        }));
        const sent = await here.statements(() => found(plugin, unknown, here.ctx('member-stage')));
        counts.push(sent.length);
      }
      expect({ typeName, counts }).toEqual({ typeName, counts: counts.map(() => counts[0]) });
    }
  });
}

async function found(
  plugin: PluginDefinition,
  of: readonly Representation[],
  contextValue: Context,
): Promise<readonly unknown[]> {
  const schema = pluginSubgraphSchema(buildPluginSchema(plugin));
  const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }';
  const variableValues = { of: of as never };
  const { data } = await execute({ schema, document: parse(query), variableValues, contextValue });
  return (data as { _entities?: unknown[] } | null)?._entities ?? of.map(() => null);
}

/** Given by the plugin's test, or the ids of its rows. */
async function representationsOf(
  here: TestPlatform,
  typeName: string,
  { type, keys }: ReferenceDefinition,
  options: ConformanceOptions,
): Promise<readonly Representation[]> {
  const given = await options.references?.(here);
  if (given?.[typeName] !== undefined) {
    return given[typeName].map((one) => ({ __typename: typeName, ...one }));
  }
  if (!keys.includes('id')) throw new Error(`Give keys of "${typeName}" in "references".`);
  const { table } = entityModel(here.platform.orm, type as unknown as EntityClass);
  const rows = await here.admin.query<{ id: string }>(`select id from ${table} limit 5`);
  return rows.map(({ id }) => ({ __typename: typeName, id: `${typeName}:${id}` }));
}
