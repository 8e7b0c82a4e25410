import type { GraphQLSchema } from 'graphql';
import { type Subgraph, sharedTypes } from '../../core/platform/schema/build-core.js';
import { keyOf, type PluginSubgraph } from '../../core/platform/schema/build-plugin.js';
import { type Key, subgraphSdl } from '../../core/platform/schema/federation.js';
import { typesFromElsewhere } from '../graph/merge.js';
import type { Sources } from '../graph/sources.js';

/** The merged graph of this process as one subgraph, beside those that run elsewhere. */
export function localSubgraph(
  schema: GraphQLSchema,
  sources: Sources,
  plugins: readonly PluginSubgraph[],
): Subgraph {
  const keys = new Map<string, Key>([
    ...[...sources.keys(), ...typesFromElsewhere(plugins)].map(
      (name) => [name, { resolvable: true }] as const,
    ),
    ...plugins.flatMap(({ references }) =>
      [...references].map(([name, one]) => [name, keyOf(one)] as const),
    ),
  ]);
  const shareable = sharedTypes.map(({ name }) => name);
  const directives = plugins.flatMap(({ definition }) => definition.directives);
  return { name: 'gezel', schema, sdl: subgraphSdl(schema, keys, shareable, directives) };
}
