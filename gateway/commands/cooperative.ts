import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { foundCooperative } from '../../core/cooperative/umbrella/open-cooperative.js';
import { coreServices } from '../../core/core-services.js';
import { coreDomains } from '../../core/domains.js';
import { readConfig } from '../../core/platform/config.js';
import { coreScripts } from '../../core/platform/core-scripts.js';
import { migrate } from '../../core/platform/database/migrate.js';
import { openPlatform } from '../../core/platform/open.js';
import { borrowDatabase } from './database.js';

const usage = 'Usage: npm run cooperative -- open FILE.json';

const plan = z.strictObject({
  ...{ slug: z.string(), name: z.string(), country: z.string(), currency: z.string() },
  ...{ locale: z.string(), feeRate: z.number(), reference: z.string() },
  hostEntity: z.strictObject({
    ...{ name: z.string(), enterpriseNumber: z.string(), vatNumber: z.string().nullish() },
    ...{ iban: z.string(), street: z.string(), postalCode: z.string(), city: z.string() },
  }),
  administrator: z.strictObject({
    ...{ displayName: z.string(), email: z.string(), subject: z.string() },
  }),
});

/**
 * `npm run cooperative -- open FILE.json`: opens the first co-operative of a platform, which may
 * then open others: the file has what `openCooperative` takes. Exit code 1: something is wrong.
 */
export async function cooperativeCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const [verb, file] = args;
  if (verb !== 'open' || file === undefined) {
    console.error(usage);
    return 2;
  }
  const wanted = plan.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!wanted.success) {
    console.error(z.prettifyError(wanted.error));
    return 1;
  }
  const config = readConfig(env);
  const database = await borrowDatabase(config);
  await migrate(database.url, await coreScripts());
  const parts = { config, domains: coreDomains, plugins: [], services: coreServices };
  const platform = await openPlatform({ ...parts, url: database.url });
  try {
    const { findings } = await foundCooperative(platform, wanted.data, null);
    for (const { code, path, values } of findings) {
      console.error(`${path?.join('.') ?? ''}: ${platform.messages.say('en', code, values)}`);
    }
    if (findings.length === 0) console.log(`The co-operative "${wanted.data.slug}" is open.`);
    return findings.length === 0 ? 0 : 1;
  } finally {
    await platform.close();
    await database.release();
  }
}
