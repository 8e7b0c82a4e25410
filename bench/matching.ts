/**
 * Matching over a hundred thousand offers of the marketplace: how long until the best are scored,
 * each with its reasons. Two hundred skills, some much more usual than others, three or so an offer.
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
import { addDays } from '../core/sdk/civil-days.js';
import { seedCommand } from '../seeds/bulk/seed-command.js';
import { type SearchFigure, searchTimes } from './searching.js';

export interface MatchingFigure extends SearchFigure {
  readonly offers: number;
  /** Of the candidates of a request, the median over the requests. */
  readonly candidates: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

const offers = 100_000;
const skills = 200;
const towns = 2_000;
const requests = 200;

export async function benchMatching(url: string): Promise<MatchingFigure> {
  const marketplace = await loadPlugin('marketplace');
  await seedCommand(['--members', '1000'], { DATABASE_URL: url, LOG_LEVEL: 'silent' });
  await migrate(url, await allScripts([marketplace]));
  const owner = openDatabase({
    ...{ url, size: 1, statementTimeoutMs: 0, lockTimeoutMs: 0, role: null },
  });
  const platform = await openPlatform({
    config: readConfig({ LOG_LEVEL: 'silent' }),
    ...{ url, clock: systemClock, domains: coreDomains, services: coreServices },
    plugins: [marketplace],
  });
  try {
    return await measured(platform, owner, marketplace);
  } finally {
    await platform.close();
    await owner.close();
  }
}

type Plugin = Awaited<ReturnType<typeof loadPlugin>>;

async function measured(
  platform: OpenPlatform,
  owner: Sql,
  plugin: Plugin,
): Promise<MatchingFigure> {
  const { name, tools, seeds } = plugin;
  const [place] = await owner.query<{ cooperativeId: string; activityId: string }>(
    `select cooperative_id as "cooperativeId", id as "activityId" from core.activity
     where status = 'OPEN' and currency = 'EUR' order by id limit 1`,
  );
  const { cooperativeId, activityId } = place as { cooperativeId: string; activityId: string };
  const context = () => platform.host.context(systemContext(platform, cooperativeId), name);
  await seeds.demo?.(context(), []);
  const first = addDays(platform.clock.today(), 30);
  await fill(owner, cooperativeId, activityId, first);
  const [tool] = tools;
  if (tool === undefined) throw new Error('The marketplace has no tool.');
  const wanted = await owner.query<{ id: string; candidates: bigint }>(
    `select r.id, (select count(*) from marketplace.offer o
       where o.cooperative_id = r.cooperative_id and o.skills && r.skills) as candidates
     from marketplace.request r order by r.id`,
  );
  const times: number[] = [];
  for (const { id } of wanted) {
    const assignment = { activityId, clientId: null, title: 'Bench' };
    const ctx = { ...context(), assignment, done: {}, stepId: null };
    const startedAt = performance.now();
    const { findings } = await tool.plan(ctx as never, { requestId: `MarketplaceRequest:${id}` });
    times.push(performance.now() - startedAt);
    if (findings.some(({ code }) => code === 'marketplace.no-policy')) throw new Error('Unscored.');
  }
  const counts = wanted.map(({ candidates }) => Number(candidates)).sort((a, b) => a - b);
  times.sort((a, b) => a - b);
  return {
    offers,
    candidates: counts[Math.floor(counts.length / 2)] as number,
    p50Ms: times[Math.floor(times.length / 2)] as number,
    p95Ms: times[Math.floor(times.length * 0.95)] as number,
    ...(await searchTimes(platform, plugin, cooperativeId)),
  };
}

/** The cube makes the first skills some hundred times as usual as the last. */
const aSkill = (seed: string) =>
  `'skill-' || floor(power((abs(hashtext(${seed})) % 100000) / 100000.0, 3) * ${skills})::integer`;

async function fill(owner: Sql, cooperativeId: string, activityId: string, first: string) {
  const members = `(select array_agg(id) from core.member where cooperative_id = $1)`;
  await owner.query(
    `insert into marketplace.offer (cooperative_id, id, member_id, offered_as, title, sector, skills,
       places, regions, day_price_minor, currency, free, status, offered_at)
     select $1, gen_random_uuid(), m.all[1 + n % cardinality(m.all)], 'Bench', 'Bench', 'bench',
       array[${aSkill("'a' || n")}, ${aSkill("'b' || n")}, ${aSkill("'c' || n")}],
       array[case n % 3 when 0 then 'gent' when 1 then 'brussel' else 'antwerpen' end,
         'town-' || n % ${towns}],
       array[case n % 3 when 1 then 'brussels' else 'flanders' end],
       20000 + (n * 7919) % 40000, 'EUR',
       datemultirange(daterange($2::date + (n % 20)::integer, $2::date + (n % 20 + 60)::integer)),
       'OPEN', now()
     from generate_series(1, ${offers}) n cross join (select ${members} as all) m`,
    [cooperativeId, first],
  );
  await owner.query(
    `insert into marketplace.activity (cooperative_id, activity_id, since) values ($1, $2, now())`,
    [cooperativeId, activityId],
  );
  for (let n = 0; n < requests; n++) {
    const days = Array.from({ length: 5 }, (_, i) => addDays(first, 25 + i));
    await owner.query(
      `insert into marketplace.request (cooperative_id, id, activity_id, title, skills, days,
         first_day, last_day, place, budget_minor, currency, seats, status, requested_at)
       values ($1, $2, $3, 'Bench', array[${aSkill(`'d${n}'`)}, ${aSkill(`'e${n}'`)}],
         $4, $5, $6, 'gent', 35000, 'EUR', 3, 'OPEN', now())`,
      [cooperativeId, newId(), activityId, JSON.stringify(days), days[0], days[4]],
    );
  }
  await owner.query(
    `insert into marketplace.place (cooperative_id, id, code, name, region, latitude, longitude,
       located_by)
     select $1, gen_random_uuid(), 'town-' || n, 'Town', 'towns', 50000000 + n * 500,
       3000000 + (n * 7919) % 2000000, 'bench' from generate_series(0, ${towns - 1}) n`,
    [cooperativeId],
  );
  await owner.query('vacuum analyze marketplace.offer, marketplace.place');
}
