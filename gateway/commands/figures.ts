import { readFile } from 'node:fs/promises';
import { addFigures, checkFigures, figuresOn } from '../../core/employment/figure-file.js';
import { readConfig } from '../../core/platform/config.js';
import { openDatabase } from '../../core/platform/database/pool.js';
import type { Sql } from '../../core/platform/database/sql.js';
import { borrowDatabase } from './database.js';

const usage = 'Usage: npm run figures -- add FILE.json | list [--on YYYY-MM-DD]';

/**
 * `npm run figures`: the figures of the law that pay and contracts rest on, which hold for every
 * co-operative of a country. `list` says which hold on a day and where they were read; `add` takes a
 * file of new ones, all or none. Exit code 1: something is wrong with the file.
 */
export async function figuresCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const [verb, file] = args;
  if (verb === 'list') {
    const on = args[args.indexOf('--on') + 1];
    const day = args.includes('--on') ? on : new Date().toISOString().slice(0, 10);
    return onDatabase(env, (owner) => list(owner, day ?? ''));
  }
  if (verb !== 'add' || file === undefined) {
    console.error(usage);
    return 2;
  }
  const { figures, problems } = checkFigures(await readFile(file, 'utf8'));
  if (problems.length > 0) {
    for (const problem of problems) console.error(problem);
    return 1;
  }
  return onDatabase(env, async (owner) => {
    const { added, differing } = await addFigures(owner, figures);
    console.log(`${added} of ${figures.length} figures are new.`);
    for (const { code, from } of differing) {
      console.error(`${code} of ${from} has another value already: it is not changed.`);
    }
    return differing.length > 0 ? 1 : 0;
  });
}

async function list(owner: Sql, day: string): Promise<number> {
  const rows = await figuresOn(owner, day);
  for (const row of rows) {
    const scope = [row.workerClass, row.employerCategory, row.jointCommittee].join(' ');
    console.log(`${row.country} ${row.code} (${scope}) = ${row.value}, from ${row.from}`);
    console.log(`  ${row.source}`);
  }
  return 0;
}

async function onDatabase(
  env: NodeJS.ProcessEnv,
  work: (owner: Sql) => Promise<number>,
): Promise<number> {
  const { url, release } = await borrowDatabase(readConfig(env));
  const owner = openDatabase({
    ...{ url, size: 1, statementTimeoutMs: 30_000, lockTimeoutMs: 2_000, role: null },
  });
  try {
    return await work(owner);
  } finally {
    await owner.close();
    await release();
  }
}
