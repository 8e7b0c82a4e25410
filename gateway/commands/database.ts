import type { Config } from '../../core/platform/config.js';
import { checkServer, explainConnectFailure } from '../../core/platform/database/check-server.js';
import { runningClusterUrl, startCluster } from '../../core/platform/database/cluster.js';
import { openDatabase } from '../../core/platform/database/pool.js';

/** A checked database; `release` stops what was started for it. */
export interface Reachable {
  /** As its owner. */
  readonly url: string;
  release(): Promise<void>;
}

/** For a server: one's own PostgreSQL, or the one inside the project, started for it alone. */
export async function serveDatabase(config: Config): Promise<Reachable> {
  if (config.databaseUrl !== undefined) return checked(config.databaseUrl, async () => undefined);
  const cluster = await startCluster({ dataDir: config.dataDir, database: 'gezel' });
  return checked(cluster.url, () => cluster.stop());
}

/** For a command: beside the running server if there is one, else as a server would. */
export async function borrowDatabase(config: Config): Promise<Reachable> {
  if (config.databaseUrl === undefined) {
    const running = await runningClusterUrl(config.dataDir, 'gezel');
    if (running !== undefined) return checked(running, async () => undefined);
  }
  return serveDatabase(config);
}

async function checked(url: string, release: () => Promise<void>): Promise<Reachable> {
  const probe = openDatabase({
    ...{ url, size: 1, statementTimeoutMs: 5_000, lockTimeoutMs: 2_000, role: null },
  });
  try {
    await probe.query('select 1').catch((error: unknown) => {
      throw new Error(explainConnectFailure(error, url));
    });
    await checkServer(probe);
    return { url, release };
  } catch (error) {
    await release();
    throw error;
  } finally {
    await probe.close();
  }
}
