import { expect } from '@jest/globals';
import {
  type GraphQLField,
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { EntityClass } from '../../platform/database/orm.js';
import { entityModel } from '../../platform/host/entity-model.js';
import { newId } from '../../platform/ids.js';
import { buildPluginSchema } from '../../platform/schema/build-plugin.js';
import type { TestPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import type { Declare } from './declare.js';
import type { ConformanceOptions } from './options.js';
import { seed } from './row-tests.js';

/**
 * A stranger is the administrator of another co-operative, which has the plugin on too: every query
 * of the plugin, asked for every id that exists here, answers nothing.
 */
export function strangersTest(
  test: Declare,
  plugin: PluginDefinition,
  platform: () => TestPlatform,
  options: ConformanceOptions,
): void {
  test('shows a stranger nothing, whatever ids the stranger knows', async () => {
    const here = platform();
    await seed(plugin, here);
    await enableElsewhere(here, plugin);
    const ids = await idsHere(plugin, here);
    for (const field of queriesOf(plugin)) {
      if (options.openQueries?.includes(field.name)) continue;
      for (const id of ids) {
        const operation = operationFor(field);
        if (operation === null) continue;
        const asking = { as: 'admin', foreign: true } as const;
        const { data } = await here.graphql<Record<string, unknown>>(operation, { id }, asking);
        const seen = data?.[field.name] ?? null;
        expect({ query: field.name, id, seen: isNothing(seen) ? null : seen }).toEqual({
          ...{ query: field.name, id, seen: null },
        });
      }
    }
  });
}

type AnyField = GraphQLField<unknown, unknown>;

function queriesOf(plugin: PluginDefinition): AnyField[] {
  const query = buildPluginSchema(plugin).schema.getQueryType();
  return isObjectType(query) ? Object.values(query.getFields()) : [];
}

/** An operation that asks for one id wherever an id is asked for; null when it needs more. */
function operationFor(field: AnyField): string | null {
  const required = field.args.filter((arg) => isNonNullType(arg.type));
  if (required.some((arg) => getNamedType(arg.type).name !== 'ID')) return null;
  const args = required.map((arg) => `${arg.name}: $id`).join(', ');
  const type = getNamedType(field.type);
  const page = isObjectType(type) && type.getFields().nodes !== undefined;
  const selection = page ? '{ nodes { __typename } }' : '{ __typename }';
  const chosen = isCompositeType(type) ? selection : '';
  if (args === '') return `query { ${field.name} ${chosen} }`;
  return `query ($id: ID!) { ${field.name}(${args}) ${chosen} }`;
}

function isNothing(seen: unknown): boolean {
  if (seen === null || (Array.isArray(seen) && seen.length === 0)) return true;
  const { nodes } = seen as { nodes?: unknown[] };
  return nodes?.length === 0;
}

/** The ids of everything here that a query could be asked for. */
async function idsHere(plugin: PluginDefinition, here: TestPlatform): Promise<string[]> {
  const ids = [
    `Activity:${here.activityIds['member-stage']}`,
    `Member:${here.memberIds['member-stage']}`,
  ];
  for (const entity of plugin.entities) {
    const { table, key } = entityModel(here.platform.orm, entity as unknown as EntityClass);
    if (key.property !== 'id') continue;
    const rows = await here.admin.query<{ id: string }>(`select id from ${table} limit 5`);
    ids.push(...rows.map(({ id }) => `${entity.name}:${id}`));
  }
  return ids;
}

export async function enableElsewhere(here: TestPlatform, plugin: PluginDefinition): Promise<void> {
  const { cooperativeId } = here.other;
  await here.admin.query(
    `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
     values ($1, $2, $3, 'ENABLED', 'conformance')`,
    [cooperativeId, newId(), plugin.name],
  );
  here.platform.host.forget(cooperativeId);
}
