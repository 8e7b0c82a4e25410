import type { GraphQLResolveInfo } from 'graphql';
import { known } from '../../core/platform/context.js';
import { findThing } from '../../core/platform/host/plugin-things.js';
import type { PluginSubgraph } from '../../core/platform/schema/build-plugin.js';
import type { Representation } from '../../core/sdk/reference.js';
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
      coded(plugin, (given, _args, request) => {
        const ctx = known(request);
        const { __typename: _, ...representation } = given as Representation;
        return findThing(ctx, ctx.platform.host.context(ctx, plugin), plugin, one, representation);
      }),
    );
    const info = { fieldName: `${typeName} by its key` } as GraphQLResolveInfo;
    const answer: ResolveReference = async (representation, ctx) =>
      copyOf((await resolve(representation, {}, ctx, info)) as object | null);
    return [typeName, answer] as const;
  });
}
