/**
 * A hundred attempts at once for the one room, round after round: how long until all are answered,
 * and the proof that one of them has it. The same for the vans of a category.
 */
import { coreServices } from '../core/core-services.js';
import { coreDomains } from '../core/domains.js';
import { systemClock } from '../core/platform/clock.js';
import { readConfig } from '../core/platform/config.js';
import { allScripts } from '../core/platform/core-scripts.js';
import { migrate } from '../core/platform/database/migrate.js';
import { openDatabase } from '../core/platform/database/pool.js';
import type { Sql } from '../core/platform/database/sql.js';
import { loadPlugin } from '../core/platform/host/load-plugins.js';
import { systemContext } from '../core/platform/host/system-viewer.js';
import { newId } from '../core/platform/ids.js';
import { type OpenPlatform, openPlatform } from '../core/platform/open.js';
import { addDays, mondayOf } from '../core/sdk/civil-days.js';
import type { PluginDefinition } from '../core/sdk/define.js';
import { seedCommand } from '../seeds/bulk/seed-command.js';

export interface BookingFigure {
  readonly attempts: number;
  /** Median of the rounds, from the first attempt to the last answer. */
  readonly roomMs: number;
  readonly vanMs: number;
}

const attempts = 100;
const rounds = 7;

export async function benchBooking(url: string): Promise<BookingFigure> {
  const plugins = [await loadPlugin('mobility'), await loadPlugin('workspaces')];
  await seedCommand(['--members', '1000'], { DATABASE_URL: url, LOG_LEVEL: 'silent' });
  await migrate(url, await allScripts(plugins));
  const owner = openDatabase({
    ...{ url, size: 1, statementTimeoutMs: 0, lockTimeoutMs: 0, role: null },
  });
  const platform = await openPlatform({
    config: readConfig({ LOG_LEVEL: 'silent' }),
    ...{ url, clock: systemClock, domains: coreDomains, services: coreServices, plugins },
  });
  try {
    const bench = await openBench(platform, owner, plugins);
    const spaces = `select id from workspaces.space where kind = 'ROOM' order by id limit 1`;
    const [room] = await owner.query<{ id: string }>(spaces);
    const roomMs = await bench('workspaces', 'workspaces.space', 1, (day) => ({
      ...{ spaceId: `WorkspacesSpace:${room?.id}`, day, startsAt: '10:00', endsAt: '12:00' },
    }));
    const vanMs = await bench('mobility', 'mobility.van', 2, (day) => ({
      ...{ category: 'van-small', from: day, until: day },
    }));
    return { attempts, roomMs, vanMs };
  } finally {
    await platform.close();
    await owner.close();
  }
}

type Input = Readonly<Record<string, unknown>>;

/** An activity with money, what can be booked, and one round of attempts after the other. */
async function openBench(platform: OpenPlatform, owner: Sql, plugins: readonly PluginDefinition[]) {
  const [place] = await owner.query<{ cooperativeId: string; activityId: string }>(
    `select cooperative_id as "cooperativeId", id as "activityId" from core.activity
     where status = 'OPEN' and currency = 'EUR' order by id limit 1`,
  );
  const { cooperativeId, activityId } = place as { cooperativeId: string; activityId: string };
  const contextOf = (plugin: string) =>
    platform.host.context(systemContext(platform, cooperativeId), plugin);
  for (const { name, seeds } of plugins) await seeds.demo?.(contextOf(name), []);
  await contextOf('mobility').core.loans.draw({
    ...{ key: newId(), loanId: newId(), amountMinor: 10_000_000n, currency: 'EUR', activityId },
    ...{ service: 'mobility.bench', borrower: { type: 'Activity', id: activityId } },
  });
  return async (
    plugin: string,
    toolName: string,
    there: number,
    inputOn: (day: string) => Input,
  ): Promise<number> => {
    const tool = plugins.flatMap(({ tools }) => tools).find(({ name }) => name === toolName);
    if (tool === undefined) throw new Error(`There is no tool ${toolName}.`);
    const assignment = { activityId, clientId: null, title: 'Bench' };
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      // A Monday each time, which is open.
      const input = inputOn(addDays(mondayOf(platform.clock.today()), 7 * (round + 2)));
      const place = { assignment, done: {} };
      // Nobody listens here to what a step tells.
      const step = () => ({ ...place, stepId: newId(), emit: () => Promise.resolve() });
      const { plan } = await contextOf(plugin).transaction((ctx) =>
        tool.plan({ ...ctx, ...place, stepId: null }, input),
      );
      const startedAt = performance.now();
      const won = await Promise.all(
        Array.from({ length: attempts }, () =>
          contextOf(plugin)
            .transaction((ctx) => tool.start({ ...ctx, ...step() }, input, plan))
            .then(
              () => 1 as number,
              (error: unknown) => refused(error),
            ),
        ),
      );
      times.push(performance.now() - startedAt);
      const all = won.reduce((sum, one) => sum + one, 0);
      if (all !== there) throw new Error(`${all} have what there is ${there} of.`);
    }
    return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number;
  };
}

/** Somebody else has it: that is what most are to be told; anything else fails. */
function refused(error: unknown): number {
  if (typeof error === 'object' && error !== null && 'findings' in error) return 0;
  throw error;
}
