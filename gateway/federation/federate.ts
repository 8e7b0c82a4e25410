import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import type { Executor } from '@graphql-tools/utils';
import { type DocumentNode, execute, type GraphQLSchema, parse, subscribe } from 'graphql';
import { withoutDirectives } from '../../core/platform/schema/without-directives.js';
import { copyExtensions } from '../graph/merge.js';
import { locateErrors } from './error-paths.js';

/** A subgraph of a federated graph: who answers it, and the schema that its rules stand on. */
export interface FederatedSubgraph {
  readonly name: string;
  readonly execute: Executor;
  /** Where the rules and costs of its fields are; absent for one that we have no schema of. */
  readonly schema?: GraphQLSchema;
}

/**
 * One executable schema over a supergraph: what an operation asks of each subgraph is fetched from
 * it, entities by their keys, and put together. Its context is that of the request and goes to every
 * subgraph, so local ones share the request's loaders. Null: it cannot serve this supergraph.
 */
export type SupergraphExecutor = (
  supergraphSdl: string,
  subgraphs: readonly FederatedSubgraph[],
) => GraphQLSchema | null;

/** By the first of the executors that can serve the supergraph; the stitching can serve any. */
export function federated(
  supergraphSdl: string,
  subgraphs: readonly FederatedSubgraph[],
  executors: readonly SupergraphExecutor[] = [],
): GraphQLSchema {
  for (const executor of executors) {
    const schema = executor(supergraphSdl, subgraphs);
    if (schema !== null) return ruled(schema, subgraphs);
  }
  return ruled(stitched(supergraphSdl, subgraphs), subgraphs);
}

/** The rules and costs of each subgraph's fields hold whoever executes. */
function ruled(schema: GraphQLSchema, subgraphs: readonly FederatedSubgraph[]): GraphQLSchema {
  for (const { schema: from } of subgraphs) if (from !== undefined) copyExtensions(from, schema);
  return schema;
}

function stitched(supergraphSdl: string, subgraphs: readonly FederatedSubgraph[]): GraphQLSchema {
  const byName = new Map(subgraphs.map((one) => [enumName(one.name), one]));
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl: untold(supergraphSdl),
    onSubschemaConfig: (config) => {
      const subgraph = byName.get(enumName(config.name));
      if (subgraph === undefined) throw new Error(`Nobody answers the subgraph "${config.name}".`);
      // Entities of a level go in one fetch as it is; putting different fetches into one as well
      // costs more than the requests that it saves, which go side by side on open connections.
      config.executor = subgraph.execute;
    },
  });
  locateErrors(schema);
  return schema;
}

/**
 * Tags and what subgraphs have composed of their own are for whoever reads the supergraph; in the API
 * they would stand as directives.
 */
function untold(supergraphSdl: string): string | DocumentNode {
  if (!/^directive @(?!join__|link\b|inaccessible\b)/m.test(supergraphSdl)) return supergraphSdl;
  const isRead = (name: string) =>
    name.startsWith('join__') || name === 'link' || name === 'inaccessible';
  return withoutDirectives(parse(supergraphSdl, { noLocation: true }), isRead);
}

/** Executes in this process, with the context of the request or of the subscription. */
export const localExecutor =
  (schema: GraphQLSchema): Executor =>
  ({ document, variables, context, rootValue, operationName, operationType }) => {
    const run = operationType === 'subscription' ? subscribe : execute;
    return run({
      ...{ schema, document, operationName, rootValue },
      ...{ contextValue: context, variableValues: variables },
    }) as never;
  };

/** A supergraph names subgraphs in capitals: "performing-arts" is `PERFORMING_ARTS`. */
const enumName = (name: string): string => name.toUpperCase().replaceAll('-', '_');
