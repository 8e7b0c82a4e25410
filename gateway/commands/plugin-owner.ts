import { type Config, readConfig } from '../../core/platform/config.js';
import { type Database, openDatabase } from '../../core/platform/database/pool.js';
import { CheckFailure, finding } from '../../core/platform/schema/finding.js';
import { borrowDatabase } from './database.js';

/** The database as its owner sees it, for one command. */
export interface OwnerSide {
  readonly owner: Database;
  readonly url: string;
  readonly config: Config;
}

/** Opens the database for a command, beside the running server if there is one, and closes it. */
export async function asOwner<T>(
  env: NodeJS.ProcessEnv,
  work: (side: OwnerSide) => Promise<T>,
): Promise<T> {
  const config = readConfig(env);
  const { url, release } = await borrowDatabase(config);
  const owner = openDatabase({
    ...{ url, size: 2, statementTimeoutMs: 0, lockTimeoutMs: 10_000, role: null },
  });
  try {
    return await work({ owner, url, config });
  } finally {
    await owner.close();
    await release();
  }
}

export interface NamedCooperative {
  readonly id: string;
  readonly slug: string;
}

/** The co-operative of a slug; the only one there is when none is named. */
export async function cooperativeOf(
  owner: Database,
  slug: string | undefined,
): Promise<NamedCooperative> {
  const all = await owner.query<NamedCooperative & Record<string, unknown>>(
    `select id, slug from core.cooperative where $1::text is null or slug = $1
     order by slug limit 2`,
    [slug ?? null],
  );
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  const reason =
    slug === undefined
      ? 'There is not exactly one co-operative: say which with --cooperative.'
      : `There is no co-operative "${slug}".`;
  throw new CheckFailure([finding('PLG-060', '--cooperative', reason)]);
}
