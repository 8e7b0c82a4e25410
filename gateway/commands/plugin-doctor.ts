import { scriptsToRun } from '../../core/platform/core-scripts.js';
import { pendingScripts } from '../../core/platform/database/migrate.js';
import type { Database } from '../../core/platform/database/pool.js';
import { loadPlugins } from '../../core/platform/host/load-plugins.js';
import { tablesState } from '../../core/platform/host/plugin-tables.js';
import { type CheckFinding, finding } from '../../core/platform/schema/finding.js';
import type { PluginDefinition } from '../../core/sdk/define.js';
import { asOwner } from './plugin-owner.js';

/**
 * `npm run plugin -- doctor`: what is wrong between the plugins of this server and its database:
 * 1 migrations that wait; 2 decisions about plugins that are not here; 3 plugins that are on while
 * their tables are not; 4 letters given up; 5 events that wait for handlers nobody has.
 */
export function examine(env: NodeJS.ProcessEnv): Promise<readonly CheckFinding[]> {
  return asOwner(env, async ({ owner, url, config }) => {
    const plugins = await loadPlugins(config.plugins);
    const pending = await pendingScripts(url, await scriptsToRun(owner, plugins));
    const waiting = pending.map((name) => finding('PLG-062', name, 'It has not run here.'));
    // Without the core's own tables there is nothing more to look at.
    if (pending.some((name) => name.startsWith('core/'))) return waiting;
    return [
      ...waiting,
      ...(await decisionFindings(owner, plugins)),
      ...(await deliveryFindings(owner, plugins)),
    ];
  });
}

async function decisionFindings(
  owner: Database,
  plugins: readonly PluginDefinition[],
): Promise<CheckFinding[]> {
  const enabled = await owner.query<{ plugin: string; slugs: string[] }>(
    `select n.plugin, array_agg(c.slug order by c.slug) as slugs
     from (select distinct on (cooperative_id, plugin) cooperative_id, plugin, state
       from core.plugin_decision order by cooperative_id, plugin, id desc) n
     join core.cooperative c on c.id = n.cooperative_id
     where n.state = 'ENABLED' group by n.plugin order by n.plugin`,
  );
  const found: CheckFinding[] = [];
  for (const { plugin, slugs } of enabled) {
    const place = `plugin "${plugin}"`;
    const definition = plugins.find(({ name }) => name === plugin);
    const on = `It is on in ${slugs.join(', ')}`;
    if (definition === undefined) {
      found.push(finding('PLG-063', place, `${on}, and this server does not have it.`));
      continue;
    }
    const state = await tablesState(owner, definition);
    if (state !== 'live') found.push(finding('PLG-064', place, `${on}; its tables are ${state}.`));
  }
  return found;
}

async function deliveryFindings(
  owner: Database,
  plugins: readonly PluginDefinition[],
): Promise<CheckFinding[]> {
  const rows = await owner.query<{ handler: string; state: string; count: bigint }>(
    `select handler, state, count(*) as count from core.delivery
     where state in ('DEAD', 'PENDING') group by handler, state order by handler, state`,
  );
  const names = new Set(plugins.map(({ name }) => name));
  return rows.flatMap(({ handler, state, count }) => {
    const place = `handler "${handler}"`;
    if (state === 'DEAD') return [finding('PLG-065', place, `It has given up ${count} events.`)];
    const [plugin, own] = handler.split('/');
    if (own === undefined || names.has(plugin as string)) return [];
    return [finding('PLG-066', place, `${count} events wait for it, and it is not here.`)];
  });
}
