/** A plugin of a calendar server in a process and on a database of its own: two sides of one calendar. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { clockAt } from '../../core/platform/clock.js';
import type { Config } from '../../core/platform/config.js';
import { openDatabase } from '../../core/platform/database/pool.js';
import { loadPlugin } from '../../core/platform/host/load-plugins.js';
import { buildPluginSchema } from '../../core/platform/schema/build-plugin.js';
import { manifestOf } from '../remote/manifest.js';
import type { RemoteAddress } from '../remote/open-remotes.js';
import type { Calendar } from './calendar.js';
import { servePlugin } from './plugin-serve.js';

/** What the gateway's side has of it. */
export interface CalendarPlugin {
  readonly name: string;
  /** For the gateway's configuration. */
  readonly secrets: string;
  address(secrets: readonly string[]): Promise<RemoteAddress>;
  /** Starts it, once its gateway answers. */
  serve(gatewayUrl: string, config: Config): Promise<void>;
  /** Tells it what time it is, and waits until it knows. */
  tellTime(): Promise<void>;
  stop(): Promise<void>;
}

export function calendarPlugin(name: string, calendar: Calendar): CalendarPlugin {
  const secrets = `${name}=${randomBytes(32).toString('hex')}`;
  let child: ChildProcess | undefined;
  let url = '';
  const tellTime = async () => {
    if (child === undefined) return;
    const heard = once(child, 'message');
    child.send({ now: calendar.clock.now().toISOString() });
    await heard;
  };
  return {
    ...{ name, secrets, tellTime },
    address: async (signing) => {
      const manifest = manifestOf(buildPluginSchema(await loadPlugin(name)));
      return { manifest, secrets: signing, locate: () => url };
    },
    serve: async (gatewayUrl, config) => {
      const databaseUrl = await ownDatabase(config.databaseUrl as string, name);
      child = fork(process.argv[1] ?? '', ['calendar-plugin', name], {
        env: {
          ...process.env,
          ...{ DATABASE_URL: databaseUrl, GATEWAY_URL: gatewayUrl, PLUGIN_SECRETS: secrets },
          ...{ LOG_LEVEL: 'error', DATA_DIR: config.dataDir },
        },
      });
      child.send({ now: calendar.clock.now().toISOString() });
      const [message] = (await once(child, 'message')) as [{ readonly url: string }];
      url = message.url;
    },
    stop: async () => {
      if (child === undefined || child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Beside the gateway's own, on the same PostgreSQL, and as empty as any. */
async function ownDatabase(gatewayDatabaseUrl: string, plugin: string): Promise<string> {
  const name = `calendar_${plugin.replaceAll('-', '_')}`;
  const owner = openDatabase({
    ...{ url: gatewayDatabaseUrl, size: 1, statementTimeoutMs: 0, lockTimeoutMs: 0, role: null },
  });
  try {
    await owner.query(`create database ${name}`);
  } finally {
    await owner.close();
  }
  const url = new URL(gatewayDatabaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** The plugin's side: serves it, at the time that the gateway's says. */
export async function serveCalendarPlugin(
  [name = '']: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const tell = (message: object) => process.send?.(message);
  const told = async () => (await once(process, 'message')) as [{ readonly now: string }];
  const [first] = await told();
  let since = { at: Date.parse(first.now), heard: performance.now() };
  const clock = clockAt(() => new Date(since.at + performance.now() - since.heard));
  const { url } = await servePlugin({ name, port: '0', database: 'own', clock }, env);
  process.on('message', ({ now }: { readonly now: string }) => {
    since = { at: Date.parse(now), heard: performance.now() };
    tell({ now });
  });
  // Without its gateway there is nobody to serve.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  tell({ url });
}
