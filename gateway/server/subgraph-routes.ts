import type { ApolloServer, ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Platform } from '../../core/platform/context.js';
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
      const apollo = schemaOf().then((schema) =>
        subgraphServer(schema, { ...route.platform, limits: route.limits }),
      );
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

/**
 * A subgraph with the same protocol, limits, rules and errors as the API. A traced one times each
 * field, which wraps all resolvers of its schema: it needs one of its own and is never compiled.
 */
export async function subgraphServer(
  unguarded: GraphQLSchema,
  { config, log, limits }: Pick<Platform, 'config' | 'log'> & Pick<GraphqlRoute, 'limits'>,
  isTraced = false,
): Promise<ApolloServer<ServerContext>> {
  const rules = rootRules(unguarded);
  const schema = guardedSchema(unguarded, rules);
  const engine = openEngine({ schema, rules, config, limits, compiles: !isTraced });
  const trace = isTraced ? await inlineTrace() : undefined;
  const apollo = apolloServer({ schema, engine, config, documents: documentCache(), log, trace });
  await apollo.start();
  return apollo;
}

/** Loaded with the first trace that is asked for: few are, and it brings Protocol Buffers along. */
async function inlineTrace(): Promise<ApolloServerPlugin> {
  const { ApolloServerPluginInlineTrace } = await import('@apollo/server/plugin/inlineTrace');
  return ApolloServerPluginInlineTrace();
}
