import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, ConfigError } from '../../core/platform/config.js';
import { foundIn, loadPlugin, pluginsFolder } from '../../core/platform/host/load-plugins.js';
import { buildPluginSchema } from '../../core/platform/schema/build-plugin.js';
import { type Manifest, manifestOf, readManifest } from './manifest.js';
import type { RemoteAddress } from './open-remotes.js';

/** Where the manifests of plugins that are not in this project are committed. */
export const manifestFile = (project: string, name: string): string =>
  join(project, 'schema', 'remote', `${name}.json`);

/**
 * The plugins that run elsewhere, as they were committed: by their folder in this project, or by the
 * manifest that "plugin connect" has written. Nobody is asked, so a server starts while they are
 * away, with the same graph.
 */
export function committedRemotes(config: Config, project: string): Promise<RemoteAddress[]> {
  return Promise.all(
    [...config.remotePlugins].map(async ([name, url]) => ({
      manifest: await committed(name, project),
      locate: () => url,
      secrets: config.pluginSecrets.get(name) ?? [],
    })),
  );
}

async function committed(name: string, project: string): Promise<Manifest> {
  if (foundIn(pluginsFolder).includes(name)) {
    return manifestOf(buildPluginSchema(await loadPlugin(name)));
  }
  const file = manifestFile(project, name);
  if (!existsSync(file)) {
    throw new ConfigError(
      `Nothing is known of the plugin "${name}" of REMOTE_PLUGINS: run ` +
        `"npm run plugin -- connect ${name}" while it answers, and commit ${file}.`,
    );
  }
  return readManifest(JSON.parse(await readFile(file, 'utf8')));
}
