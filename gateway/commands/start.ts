import { coreServices } from '../../core/core-services.js';
import { coreDomains } from '../../core/domains.js';
import { systemClock } from '../../core/platform/clock.js';
import { type Config, readConfig } from '../../core/platform/config.js';
import { currentScripts } from '../../core/platform/core-scripts.js';
import { migrate, pendingScripts } from '../../core/platform/database/migrate.js';
import { repeat } from '../../core/platform/events/repeat.js';
import { loadPlugins } from '../../core/platform/host/load-plugins.js';
import type { RemotePlugin } from '../../core/platform/host/remote-plugin.js';
import { type OpenPlatform, openPlatform } from '../../core/platform/open.js';
import type { PluginDefinition } from '../../core/sdk/define.js';
import { seedDemo, seedElsewhere } from '../../seeds/demo/seed-demo.js';
import { buildGraph } from '../graph/build-graph.js';
import { readCommitted } from '../graph/committed-api.js';
import { committedRemotes } from '../remote/committed.js';
import { openRemotes } from '../remote/open-remotes.js';
import { openLog } from '../server/logs.js';
import { startServer } from '../server/server.js';
import { serveDatabase } from './database.js';
import { projectFolder } from './project.js';
import { settleWhenQuiet } from './settle-heap.js';

/** `npm start`: PostgreSQL, migrations, the demo co-operative, the API; Ctrl-C ends all of it. */
export async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const startedAt = performance.now();
  const config = readConfig(env);
  const { url, release } = await serveDatabase(config);
  const stops: (() => Promise<void>)[] = [release];
  try {
    const log = openLog(config);
    const addresses = await committedRemotes(config, projectFolder());
    const remotes = openRemotes(addresses, { clock: systemClock, log });
    const plugins = (await loadPlugins(config.plugins)).filter(
      ({ name }) => !config.remotePlugins.has(name),
    );
    await migrate(url, await currentScripts(url, plugins));
    const platform = await opened(config, url, plugins, remotes.plugins);
    stops.unshift(() => platform.close());
    const graph = await buildGraph({
      ...{ domains: coreDomains, plugins, compose: config.environment !== 'production' },
      committed: await readCommitted(projectFolder()),
      ...{ topology: config.topology, remotes: remotes.subgraphs },
    });
    if (config.seedDemo) await seedDemo(platform, graph.schema, url);
    const server = await startServer({
      ...{ platform, graph, sessions: remotes.sessions },
      pendingMigrations: async () => pendingScripts(url, await currentScripts(url, plugins)),
    });
    stops.unshift(() => server.close());
    await platform.startWork({ schedule: true });
    if (config.seedDemo && remotes.plugins.length > 0) {
      const seed = () => seedElsewhere(platform, url);
      const away = (err: unknown) => log.debug({ err }, 'a plugin elsewhere has no demo rows yet');
      const seeding = repeat(10_000, seed, away);
      stops.unshift(() => seeding.stop());
    }
    endOnSignal(stops, config.shutdownTimeoutMs);
    const settling = settleWhenQuiet();
    stops.unshift(async () => settling.stop());
    console.log(welcome(server.url, performance.now() - startedAt));
  } catch (error) {
    await endAll(stops);
    throw error;
  }
}

export function opened(
  config: Config,
  url: string,
  plugins: readonly PluginDefinition[],
  remotes: readonly RemotePlugin[] = [],
): Promise<OpenPlatform> {
  const log = openLog(config);
  const services = coreServices;
  return openPlatform({ config, url, domains: coreDomains, plugins, remotes, services, log });
}

function welcome(url: string, tookMs: number): string {
  return `Gezel is ready in ${(tookMs / 1_000).toFixed(1)} s at ${url}

  Explore:  ${url} in a browser
  A token:  npm run -s token -- member-stage
  A query:  curl -s ${url}/graphql -H "Authorization: Bearer $(npm run -s token -- member-stage)" \\
              -H 'Content-Type: application/json' \\
              -d '{"query":"{ viewer { member { displayName activities { nodes { name } } } } }"}'

  Ctrl-C stops the server and its PostgreSQL.`;
}

/** First signal: end in order. A second one, or the limit: end at once. */
export function endOnSignal(stops: (() => Promise<void>)[], limitMs: number): void {
  let ending = false;
  const end = () => {
    if (ending) process.exit(1);
    ending = true;
    setTimeout(() => process.exit(1), limitMs).unref();
    void endAll(stops).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

export async function endAll(stops: (() => Promise<void>)[]): Promise<void> {
  for (const stop of stops.splice(0)) await stop();
}
