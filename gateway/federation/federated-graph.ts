import type { GraphQLSchema } from 'graphql';
import type { Subgraph } from '../../core/platform/schema/build-core.js';
import { compose } from '../../core/platform/schema/compose.js';
import type { Built, GraphExecutor } from '../graph/build-graph.js';
import { type FederatedSubgraph, federated, localExecutor } from './federate.js';
import { localSubgraph } from './local-subgraph.js';
import { coreSubgraphSchema, pluginSubgraphSchema } from './subgraph-schema.js';

/** Every subgraph of this process asked as a router would ask it, and those elsewhere beside them. */
export function federatedGraph({
  core,
  plugins,
  remotes,
  sources,
  executors,
}: Built): GraphExecutor {
  const local = [
    answeredHere(core, coreSubgraphSchema(core, sources)),
    ...plugins.map((one) => answeredHere(one, pluginSubgraphSchema(one))),
  ];
  const { supergraphSdl } = compose([core, ...plugins, ...remotes]);
  const schema = federated(supergraphSdl, [...local, ...remotes], executors);
  return { topology: 'federated', schema };
}

/** What is local merged into one subgraph, beside those that run elsewhere. */
export function mixedGraph(merged: GraphQLSchema, built: Built): GraphExecutor {
  const { plugins, remotes, sources, executors } = built;
  const here = localSubgraph(merged, sources, plugins);
  const subgraphs = [answeredHere(here, coreSubgraphSchema(here, sources, plugins)), ...remotes];
  const { supergraphSdl } = compose([here, ...remotes]);
  return { topology: 'mixed', schema: federated(supergraphSdl, subgraphs, executors) };
}

const answeredHere = ({ name, schema }: Subgraph, executable: GraphQLSchema): FederatedSubgraph => {
  return { name, schema, execute: localExecutor(executable) };
};
