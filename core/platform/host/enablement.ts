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
  const ask = async (cooperativeId: string) => {
    try {
      const on = await decided(database, cooperativeId);
      if (asking.has(cooperativeId)) known.set(cooperativeId, on);
      return on;
    } finally {
      asking.delete(cooperativeId);
    }
  };
  return {
    enabledNow: (cooperativeId) => known.get(cooperativeId),
    enabled: (cooperativeId) => {
      const on = known.get(cooperativeId);
      if (on !== undefined) return Promise.resolve(on);
      const answer = asking.get(cooperativeId) ?? ask(cooperativeId);
      asking.set(cooperativeId, answer);
      return answer;
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
