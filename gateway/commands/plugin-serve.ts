import { join } from 'node:path';
import type { Clock } from '../../core/platform/clock.js';
import { ConfigError, readConfig } from '../../core/platform/config.js';
import { allScripts, pluginScripts } from '../../core/platform/core-scripts.js';
import { migrate, pendingScripts } from '../../core/platform/database/migrate.js';
import { loadPlugin } from '../../core/platform/host/load-plugins.js';
import { openSatellite } from '../satellite/open-satellite.js';
import { detach } from '../satellite/own-database.js';
import { openLog } from '../server/logs.js';
import { borrowDatabase, serveDatabase } from './database.js';
import { endAll, endOnSignal } from './start.js';

export interface ServeOptions {
  readonly name: string;
  readonly port: string;
  /** The plugin's own (of DATABASE_URL, or one inside the project), or the core's. */
  readonly database: 'own' | 'shared';
  /** Another than the system's. */
  readonly clock?: Clock;
}

export interface ServedPlugin {
  readonly url: string;
  readonly gatewayUrl: string;
}

/** `npm run plugin -- serve NAME --port P`: one plugin alone, until it is told to end. */
export async function servePlugin(
  { name: given, port, database, clock }: ServeOptions,
  env: NodeJS.ProcessEnv,
): Promise<ServedPlugin> {
  const definition = await loadPlugin(given);
  // One from outside is asked for by its path or package, and known by its own name.
  const { name } = definition;
  const read = readConfig({ ...env, PORT: port });
  if (!read.pluginSecrets.has(name)) {
    throw new ConfigError(
      `PLUGIN_SECRETS has no secret of "${name}": without one it would answer nobody.`,
    );
  }
  const owns = database === 'own';
  // The PostgreSQL inside the project is one for each folder: the core's own has another.
  const config = owns ? { ...read, dataDir: join(read.dataDir, `plugin-${name}`) } : read;
  const { url, release } = await (owns ? serveDatabase(config) : borrowDatabase(config));
  const stops: (() => Promise<void>)[] = [release];
  try {
    const scripts = owns ? await allScripts([definition]) : await pluginScripts(definition);
    await migrate(url, scripts);
    if (owns) await detach(url, name);
    const satellite = await openSatellite({
      ...{ config, url, definition, database, clock, log: openLog(config) },
      pendingMigrations: () => pendingScripts(url, scripts),
    });
    stops.unshift(() => satellite.close());
    const address = await satellite.listen();
    endOnSignal(stops, config.shutdownTimeoutMs);
    return { url: address, gatewayUrl: config.gatewayUrl };
  } catch (error) {
    await endAll(stops);
    throw error;
  }
}
