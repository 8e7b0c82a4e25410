import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import pino from 'pino';
import { coreDomains } from '../../core/domains.js';
import { type Clock, systemClock } from '../../core/platform/clock.js';
import { ConfigError, readConfig } from '../../core/platform/config.js';
import { buildCoreSchema } from '../../core/platform/schema/build-core.js';
import { compose } from '../../core/platform/schema/compose.js';
import { manifestFile } from '../remote/committed.js';
import { openLink } from '../remote/link.js';
import { readManifest } from '../remote/manifest.js';
import { projectFolder } from './project.js';

/** Where it is written, and when it is. */
interface Place {
  readonly folder: string;
  readonly clock: Clock;
}

/**
 * `npm run plugin -- connect NAME`: asks a plugin of REMOTE_PLUGINS what it is, composes its schema
 * with the core's, and writes it down to be committed. Answers the file.
 */
export async function connectPlugin(
  name: string,
  env: NodeJS.ProcessEnv,
  { folder = projectFolder(), clock = systemClock }: Partial<Place> = {},
): Promise<string> {
  const config = readConfig(env);
  const url = config.remotePlugins.get(name);
  if (url === undefined) throw new ConfigError(`"${name}" is not among REMOTE_PLUGINS.`);
  const link = openLink({
    ...{ to: 'plugin', plugin: name, locate: () => url, clock },
    ...{ secrets: config.pluginSecrets.get(name) ?? [], log: pino({ level: config.logLevel }) },
  });
  const sent = { path: '/manifest', body: '{}', timeoutMs: 10_000 };
  const manifest = readManifest(JSON.parse(await link.post(sent)));
  if (manifest.name !== name) throw new ConfigError(`At ${url} answers "${manifest.name}".`);
  compose([buildCoreSchema(coreDomains), { name, sdl: manifest.sdl }]);
  const file = manifestFile(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
  return file;
}
