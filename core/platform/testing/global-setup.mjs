/** One PostgreSQL for the whole run; each test file copies the migrated template on it. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../../gateway/build.mjs';

export default async function setUp() {
  await build();
  if (process.env.GEZEL_TEST_SERVER !== undefined) return;
  const { startCluster } = await import('../../../dist/core/platform/database/cluster.js');
  const folder = await mkdtemp(join(tmpdir(), 'gezel-test-'));
  const cluster = await startCluster({
    dataDir: folder,
    database: 'gezel',
    // A power cut may take it all: what is tested of durability starts a cluster of its own.
    settings: {
      ...{ max_connections: '300', fsync: 'off', synchronous_commit: 'off' },
      full_page_writes: 'off',
    },
  });
  globalThis.gezelTestCluster = { cluster, folder };
  process.env.GEZEL_TEST_SERVER = cluster.url;
}
