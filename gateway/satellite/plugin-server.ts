import fastify, { type FastifyRequest } from 'fastify';
import type { Platform } from '../../core/platform/context.js';
import { systemContext } from '../../core/platform/host/system-viewer.js';
import type { PluginSubgraph } from '../../core/platform/schema/build-plugin.js';
import type { Viewer } from '../../core/platform/viewer.js';
import { pluginSubgraphSchema } from '../federation/subgraph-schema.js';
import { manifestOf } from '../remote/manifest.js';
import { signatureHeaders } from '../remote/signature.js';
import { signedScope } from '../remote/signed-scope.js';
import { addGraphql } from '../server/graphql-route.js';
import { addHealth } from '../server/health.js';
import type { RateLimits } from '../server/limits/rate.js';
import { localeReader } from '../server/locales.js';
import { openMetrics } from '../server/metrics.js';
import { addressReader } from '../server/proxies.js';
import { addRefusals } from '../server/refusals.js';
import { type ApiServer, fastifyOptions, listen, prepareRequests } from '../server/server.js';
import { closeServer, InFlight } from '../server/shutdown.js';
import { subgraphServer } from '../server/subgraph-routes.js';
import type { CoreLink, Standing } from './core-link.js';
import type { AskingCore } from './distant-core.js';
import { remoteCallers } from './remote-callers.js';
import { addWork } from './work-route.js';

export interface PluginServerOptions {
  readonly platform: Platform;
  readonly subgraph: PluginSubgraph;
  readonly core: AskingCore;
  readonly standing: Standing;
  readonly link: CoreLink;
  readonly pendingMigrations?: () => Promise<readonly string[]>;
}

/**
 * The HTTP server of a plugin alone: `/graphql` is its subgraph, `/work/…` what the gateway has it
 * do, `/manifest` what a gateway must know of it. All of them answer the gateway's signature only,
 * which is verified before a body is parsed; a caller's token is checked again after that.
 */
export async function createPluginServer(options: PluginServerOptions): Promise<ApiServer> {
  const { platform, subgraph, link } = options;
  const { config, log, clock } = platform;
  const limits = noLimits;
  // The gateway has judged the whole operation, by assumed lengths: real ones can be more.
  const admitted = { ...config, maxCost: Number.MAX_SAFE_INTEGER };
  const served = (isTraced: boolean) =>
    subgraphServer(pluginSubgraphSchema(subgraph), { config: admitted, log, limits }, isTraced);
  const apollo = await served(false);
  let tracing: ReturnType<typeof served> | undefined;
  const traced = () => {
    tracing = served(true);
    return tracing;
  };
  const app = fastify(fastifyOptions(config));
  const metrics = openMetrics();
  const inFlight = new InFlight();
  let closing: Promise<void> | undefined;
  const isClosing = () => closing !== undefined;
  prepareRequests(app, { inFlight, locale: localeReader(), isClosing });
  addRefusals(app, log);
  addHealth(app, {
    ...{ platform, metrics, isClosing, sockets: () => 0 },
    pendingMigrations: options.pendingMigrations ?? (async () => []),
  });
  const { name } = subgraph;
  const viewerOf = (request: FastifyRequest) => cooperativeOf(platform, request);
  const secrets = new Map([[name, config.pluginSecrets.get(name) ?? []]]);
  signedScope(app, { to: 'plugin', pluginOf: () => name, secrets, clock }, (scope) => {
    addGraphql(scope, apollo, {
      ...{ platform, metrics, limits, path: '/graphql' },
      signed: { viewerOf, traced },
      addressOf: addressReader(config.trustedProxies),
      ...remoteCallers(link),
    });
    const { definition, references } = subgraph;
    addWork(scope, { ...options, definition }, references);
    scope.post('/manifest', async () => manifestOf(subgraph));
  });
  await app.ready();
  return {
    app,
    listen: () => listen(app, config),
    close: () => {
      closing ??= closeServer({
        ...{ app, limitMs: config.shutdownTimeoutMs, idle: () => inFlight.idle() },
        ...{ closeSockets: async () => undefined },
        stopApollo: async () => {
          await apollo.stop();
          await (await tracing)?.stop();
        },
      });
      return closing;
    },
  };
}

/** The gateway limits its callers; the plugin answers nobody else. */
const noLimits: RateLimits = {
  request: async () => undefined,
  cost: async () => undefined,
  refusal: async () => undefined,
  admits: async () => undefined,
};

/** The co-operative itself, where the gateway asks for it and for no caller. */
function cooperativeOf(platform: Platform, { headers }: FastifyRequest): Viewer | null {
  const cooperative = headers[signatureHeaders.cooperative];
  if (headers.authorization !== undefined || typeof cooperative !== 'string') return null;
  return systemContext(platform, cooperative).viewer;
}
