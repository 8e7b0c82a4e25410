import { LRUCache } from 'lru-cache';
import type { PluginDefinition } from '../../sdk/define.js';
import type { Sql } from '../database/sql.js';
import type { PluginHost } from './host.js';

type Enablement = Pick<PluginHost, 'enabled' | 'enabledNow' | 'switchedOff' | 'forget'>;

/** What a co-operative has decided, as far as it matters to whoever asks a plugin. */
interface Standing {
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
}

/**
 * Which plugins a co-operative has on: the newest decision about each. Kept for seconds, so that a
 * decision taken by another process is seen soon and a request costs no statement for it.
 */
export function enablement(
  database: Sql,
  definitions: readonly Pick<PluginDefinition, 'name' | 'bridges'>[] = [],
  decisions = (cooperativeId: string) => decided(database, definitions, cooperativeId),
): Enablement {
  const known = new LRUCache<string, Standing>({ max: 10_000, ttl: keptMs });
  const asking = new Map<string, Promise<Standing>>();
  const ask = (cooperativeId: string) => {
    // Only the newest question is kept: an older one may have been answered before a decision.
    const isNewest = () => asking.get(cooperativeId) === answer;
    const answer = decisions(cooperativeId)
      .then((standing) => {
        if (isNewest()) known.set(cooperativeId, standing);
        return standing;
      })
      .finally(() => {
        if (isNewest()) asking.delete(cooperativeId);
      });
    asking.set(cooperativeId, answer);
    return answer;
  };
  const standing = (cooperativeId: string) => {
    const decided = known.get(cooperativeId);
    if (decided !== undefined) return Promise.resolve(decided);
    return asking.get(cooperativeId) ?? ask(cooperativeId);
  };
  return {
    enabledNow: (cooperativeId) => known.get(cooperativeId)?.on,
    enabled: (cooperativeId) => standing(cooperativeId).then(({ on }) => on),
    switchedOff: (cooperativeId) => standing(cooperativeId).then(({ off }) => off),
    // Also forgets a question under way: its answer may be from before the decision.
    forget: (cooperativeId) => {
      known.delete(cooperativeId);
      asking.delete(cooperativeId);
    },
  };
}

const keptMs = 5_000;

async function decided(
  database: Sql,
  definitions: readonly Pick<PluginDefinition, 'name' | 'bridges'>[],
  cooperativeId: string,
): Promise<Standing> {
  const rows = await database.query<{ plugin: string; state: string }>(
    `select distinct on (plugin) plugin, state from core.plugin_decision
     where cooperative_id = $1 order by plugin, id desc`,
    [cooperativeId],
    'plugins-enabled',
  );
  const on = new Set(rows.filter(({ state }) => state === 'ENABLED').map(({ plugin }) => plugin));
  // A bridge without one of its sides has nothing to join: it waits, whatever was decided about it.
  for (const { name, bridges = [] } of definitions) {
    if (bridges.some((side) => !on.has(side))) on.delete(name);
  }
  const off = rows.filter(({ plugin, state }) => state !== 'DROPPED' && !on.has(plugin));
  return { on, off: new Set(off.map(({ plugin }) => plugin)) };
}
