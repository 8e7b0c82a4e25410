import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { LocalSubgraphs } from '../graph/build-graph.js';
import { apolloServer } from './apollo.js';
import type { ServerContext } from './context.js';
import { documentCache } from './documents.js';
import { openEngine } from './engine.js';
import { addGraphql, type GraphqlRoute } from './graphql-route.js';
import { guardedSchema, rootRules } from './rules.js';

/**
 * Each subgraph of this server at `/subgraphs/NAME`, for a federation router of one's own. A request
 * is authenticated, limited and judged here as at the API itself, and every entity is read with the
 * viewer's visibility: the router is trusted with nothing but the caller's own token.
 */
export function addSubgraphs(
  app: FastifyInstance,
  local: LocalSubgraphs,
  route: GraphqlRoute,
): { stop(): Promise<void> } {
  const started: Promise<ApolloServer<ServerContext>>[] = [];
  for (const [name, schemaOf] of local) {
    const start = () => {
      const apollo = schemaOf().then((schema) => subgraphServer(schema, route));
      started.push(apollo);
      return apollo;
    };
    addGraphql(app, start, { ...route, path: `/subgraphs/${name}` });
  }
  return {
    stop: async () => {
      for (const apollo of started) await (await apollo).stop();
    },
  };
}

/** A subgraph with the same protocol, limits, rules and errors as the API. */
export async function subgraphServer(
  unguarded: GraphQLSchema,
  { platform, limits }: Pick<GraphqlRoute, 'platform' | 'limits'>,
): Promise<ApolloServer<ServerContext>> {
  const { config, log } = platform;
  const rules = rootRules(unguarded);
  const schema = guardedSchema(unguarded, rules);
  const engine = openEngine({ schema, rules, config, limits });
  const apollo = apolloServer({ schema, engine, config, documents: documentCache(), log });
  await apollo.start();
  return apollo;
}
