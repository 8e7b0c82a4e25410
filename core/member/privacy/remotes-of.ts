import type { Platform } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import type { RemotePlugin } from '../../platform/host/remote-plugin.js';

/** The plugins elsewhere that may hold somebody of a co-operative: those that it ever decided about. */
export async function remotesOf(
  sql: Sql & { readonly cooperativeId: string },
  { host }: Platform,
): Promise<RemotePlugin[]> {
  if (host.remotes.length === 0) return [];
  const decided = await sql.query<{ plugin: string }>(
    'select distinct plugin from core.plugin_decision where cooperative_id = $1',
    [sql.cooperativeId],
  );
  const known = new Set(decided.map(({ plugin }) => plugin));
  return host.remotes.filter(({ definition }) => known.has(definition.name));
}
