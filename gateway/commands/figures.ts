import { readFile } from 'node:fs/promises';
import { addFigures, checkFigures } from '../../core/employment/figure-file.js';
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
  const rows = await owner.query<Record<string, string>>(
    `select * from (
       select country, code, worker_class, employer_category, joint_committee, value::text as value,
         from_day, until_day, grade || ': ' || source as source
       from core.pay_figure
       union all
       select country, code, '*', '*', coalesce(joint_committee, '*'), value::text, from_day,
         until_day, source
       from core.employment_rule
       union all
       select country, 'minimum-pay.' || lower(per), '*', '*', '*', amount_e4::text, from_day,
         until_day, source
       from core.minimum_pay where cooperative_id is null
       union all
       select country, code, '*', '*', coalesce(joint_committee, '*'), steps::text, from_day,
         until_day, source
       from core.agreed_figure where cooperative_id is null) f
     where from_day <= $1::date and (until_day is null or until_day > $1::date)
     order by country, code, worker_class, employer_category, joint_committee, from_day`,
    [day],
  );
  for (const row of rows) {
    const scope = [row.worker_class, row.employer_category, row.joint_committee].join(' ');
    console.log(`${row.country} ${row.code} (${scope}) = ${row.value}, from ${row.from_day}`);
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
