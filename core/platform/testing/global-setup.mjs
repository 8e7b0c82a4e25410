/**
 * One PostgreSQL for the whole run; each test file copies the migrated template on it. Its data, and
 * all that tests keep for a while, stand in memory where the machine has enough: a copy is a thousand
 * files.
 */
import { mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../../gateway/build.mjs';

export default async function setUp() {
  await build();
  const folder = await mkdtemp(join(await placeToWork(), 'gezel-test-'));
  globalThis.gezelTestRun = { folder };
  process.env.TMPDIR = folder;
  // The programs that tests start are compiled once a run.
  process.env.NODE_COMPILE_CACHE = join(folder, 'compiled');
  if (process.env.GEZEL_TEST_SERVER !== undefined) return;
  const { startCluster } = await import('../../../dist/core/platform/database/cluster.js');
  const cluster = await startCluster({
    dataDir: folder,
    database: 'gezel',
    // A power cut may take it all: what is tested of durability starts a cluster of its own.
    settings: {
      ...{ max_connections: '300', fsync: 'off', synchronous_commit: 'off' },
      ...{ full_page_writes: 'off', max_wal_size: '256MB' },
    },
  });
  globalThis.gezelTestRun.cluster = cluster;
  process.env.GEZEL_TEST_SERVER = cluster.url;
}

/** Memory as a folder, as Linux has it, when what a run takes leaves enough of it to the machine. */
async function placeToWork() {
  const memory = '/dev/shm';
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  const hasRoom = bavail * bsize > 4 * gibibyte && process.availableMemory() > 10 * gibibyte;
  return hasRoom ? memory : tmpdir();
}

const gibibyte = 2 ** 30;
