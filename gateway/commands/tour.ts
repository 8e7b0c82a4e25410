import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coreServices } from '../../core/core-services.js';
import { coreDomains } from '../../core/domains.js';
import { type Config, readConfig } from '../../core/platform/config.js';
import { currentScripts } from '../../core/platform/core-scripts.js';
import { migrate } from '../../core/platform/database/migrate.js';
import { loadPlugins } from '../../core/platform/host/load-plugins.js';
import { type OpenPlatform, openPlatform } from '../../core/platform/open.js';
import { seedDemo } from '../../seeds/demo/seed-demo.js';
import { tour } from '../../seeds/demo/tour.js';
import { firstDay } from '../../seeds/demo/tour-people.js';
import { developmentKey, signDevelopmentToken } from '../auth/development-key.js';
import { buildGraph } from '../graph/build-graph.js';
import { openLog } from '../server/logs.js';
import { startServer } from '../server/server.js';
import { type Calendar, movableCalendar } from './calendar.js';
import { serveDatabase } from './database.js';
import { endAll } from './start.js';

/**
 * `npm run tour`: a tour over HTTP, from a fresh folder that is removed in the end. It has a server
 * of its own, because months pass in it.
 */
export async function tourCommand(env: NodeJS.ProcessEnv): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gezel-tour-'));
  const stops = [() => rm(dataDir, { recursive: true, force: true })];
  try {
    const config = readConfig({ ...env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' });
    const calendar = movableCalendar(firstDay);
    const { url, platform } = await served(config, calendar, stops);
    const key = await developmentKey(config);
    const claims = { cooperative: 'demo', hours: 1 };
    await tour({
      ...{ url, today: firstDay, run: 'tour', say: console.log },
      tokenOf: (subject) => signDevelopmentToken(key, { ...claims, subject }, calendar.clock.now()),
      until: async (day) => {
        while (calendar.clock.today() < day) {
          calendar.nextMorning();
          await morning(platform);
        }
      },
    });
    return 0;
  } finally {
    await endAll(stops);
  }
}

async function served(config: Config, calendar: Calendar, stops: (() => Promise<void>)[]) {
  const database = await serveDatabase(config);
  stops.unshift(database.release);
  const plugins = await loadPlugins(config.plugins);
  await migrate(database.url, await currentScripts(database.url, plugins));
  const platform = await openPlatform({
    ...{ config, plugins, url: database.url, clock: calendar.clock },
    ...{ domains: coreDomains, services: coreServices, log: openLog(config) },
  });
  stops.unshift(() => platform.close());
  const graph = buildGraph({ domains: coreDomains, plugins, compose: false });
  await seedDemo(platform, graph.schema, database.url);
  const server = await startServer({ platform, graph });
  stops.unshift(() => server.close());
  await platform.startWork({ schedule: false });
  return { url: server.url, platform };
}

/** What employment does by itself every day, at its hour's order; the schedule knows real days only. */
async function morning(platform: OpenPlatform): Promise<void> {
  for (const { name, run } of platform.domains.flatMap(({ jobs = [] }) => jobs)) {
    if (daily.includes(name)) await run(platform);
  }
}

const daily = ['employment/contracts-worked', 'employment/contracts-paid'];
