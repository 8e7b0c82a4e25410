import { coreServices } from '../../core/core-services.js';
import { coreDomains } from '../../core/domains.js';
import { readConfig } from '../../core/platform/config.js';
import type { Context } from '../../core/platform/context.js';
import { allScripts } from '../../core/platform/core-scripts.js';
import { migrate } from '../../core/platform/database/migrate.js';
import { openDatabase } from '../../core/platform/database/pool.js';
import type { Sql } from '../../core/platform/database/sql.js';
import { systemContext } from '../../core/platform/host/system-viewer.js';
import { openPlatform } from '../../core/platform/open.js';
import { borrowDatabase } from '../../gateway/commands/database.js';
import { seedPeople } from '../demo/people.js';
import { type SeededCooperative, seedCooperative } from '../reference/cooperative.js';
import { batchSize, seedBatch } from './batch.js';

const usage = 'Usage: npm run seed -- --members N [--cooperative SLUG]   (N from 1 to 1000000)';

/**
 * `npm run seed -- --members N`: that many more members, each with an activity, a client and three
 * issued invoices on the ledger. A batch is one transaction, so an interrupted run leaves whole ones.
 */
export async function seedCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const members = Number(flagValue(args, '--members'));
  const slug = flagValue(args, '--cooperative') ?? 'demo';
  if (!Number.isInteger(members) || members < 1 || members > 1_000_000) {
    console.error(usage);
    return 2;
  }
  const config = readConfig(env);
  const { url, release } = await borrowDatabase(config);
  const owner = openDatabase({
    ...{ url, size: 1, statementTimeoutMs: 0, lockTimeoutMs: 10_000, role: null },
  });
  try {
    await migrate(url, await allScripts([]));
    const cooperative = await staffed(owner, slug);
    const platform = await openPlatform({
      ...{ config, url, domains: coreDomains, plugins: [], services: coreServices },
    });
    try {
      await seedBatches(systemContext(platform, cooperative.id), owner, cooperative, members);
    } finally {
      await platform.close();
    }
    return 0;
  } finally {
    await owner.close();
    await release();
  }
}

async function seedBatches(
  ctx: Context,
  owner: Sql,
  cooperative: SeededCooperative,
  members: number,
): Promise<void> {
  const startedAt = performance.now();
  let analyzeAt = batchSize;
  for (let from = 0; from < members; from += batchSize) {
    const to = Math.min(from + batchSize, members);
    await seedBatch(ctx, cooperative, { from, to, members });
    // Tables that grow from nothing are planned as if they were empty until they are looked at.
    if (to >= analyzeAt) {
      await owner.query('analyze');
      analyzeAt *= 4;
    }
    progress(to, members, startedAt);
  }
}

/** The co-operative and its staff come first; whoever seeded the demo has them already. */
async function staffed(owner: Sql, slug: string): Promise<SeededCooperative> {
  const cooperative = await seedCooperative(owner, slug);
  const people = await owner.query('select from core.member where cooperative_id = $1 limit 1', [
    cooperative.id,
  ]);
  if (people.length === 0) await seedPeople(owner, cooperative.id);
  return cooperative;
}

/** One line that rewrites itself on a terminal, and only the end elsewhere. */
function progress(done: number, all: number, startedAt: number): void {
  const seconds = (performance.now() - startedAt) / 1_000;
  const filled = Math.round((done / all) * 30);
  const bar = `[${'#'.repeat(filled)}${'.'.repeat(30 - filled)}]`;
  const line = `${bar} ${done.toLocaleString('en')} of ${all.toLocaleString('en')} members, ${seconds.toFixed(0)} s`;
  if (process.stderr.isTTY) process.stderr.write(`\r${line}`);
  if (done === all) process.stderr.write(process.stderr.isTTY ? '\n' : `${line}\n`);
}

function flagValue(args: readonly string[], flag: string): string | undefined {
  const place = args.indexOf(flag);
  return place < 0 ? undefined : args[place + 1];
}
