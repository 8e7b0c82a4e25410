/**
 * One PostgreSQL for the whole run; each test file copies the migrated template on it. Its data, and
 * all that tests keep for a while, stand in memory where the machine has enough: a copy is a thousand
 * files.
 */
import { mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../../gateway/build.mjs';

export default async function setUp() {
  await build();
  const place = await placeToWork();
  await clearAfterKilledRuns(place);
  const folder = await mkdtemp(join(place, `gezel-test-${process.pid}-`));
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

/** Memory is not given back by itself; a PostgreSQL that was left ends when its folder is gone. */
async function clearAfterKilledRuns(place) {
  for (const name of await readdir(place)) {
    const [, pid] = /^gezel-test-(\d+)-/.exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = join(place, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
    // Another container may share the place and number its processes itself: no run takes an hour.
    if (Date.now() - mtimeMs < 3_600_000) continue;
    // Somebody else's is for them.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
