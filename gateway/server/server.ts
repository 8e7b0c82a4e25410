/**
 * The HTTP server of the API: Fastify in front, Apollo Server for GraphQL over HTTP, WebSockets for
 * subscriptions, and what operators ask.
 */
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type Config, ConfigError } from '../../core/platform/config.js';
import type { Platform } from '../../core/platform/context.js';
import { newId } from '../../core/platform/ids.js';
import type { Locale } from '../../core/platform/messages.js';
import type { Tokens } from '../auth/credentials.js';
import { openTokens } from '../auth/tokens.js';
import { openViewers, type Viewers } from '../auth/viewers.js';
import type { LocalSubgraphs } from '../graph/build-graph.js';
import { addPort } from '../remote/port-route.js';
import type { Sessions } from '../remote/sessions.js';
import { apolloServer } from './apollo.js';
import type { Authenticated } from './authenticate.js';
import { newReport, type OperationReport } from './context.js';
import { documentCache } from './documents.js';
import { openEngine } from './engine.js';
import { addExplorer } from './explorer.js';
import { addFiles } from './files-route.js';
import { addGraphql } from './graphql-route.js';
import { addHealth } from './health.js';
import { rateLimits } from './limits/rate.js';
import { localeReader } from './locales.js';
import { openMetrics } from './metrics.js';
import { allowOrigins } from './origins.js';
import { addressReader } from './proxies.js';
import { addRefusals } from './refusals.js';
import { guardedSchema, rootRules } from './rules.js';
import { closeServer, InFlight } from './shutdown.js';
import { addSubgraphs } from './subgraph-routes.js';
import { addSubscriptions } from './subscriptions.js';

export interface ServerOptions {
  readonly platform: Platform;
  readonly graph: ServedGraph;
  readonly viewers: Viewers;
  readonly tokens: Tokens;
  /** Names of migrations that this server needs and the database has not run. */
  readonly pendingMigrations?: () => Promise<readonly string[]>;
  /** Pieces of work that plugins elsewhere do for this server; absent: there are none. */
  readonly sessions?: Sessions;
}

/** The schema that clients see, and the subgraphs for a router that puts it together itself. */
export interface ServedGraph {
  readonly schema: GraphQLSchema;
  readonly local?: LocalSubgraphs;
}

export interface ApiServer {
  readonly app: FastifyInstance;
  /** The address that it serves at. */
  listen(): Promise<string>;
  /** Finishes what is being answered, then ends; cuts off after SHUTDOWN_TIMEOUT_MS. */
  close(): Promise<void>;
}

export const graphqlPath = '/graphql';

/** A request body, and so a query with its variables, has at most this many bytes. */
export const largestBodyBytes = 1_048_576;

/** Builds everything and listens to nothing yet: `app.inject` answers from here on. */
export async function createServer(options: ServerOptions): Promise<ApiServer> {
  // What serves keeps the guarded schema alone: nothing below may hold the graph that it is made of.
  const { graph, ...served } = options;
  const { platform } = served;
  const { config, log } = platform;
  const rules = rootRules(graph.schema);
  const schema = guardedSchema(graph.schema, rules);
  const limits = rateLimits(config);
  const documents = documentCache();
  const engine = openEngine({ schema, rules, config, limits });
  const apollo = apolloServer({ schema, engine, config, documents, log });
  await apollo.start();

  const app = fastify(fastifyOptions(config));
  const addressOf = addressReader(config.trustedProxies);
  const metrics = openMetrics();
  const inFlight = new InFlight();
  let closing: Promise<void> | undefined;
  const locale = localeReader();
  prepareRequests(app, { inFlight, locale, isClosing: () => closing !== undefined });
  addRefusals(app, log);
  await allowOrigins(app, config);
  const sockets = addSubscriptions(app.server, {
    ...{ platform, schema, engine, documents: documentCache(), metrics, limits, addressOf, locale },
    ...{ tokens: options.tokens, viewers: options.viewers, path: graphqlPath },
  });
  addHealth(app, {
    ...{ platform, metrics, sockets: sockets.count, isClosing: () => closing !== undefined },
    pendingMigrations: options.pendingMigrations ?? (async () => []),
  });
  if (config.explorer) addExplorer(app, graphqlPath);
  const route = { ...served, path: graphqlPath, limits, metrics, addressOf };
  addGraphql(app, apollo, route);
  addFiles(app, route);
  const subgraphs = config.serveSubgraphs ? addSubgraphs(app, graph.local ?? none, route) : null;
  if (options.sessions !== undefined) {
    const { sessions, tokens, viewers } = options;
    addPort(app, { platform, sessions, tokens, viewers, secrets: config.pluginSecrets });
  }
  await app.ready();
  return {
    app,
    listen: () => listen(app, config),
    close: () => {
      closing ??= closeServer({
        ...{ app, limitMs: config.shutdownTimeoutMs, idle: () => inFlight.idle() },
        closeSockets: sockets.close,
        stopApollo: async () => {
          await subgraphs?.stop();
          await apollo.stop();
        },
      });
      return closing;
    },
  };
}

const none: LocalSubgraphs = new Map();

export interface StartOptions {
  readonly platform: Platform;
  readonly graph: ServedGraph;
  readonly pendingMigrations?: () => Promise<readonly string[]>;
  readonly sessions?: Sessions;
}

/** Opens tokens and viewers, and serves. Rejects with a `ConfigError` when the port is taken. */
export async function startServer(
  options: StartOptions,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { platform } = options;
  const tokens = await openTokens(platform.config, platform.clock);
  const viewers = openViewers(platform);
  const changes = platform.hub.listen(({ subjectType }) => concernsViewers.has(subjectType));
  void forgetOnChange(changes, viewers);
  const server = await createServer({ ...options, tokens, viewers });
  const close = async () => {
    await changes.return?.();
    await server.close();
  };
  try {
    return { url: await server.listen(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Whose changes make a remembered viewer wrong; without the event it is wrong for seconds. */
const concernsViewers = new Set(['Member', 'ApiToken']);

async function forgetOnChange(
  changes: AsyncIterable<{ readonly subjectId: string }>,
  viewers: Viewers,
): Promise<void> {
  for await (const { subjectId } of changes) viewers.forgetId(subjectId);
}

export function fastifyOptions(config: Config): FastifyServerOptions {
  return {
    logger: false,
    bodyLimit: largestBodyBytes,
    // How long a request may take to arrive, so that nobody holds a connection by sending slowly.
    requestTimeout: config.requestTimeoutMs,
    // While the server stops, requests on open connections are answered, the last on each.
    return503OnClosing: false,
    exposeHeadRoutes: false,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
  };
}

/** A caller's own id is taken when it can stand in a log line and a header as it is. */
export function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.:-]{8,128}$/.test(given) ? given : newId();
}

declare module 'fastify' {
  interface FastifyRequest {
    locale: Locale;
    report: OperationReport;
    caller: Authenticated | null;
  }
}

interface RequestParts {
  readonly inFlight: InFlight;
  readonly locale: ReturnType<typeof localeReader>;
  readonly isClosing: () => boolean;
}

export function prepareRequests(app: FastifyInstance, parts: RequestParts): void {
  const { inFlight, locale, isClosing } = parts;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  );
  app.decorateRequest('locale', 'en');
  app.decorateRequest('report', null as never);
  app.decorateRequest('caller', null);
  app.addHook('onRequest', (request, reply, done) => {
    inFlight.begin();
    request.locale = locale(request.headers['accept-language']);
    request.report = newReport();
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    if (isClosing()) reply.header('connection', 'close');
    done();
  });
  app.addHook('onResponse', (_request, _reply, done) => {
    inFlight.end();
    done();
  });
}

export async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new ConfigError(
        `Port ${port} of ${host} is taken: stop what listens there, or set PORT to another.`,
      );
    }
    throw new ConfigError(`Port ${port} of ${host} cannot be served on: ${message}.`);
  }
}
