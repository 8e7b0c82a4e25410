import type { GraphQLResolveInfo } from 'graphql';
import { known, type RequestContext } from '../../core/platform/context.js';
import type { PluginSubgraph } from '../../core/platform/schema/build-plugin.js';
import type { ReferenceDefinition, Representation } from '../../core/sdk/reference.js';
import { coded } from '../graph/coded.js';
import { whereEnabled } from '../graph/plugin-resolvers.js';
import { copyOf, type ResolveReference } from './resolve-reference.js';

/**
 * Answers references to a plugin's own types: where the plugin is on, to whoever holds the
 * permission, all of a level in one call of `find`. What it throws is coded like its resolvers'.
 */
export function ownReferences({
  definition: { name: plugin },
  references,
}: PluginSubgraph): (readonly [string, ResolveReference])[] {
  return [...references].map(([typeName, one]) => {
    const resolve = whereEnabled(
      plugin,
      coded(plugin, (representation, _args, ctx) =>
        found(ctx, plugin, one, representation as Representation),
      ),
    );
    const info = { fieldName: `${typeName} by its key` } as GraphQLResolveInfo;
    const answer: ResolveReference = async (representation, ctx) =>
      copyOf((await resolve(representation, {}, ctx, info)) as object | null);
    return [typeName, answer] as const;
  });
}

async function found(
  request: RequestContext,
  plugin: string,
  reference: ReferenceDefinition,
  { __typename: _, ...representation }: Representation,
): Promise<object | null> {
  const ctx = known(request);
  const own = ctx.platform.host.context(ctx, plugin);
  own.require(reference.permission);
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
