import type { Graph } from '../graph/build-graph.js';

/** The committed texts of a graph by their file names: each subgraph, the supergraph, the API. */
export function schemaFiles({ subgraphs, composition }: Graph): ReadonlyMap<string, string> {
  if (composition === null) throw new Error('The graph was built without composing it.');
  return new Map([
    ...subgraphs.map(({ name, sdl }) => [`${name}.graphql`, sdl] as const),
    ['supergraph.graphql', composition.supergraphSdl],
    ['api.graphql', composition.apiSdl],
  ]);
}
