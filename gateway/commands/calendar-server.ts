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
import { seedDemo, seedElsewhere } from '../../seeds/demo/seed-demo.js';
import type { Traveller } from '../../seeds/demo/tour-people.js';
import { developmentKey, signDevelopmentToken } from '../auth/development-key.js';
import { buildGraph } from '../graph/build-graph.js';
import { openRemotes } from '../remote/open-remotes.js';
import { openLog } from '../server/logs.js';
import { startServer } from '../server/server.js';
import { type Calendar, movableCalendar } from './calendar.js';
import { type CalendarPlugin, calendarPlugin } from './calendar-plugin.js';
import { serveDatabase } from './database.js';
import { endAll } from './start.js';

/** What a story gets: a client of the server, its folder, and its database for the last proof. */
export interface CalendarServer {
  readonly client: Traveller;
  readonly config: Config;
  readonly databaseUrl: string;
}

export interface CalendarStart {
  readonly run: string;
  readonly firstDay: string;
  /** Plugins that are to run each in a process and on a database of its own. */
  readonly elsewhere?: readonly string[];
}

/** Seeds the demo on a day, serves it, tells the story, and takes everything away again. */
export async function onCalendarServer<Told>(
  env: NodeJS.ProcessEnv,
  { run, firstDay, elsewhere = [] }: CalendarStart,
  story: (server: CalendarServer) => Promise<Told>,
): Promise<Told> {
  const dataDir = await mkdtemp(join(tmpdir(), `gezel-${run}-`));
  const stops = [() => rm(dataDir, { recursive: true, force: true })];
  try {
    const calendar = movableCalendar(firstDay);
    const away = elsewhere.map((name) => calendarPlugin(name, calendar));
    const config = readConfig({
      ...{ ...env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' },
      ...(away.length > 0 && { PLUGIN_SECRETS: away.map(({ secrets }) => secrets).join(',') }),
    });
    const { url, platform, databaseUrl } = await served(config, { calendar, away }, stops);
    const key = await developmentKey(config);
    const claims = { cooperative: 'demo', hours: 1 };
    const client: Traveller = {
      ...{ url, today: firstDay, run, say: console.log },
      tokenOf: (subject) => signDevelopmentToken(key, { ...claims, subject }, calendar.clock.now()),
      until: async (day) => {
        while (calendar.clock.today() < day) {
          calendar.nextMorning();
          for (const plugin of away) await plugin.tellTime();
          await morning(platform);
        }
      },
    };
    return await story({ client, config, databaseUrl });
  } finally {
    await endAll(stops);
  }
}

interface Serving {
  readonly calendar: Calendar;
  readonly away: readonly CalendarPlugin[];
}

async function served(config: Config, { calendar, away }: Serving, stops: (() => Promise<void>)[]) {
  const { clock } = calendar;
  const database = await serveDatabase(config);
  stops.unshift(database.release);
  const all = await loadPlugins(config.plugins);
  const plugins = all.filter(({ name }) => !away.some((plugin) => plugin.name === name));
  await migrate(database.url, await currentScripts(database.url, plugins));
  // After the platform, which may still ask them: stopped in the turn that is taken here.
  stops.unshift(async () => {
    await Promise.all(away.map((plugin) => plugin.stop()));
  });
  const log = openLog(config);
  const addresses = await Promise.all(
    away.map((plugin) => plugin.address(config.pluginSecrets.get(plugin.name) ?? [])),
  );
  const remotes = openRemotes(addresses, { clock, log });
  const platform = await openPlatform({
    ...{ config, plugins, remotes: remotes.plugins, url: database.url, clock, log },
    ...{ domains: coreDomains, services: coreServices },
  });
  stops.unshift(() => platform.close());
  const graph = await buildGraph({
    ...{ domains: coreDomains, plugins, compose: false, remotes: remotes.subgraphs },
  });
  await seedDemo(platform, graph.schema, database.url);
  const server = await startServer({ platform, graph, sessions: remotes.sessions });
  stops.unshift(() => server.close());
  await Promise.all(
    away.map((plugin) => plugin.serve(server.url, { ...config, databaseUrl: database.url })),
  );
  await seedElsewhere(platform, database.url);
  await platform.startWork({ schedule: false });
  return { url: server.url, platform, databaseUrl: database.url };
}

/** What employment and the plugins do by themselves every day; the schedule knows real days only. */
async function morning(platform: OpenPlatform): Promise<void> {
  const core = platform.domains.flatMap(({ jobs = [] }) => jobs);
  const due = core.filter(({ name }) => daily.includes(name));
  for (const { run } of [...due, ...platform.host.jobs(platform)]) await run(platform);
}

const daily = [
  'employment/engagement-months',
  'employment/contracts-worked',
  'employment/contracts-paid',
];
