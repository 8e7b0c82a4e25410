import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { type Clock, clockAt } from '../../../core/platform/clock.js';
import { readConfig } from '../../../core/platform/config.js';
import { allScripts } from '../../../core/platform/core-scripts.js';
import { migrate } from '../../../core/platform/database/migrate.js';
import { openDatabase } from '../../../core/platform/database/pool.js';
import type { Sql } from '../../../core/platform/database/sql.js';
import { buildPluginSchema } from '../../../core/platform/schema/build-plugin.js';
import { copyOfTemplate, dropDatabase } from '../../../core/platform/testing/database.js';
import { type TestPerson, testPeople } from '../../../core/platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../../core/platform/testing/platform.js';
import type { PluginDefinition } from '../../../core/sdk/define.js';
import { developmentKey, signDevelopmentToken } from '../../auth/development-key.js';
import { type Manifest, manifestOf } from '../../remote/manifest.js';
import { openRemotes, type Remotes } from '../../remote/open-remotes.js';
import { openSatellite, type Satellite } from '../../satellite/open-satellite.js';
import { detach } from '../../satellite/own-database.js';
import { type Served, served } from './served.js';

/** A gateway and a plugin that is served alone: two servers, two databases, one graph. */
export interface TwoServers {
  readonly gateway: TestPlatform;
  readonly api: Served;
  readonly satellite: Satellite;
  /** What the gateway has of it. */
  readonly remotes: Remotes;
  /** The plugin's own database, as its owner. */
  readonly own: Sql;
  readonly urls: { readonly gateway: string; readonly plugin: string };
  close(): Promise<void>;
}

export const testSecret = 'a-secret-of-at-least-thirty-two-characters';

export interface TwoServersOptions {
  /** Plugins of the gateway's own process. */
  readonly local?: readonly PluginDefinition[];
  /** What each side has for the plugin in PLUGIN_SECRETS; one that both share when absent. */
  readonly secrets?: { readonly gateway: string; readonly plugin: string };
  /** Whose database the plugin uses; its own when absent. */
  readonly database?: 'own' | 'shared';
}

export async function twoServers(
  plugin: PluginDefinition,
  { local = [], secrets: given, database = 'own' }: TwoServersOptions = {},
): Promise<TwoServers> {
  const manifest = manifestOf(buildPluginSchema(plugin));
  const { gateway, api, url, place, remotes, log, clock } = await openGateway(manifest, {
    ...{ local, secret: given?.gateway ?? testSecret },
  });
  const ownUrl = database === 'own' ? await copyOfTemplate([plugin]) : gateway.url;
  if (database === 'own') await detach(ownUrl, plugin.name);
  else await migrate(ownUrl, await allScripts([...local, plugin]));
  const config = readConfig({
    ...{ NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'silent', GATEWAY_URL: url },
    PLUGIN_SECRETS: `${plugin.name}=${given?.plugin ?? testSecret}`,
    // What the gateway has admitted is not judged again by what the plugin thinks it costs.
    MAX_COST: '1',
  });
  const satellite = await openSatellite({
    ...{ config, url: ownUrl, definition: plugin, database, clock, log },
  });
  place.url = await satellite.listen();
  const own = openDatabase({
    ...{ url: ownUrl, size: 2, statementTimeoutMs: 30_000, lockTimeoutMs: 20_000, role: null },
  });
  return {
    ...{ gateway, api, satellite, remotes, own, urls: { gateway: url, plugin: place.url } },
    close: async () => {
      await satellite.close();
      await api.close();
      await own.close();
      await gateway.close();
      if (database === 'own') await dropDatabase(ownUrl);
    },
  };
}

/** A gateway that listens, and the place of a plugin that it does not know yet. */
export interface OpenGateway {
  readonly gateway: TestPlatform;
  readonly api: Served;
  readonly url: string;
  readonly remotes: Remotes;
  readonly log: Logger;
  readonly clock: Clock;
  /** Where the plugin is, once it is there. */
  readonly place: { url: string };
  close(): Promise<void>;
}

export async function openGateway(
  manifest: Manifest,
  { local = [], secret }: { readonly local?: readonly PluginDefinition[]; readonly secret: string },
): Promise<OpenGateway> {
  const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
  const clock = clockAt(() => new Date('2026-11-23T12:00:00+01:00'));
  const env = { PLUGIN_SECRETS: `${manifest.name}=${secret}` };
  const secrets = readConfig(env).pluginSecrets.get(manifest.name) ?? [];
  const tokens = await testTokens(clock.now());
  const place = { url: '' };
  const remotes = openRemotes([{ manifest, secrets, locate: () => place.url }], { clock, log });
  const authorization = (person: TestPerson, foreign: boolean) =>
    `Bearer ${tokens.get(`${person}@${foreign ? 'other' : 'test'}`)}`;
  const remote = { ...remotes, authorization };
  const gateway = await testPlatform({ env, plugins: local, remote });
  const api = await served(gateway, remotes.sessions);
  return {
    ...{ gateway, api, url: await api.listen(), place, remotes, log, clock },
    close: async () => {
      await api.close();
      await gateway.close();
    },
  };
}

/** The tokens of everybody, by "person@co-operative". */
async function testTokens(now: Date): Promise<ReadonlyMap<string, string>> {
  const dataDir = join(tmpdir(), 'gezel-test-keys');
  const key = await developmentKey({ dataDir, environment: 'test', jwksUrl: undefined });
  const tokens = new Map<string, string>();
  for (const person of Object.keys(testPeople)) {
    for (const cooperative of ['test', 'other']) {
      const claims = { subject: `demo|${person}`, cooperative, hours: 1 };
      tokens.set(`${person}@${cooperative}`, await signDevelopmentToken(key, claims, now));
    }
  }
  return tokens;
}
