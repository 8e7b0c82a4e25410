import pino, { type Logger } from 'pino';
import type { PluginDefinition } from '../sdk/define.js';
import { type Clock, systemClock } from './clock.js';
import type { Config } from './config.js';
import type { Platform } from './context.js';
import { openOrm } from './database/orm.js';
import { type Database, openDatabase } from './database/pool.js';
import { rowReaders } from './database/rows.js';
import type { BackgroundWork, Domain } from './domain.js';
import { deliver } from './events/delivery.js';
import { openHub, type RunningHub } from './events/hub.js';
import { repeat, shortRestMs } from './events/repeat.js';
import { startSchedule } from './events/schedule.js';
import { openFileStore } from './files/open-file-store.js';
import type { CoreServices } from './host/core-port.js';
import { createHost } from './host/create-host.js';
import type { DistantCore } from './host/distant-core.js';
import { askAgain } from './host/pending-validation.js';
import type { RemotePlugin } from './host/remote-plugin.js';
import { type Messages, translator } from './messages.js';
import { mergedRoleGrants } from './permissions.js';
import { platformMessages } from './platform-messages.js';
import { openSigner } from './signer.js';
import { masterKeys } from './vault/master-keys.js';
import { openVault } from './vault/vault.js';

export interface OpenOptions {
  readonly config: Config;
  /** The database, as its owner; the application's connections take the role `gezel_app`. */
  readonly url: string;
  readonly domains: readonly Domain[];
  readonly plugins: readonly PluginDefinition[];
  readonly services: CoreServices;
  readonly remotes?: readonly RemotePlugin[];
  readonly distant?: DistantCore;
  /** Sentences of domains that are not here, but whose refusals arrive. */
  readonly messages?: readonly Messages[];
  readonly clock?: Clock;
  readonly log?: Logger;
}

export interface OpenPlatform extends Platform {
  /** Delivers events and runs background work until `close`; a server wants it, a command not. */
  startWork(options: { schedule: boolean }): Promise<void>;
  /** Delivers what waits now, in the calling process: for tests and commands. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Opens everything that a process holds, in the order of dependence; `close` reverses it. */
export async function openPlatform(options: OpenOptions): Promise<OpenPlatform> {
  const { config, domains, plugins, services, distant, remotes = [] } = options;
  const known = [...plugins, ...remotes.map(({ definition }) => definition)];
  const log = options.log ?? pino({ level: config.logLevel });
  const messages = translator([
    platformMessages,
    ...domains.map((domain) => domain.messages),
    ...(options.messages ?? []),
    ...known.map((plugin) => plugin.messages),
  ]);
  const clock = options.clock ?? systemClock;
  const database = applicationPool(options);
  const host = createHost({
    ...{ definitions: plugins, database, domains, services, remotes, distant },
  });
  const entities = [
    ...domains.flatMap((domain) => domain.entities),
    ...plugins.flatMap((plugin) => plugin.entities as readonly (new () => object)[]),
  ];
  const orm = await openOrm(database, entities);
  const rows = rowReaders(database, orm);
  // Last, because a connection that listens keeps itself alive: nothing after this can fail.
  const hub = await openHub(options.url, database, log).catch(async (error: unknown) => {
    await orm.close();
    throw error;
  });
  const keys = masterKeys(config);
  const platform: Platform = {
    ...{ config, database, orm, rows, host, messages, hub, log, clock, domains },
    ...{ files: openFileStore(config), signer: openSigner(config, clock) },
    ...{ keys, vault: openVault(keys) },
    roleGrants: mergedRoleGrants(known),
    distant,
  };
  const work = workOf(platform, hub, options);
  const close = async () => {
    await work.stop();
    await hub.close();
    await orm.close();
    // The unit of work shares the pool and may have ended it with itself.
    if (!database.pool.ended) await database.close();
  };
  return { ...platform, startWork: work.start, settle: work.settle, close };
}

function applicationPool({ config, url }: OpenOptions): Database {
  return openDatabase({
    url,
    size: config.databasePoolSize,
    statementTimeoutMs: config.statementTimeoutMs,
    lockTimeoutMs: config.lockTimeoutMs,
    role: 'gezel_app',
  });
}

/** Delivery, background work and the schedule: what goes on beside the requests. */
function workOf(platform: Platform, hub: RunningHub, options: OpenOptions) {
  const subscribers = [
    ...platform.domains.flatMap((domain) => domain.subscribers ?? []),
    ...platform.host.subscribers(platform),
  ];
  const jobs = [
    ...platform.domains.flatMap((domain) => domain.jobs ?? []),
    ...platform.host.jobs(platform),
  ];
  const stops: (() => Promise<void>)[] = [];
  const add = (work: BackgroundWork) => {
    hub.onWake(work.wake);
    stops.push(work.stop);
  };
  return {
    settle: async () => {
      await deliver(platform, subscribers);
    },
    start: async ({ schedule }: { schedule: boolean }) => {
      const failed = (err: unknown) => platform.log.error({ err }, 'delivery failed');
      add(repeat(2_000, () => deliver(platform, subscribers), failed, shortRestMs));
      const { remotes = [] } = options;
      if (remotes.length > 0) add(repeat(5_000, () => askAgain(platform, remotes), failed));
      for (const { background } of platform.domains) if (background) add(background(platform));
      if (schedule) stops.push((await startSchedule(platform, options.url, jobs)).stop);
      hub.wake();
    },
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}
