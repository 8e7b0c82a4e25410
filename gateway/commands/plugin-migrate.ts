import { scriptsToRun } from '../../core/platform/core-scripts.js';
import { migrate, pendingScripts } from '../../core/platform/database/migrate.js';
import { loadPlugin, loadPlugins } from '../../core/platform/host/load-plugins.js';
import { asOwner, type OwnerSide } from './plugin-owner.js';

/** `npm run plugin -- plan [NAME]`: what `migrate` would run. Writes nothing. */
export const planMigrations = (
  name: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> =>
  asOwner(env, async (side) => pendingScripts(side.url, await scriptsFor(name, side)));

/** `npm run plugin -- migrate [NAME]`: runs it; the core's migrations come first. */
export const runMigrations = (
  name: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> =>
  asOwner(env, async (side) => migrate(side.url, await scriptsFor(name, side)));

async function scriptsFor(name: string | undefined, { owner, config }: OwnerSide) {
  const plugins = name === undefined ? await loadPlugins(config.plugins) : [await loadPlugin(name)];
  return scriptsToRun(owner, plugins);
}
