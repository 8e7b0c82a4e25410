import type { GraphQLSchema } from 'graphql';
import { type Subgraph, sharedTypes } from '../../core/platform/schema/build-core.js';
import { subgraphSdl } from '../../core/platform/schema/federation.js';
import type { Sources } from '../graph/build-graph.js';

/** The merged graph of this process as one subgraph, beside those that run elsewhere. */
export function localSubgraph(schema: GraphQLSchema, sources: Sources): Subgraph {
  const keys = new Map([...sources.keys()].map((name) => [name, { resolvable: true }] as const));
  const shareable = sharedTypes.map(({ name }) => name);
  return { name: 'gezel', schema, sdl: subgraphSdl(schema, keys, shareable) };
}
