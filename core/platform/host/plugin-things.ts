import type { PluginDefinition } from '../../sdk/define.js';
import { storageOf } from '../../sdk/metadata.js';
import type { PluginContext } from '../../sdk/plugin-context.js';
import { isReferable, type ReferenceDefinition, type Representation } from '../../sdk/reference.js';
import type { Context } from '../context.js';
import { GezelError } from '../errors.js';
import { globalId } from '../ids.js';
import { requireReach } from '../viewer.js';
import { within } from '../within.js';

/** A thing of a plugin by its UUID, as a bridge refers to it; null where the viewer sees none. */
export type PluginThings = (ctx: Context, typeName: string, id: string) => Promise<object | null>;

/**
 * Things of plugins, found by their owners' `references`: all of a level in one question. Of an owner
 * that runs elsewhere only that they are there is known. A type that nobody lists has no things.
 */
export function pluginThings(
  definitions: readonly PluginDefinition[],
  contextOf: (ctx: Context, plugin: string) => PluginContext,
): PluginThings {
  const listed = new Map(definitions.flatMap((owner) => listedBy(owner)));
  return async (ctx, typeName, id) => {
    const found = listed.get(typeName);
    if (found === undefined) return null;
    const { owner, reference } = found;
    const { host, config, log } = ctx.platform;
    host.requireEnabled(await host.enabled(ctx.viewer.cooperativeId), owner);
    try {
      const thing = findThing(ctx, contextOf(ctx, owner), owner, reference, {
        id: globalId(typeName, id),
      });
      return await within(config.pluginTimeoutMs, `${owner}: ${typeName}`, thing);
    } catch (error) {
      if (error instanceof GezelError) throw error;
      log.error({ plugin: owner, typeName, requestId: ctx.requestId, err: error }, 'plugin failed');
      throw new GezelError('PLUGIN_UNAVAILABLE', { plugin: owner }, { plugin: owner });
    }
  };
}

/** By one of its keys, with what is asked for in the same tick. */
export async function findThing(
  ctx: Context,
  own: PluginContext,
  plugin: string,
  reference: ReferenceDefinition,
  representation: Representation,
): Promise<object | null> {
  requireReach(ctx.viewer, reference.permission);
  const { find } = reference;
  if (find === undefined) return representation;
  const loader = ctx.loaders.batch<object | null>(reference, plugin, (texts) =>
    find(
      own,
      texts.map((text) => JSON.parse(text) as Representation),
    ),
  );
  return (await loader.load(JSON.stringify(representation))) ?? null;
}

interface Listed {
  readonly owner: string;
  readonly reference: ReferenceDefinition;
}

const listedBy = (definition: PluginDefinition): (readonly [string, Listed])[] =>
  definition.references
    .filter(isReferable)
    .map((reference) => [typeNameOf(definition, reference), { owner: definition.name, reference }]);

/** The name in the graph; a plugin that runs elsewhere has no classes but those that are named so. */
function typeNameOf(definition: PluginDefinition, { type }: ReferenceDefinition): string {
  if (definition.entities.length === 0 && definition.resolvers.length === 0) return type.name;
  const known = storageOf(definition).objectTypes.find(({ target }) => target === type);
  return known?.name ?? type.name;
}
