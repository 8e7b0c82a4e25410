import {
  ApolloServer,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
  HeaderMap,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { ExecutionResult, GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Config } from '../../core/platform/config.js';
import {
  badInput,
  type ErrorCode,
  errorRegister,
  fill,
  GezelError,
} from '../../core/platform/errors.js';
import type { ServerContext } from './context.js';
import { type DocumentCache, documentStore } from './documents.js';
import type { Engine } from './engine.js';
import { answerTo, codeOf, statusOf } from './errors.js';
import { legacyStatus } from './legacy-status.js';
import { parseLimits, validationLimits, validationOptions } from './limits/document.js';
import { callersSentence } from './sensitive.js';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly engine: Engine;
  readonly config: Config;
  readonly documents: DocumentCache;
  readonly log: Logger;
  /** Adds a trace to each answer; none when absent. */
  readonly trace?: ApolloServerPlugin;
}

/**
 * Apollo Server for the protocol over HTTP: requests, media types, CSRF prevention, parsing and
 * validation. Execution is ours, behind its gateway hook. Everything that wraps fields, phones home
 * or answers what was not asked is off.
 */
export function apolloServer(options: ApolloOptions): ApolloServer<ServerContext> {
  const { config, log } = options;
  return new ApolloServer<ServerContext>({
    gateway: gatewayOf(options),
    // Development aids of Apollo's own (stack traces in answers, a landing page) are never wanted.
    nodeEnv: 'production',
    introspection: config.introspection,
    hideSchemaDetailsFromClientErrors: !config.introspection,
    parseOptions: parseLimits(config),
    validationRules: validationLimits(config),
    validationOptions,
    documentStore: documentStore(options.documents) as never,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => formatted(error as GraphQLError),
    stringifyResult: (result) => JSON.stringify(result),
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (message: unknown) => log.warn({ apollo: String(message) }, 'apollo'),
      error: (message: unknown) => log.error({ apollo: String(message) }, 'apollo'),
    },
    plugins: [
      legacyStatus,
      ApolloServerPluginCacheControlDisabled(),
      options.trace ?? ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

type Gateway = ApolloServerOptionsWithGateway<ServerContext>['gateway'];

function gatewayOf({ schema, engine, log }: ApolloOptions): Gateway {
  return {
    load: async () => ({
      executor: async ({ document, request, queryHash, context }) => {
        const serverContext = context as ServerContext;
        serverContext.report.hash = queryHash.slice(0, 16);
        const variables = request.variables ?? {};
        try {
          const prepared = engine.prepare(document, request.operationName);
          if (prepared instanceof GezelError) throw prepared;
          if (prepared.operation.operation === 'subscription') throw overWebSocket();
          await engine.admit(prepared, serverContext, variables);
          const run = { prepared, context: serverContext, variables };
          return withStatus(await engine.execute(run)) as never;
        } catch (refusal) {
          const answer = answerTo({ ...serverContext, log }, refusal);
          serverContext.report.code = codeOf(answer);
          return withStatus({ errors: [answer] }) as never;
        }
      },
    }),
    onSchemaLoadOrUpdate: (announce) => {
      announce({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: async () => undefined,
  };
}

const overWebSocket = () =>
  badInput('Subscriptions go over a WebSocket at this path (graphql-transport-ws).');

/** A refusal of the whole request has a status of its own; an answer with data is 200. */
function withStatus(result: ExecutionResult): ExecutionResult {
  if (result.data !== undefined || result.errors === undefined) return result;
  for (const error of result.errors) {
    const http = { status: statusOf(error), headers: headersOf(error) };
    Object.assign(error.extensions, { http });
  }
  return result;
}

export function headersOf(error: GraphQLError): HeaderMap {
  const { retryAfterSeconds } = error.extensions;
  const headers = new HeaderMap();
  if (typeof retryAfterSeconds === 'number') headers.set('retry-after', String(retryAfterSeconds));
  if (codeOf(error) === 'UNAUTHENTICATED') headers.set('www-authenticate', 'Bearer');
  return headers;
}

/**
 * The last stage of every error. Ours are finished. Those with a status come from reading the
 * request, where only the caller can be wrong, and keep graphql's sentence. Others are defects.
 */
function formatted(error: GraphQLError): GraphQLFormattedError {
  const { http: _, stacktrace: __, ...extensions } = error.extensions;
  const code = extensions.code as ErrorCode;
  if (code in errorRegister) return { ...error.toJSON(), extensions };
  if (error.extensions.http === undefined) {
    const requestId = 'see the header "x-request-id"';
    const message = fill(errorRegister.INTERNAL.sentence.en, { requestId });
    return { message, extensions: { code: 'INTERNAL' } };
  }
  const message = callersSentence(error.message);
  return { ...error.toJSON(), message, extensions: { code: 'BAD_USER_INPUT' } };
}
