import { LRUCache } from 'lru-cache';
import type { Sql } from '../database/sql.js';
import type { PluginHost } from './host.js';

type Enablement = Pick<PluginHost, 'enabled' | 'enabledNow' | 'forget'>;

/**
 * Which plugins a co-operative has on: the newest decision about each. Kept for seconds, so that a
 * decision taken by another process is seen soon and a request costs no statement for it.
 */
export function enablement(database: Sql): Enablement {
  const known = new LRUCache<string, ReadonlySet<string>>({ max: 10_000, ttl: keptMs });
  const asking = new Map<string, Promise<ReadonlySet<string>>>();
  const ask = (cooperativeId: string) => {
    // Only the newest question is kept: an older one may have been answered before a decision.
    const isNewest = () => asking.get(cooperativeId) === answer;
    const answer = decided(database, cooperativeId)
      .then((on) => {
        if (isNewest()) known.set(cooperativeId, on);
        return on;
      })
      .finally(() => {
        if (isNewest()) asking.delete(cooperativeId);
      });
    asking.set(cooperativeId, answer);
    return answer;
  };
  return {
    enabledNow: (cooperativeId) => known.get(cooperativeId),
    enabled: (cooperativeId) => {
      const on = known.get(cooperativeId);
      if (on !== undefined) return Promise.resolve(on);
      return asking.get(cooperativeId) ?? ask(cooperativeId);
    },
    // Also forgets a question under way: its answer may be from before the decision.
    forget: (cooperativeId) => {
      known.delete(cooperativeId);
      asking.delete(cooperativeId);
    },
  };
}

const keptMs = 5_000;

async function decided(database: Sql, cooperativeId: string): Promise<ReadonlySet<string>> {
  const rows = await database.query<{ plugin: string; state: string }>(
    `select distinct on (plugin) plugin, state from core.plugin_decision
     where cooperative_id = $1 order by plugin, id desc`,
    [cooperativeId],
    'plugins-enabled',
  );
  return new Set(rows.filter(({ state }) => state === 'ENABLED').map(({ plugin }) => plugin));
}
