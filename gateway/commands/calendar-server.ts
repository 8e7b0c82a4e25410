/** A server of one's own, in a fresh folder that is removed in the end, because days pass in it. */
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
import type { Traveller } from '../../seeds/demo/tour.js';
import { developmentKey, signDevelopmentToken } from '../auth/development-key.js';
import { buildGraph } from '../graph/build-graph.js';
import { openLog } from '../server/logs.js';
import { startServer } from '../server/server.js';
import { type Calendar, movableCalendar } from './calendar.js';
import { serveDatabase } from './database.js';
import { endAll } from './start.js';

/** What a story gets: a client of the server, its folder, and its database for the last proof. */
export interface CalendarServer {
  readonly client: Traveller;
  readonly config: Config;
  readonly databaseUrl: string;
}

/** Seeds the demo on a day, serves it, tells the story, and takes everything away again. */
export async function onCalendarServer<Told>(
  env: NodeJS.ProcessEnv,
  { run, firstDay }: { readonly run: string; readonly firstDay: string },
  story: (server: CalendarServer) => Promise<Told>,
): Promise<Told> {
  const dataDir = await mkdtemp(join(tmpdir(), `gezel-${run}-`));
  const stops = [() => rm(dataDir, { recursive: true, force: true })];
  try {
    const config = readConfig({ ...env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' });
    const calendar = movableCalendar(firstDay);
    const { url, platform, databaseUrl } = await served(config, calendar, stops);
    const key = await developmentKey(config);
    const claims = { cooperative: 'demo', hours: 1 };
    const client: Traveller = {
      ...{ url, today: firstDay, run, say: console.log },
      tokenOf: (subject) => signDevelopmentToken(key, { ...claims, subject }, calendar.clock.now()),
      until: async (day) => {
        while (calendar.clock.today() < day) {
          calendar.nextMorning();
          await morning(platform);
        }
      },
    };
    return await story({ client, config, databaseUrl });
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
  return { url: server.url, platform, databaseUrl: database.url };
}

/** What employment does by itself every day, at its hour's order; the schedule knows real days only. */
async function morning(platform: OpenPlatform): Promise<void> {
  for (const { name, run } of platform.domains.flatMap(({ jobs = [] }) => jobs)) {
    if (daily.includes(name)) await run(platform);
  }
}

const daily = [
  'employment/engagement-months',
  'employment/contracts-worked',
  'employment/contracts-paid',
];
