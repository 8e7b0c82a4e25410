import type { GraphQLSchema } from 'graphql';
import { endowFund } from '../../core/money/fund/endow-fund.js';
import { openDatabase } from '../../core/platform/database/pool.js';
import { inTransaction } from '../../core/platform/database/transaction.js';
import { systemContext } from '../../core/platform/host/system-viewer.js';
import { newId, parseId } from '../../core/platform/ids.js';
import type { OpenPlatform } from '../../core/platform/open.js';
import type { DemoActivity, PluginDefinition } from '../../core/sdk/define.js';
import { type SeededCooperative, seedCooperative } from '../reference/cooperative.js';
import { monthsAgo } from './days.js';
import { nationalNumberOf } from './national-number.js';
import * as op from './operations.js';
import { type DemoMemberIds, demoPeople, seedPeople } from './people.js';
import { type ToldActivity, tellTheYear } from './story.js';
import { voiceOf } from './voice.js';

/** The slug of the demo co-operative; tokens of `npm run token` are for it. */
export const demoSlug = 'demo';

/**
 * Seeds the demo co-operative when the database has no co-operative at all: its people, a year that
 * goes through the API as clients would use it, then the plugins with their own demo rows. A seeding
 * that was interrupted is not repeated over its remains: it says so, and how to begin anew.
 */
export async function seedDemo(
  platform: OpenPlatform,
  schema: GraphQLSchema,
  ownerUrl: string,
): Promise<void> {
  const owner = openDatabase({
    ...{ url: ownerUrl, size: 1, statementTimeoutMs: 0, lockTimeoutMs: 10_000, role: null },
  });
  try {
    const state = await seedingState(owner);
    if (state === 'done') return;
    if (state === 'interrupted') {
      throw new Error(
        'The demo was interrupted while it was seeded: empty DATA_DIR (or the database) and start again.',
      );
    }
    const today = platform.clock.today();
    const cooperative = await seedCooperative(owner, demoSlug);
    const members = await seedPeople(owner, cooperative.id);
    await tell(platform, schema, cooperative, members, today);
    await owner.query('analyze');
  } finally {
    await owner.close();
  }
}

/** The administrator's decision about the plugins is the last thing that the seeding does. */
async function seedingState(
  owner: ReturnType<typeof openDatabase>,
): Promise<'none' | 'done' | 'interrupted'> {
  const [found] = await owner.query<{ any: boolean; done: boolean }>(
    `select exists (select from core.cooperative) as any,
       not exists (select from core.cooperative where slug = $1)
       or exists (select from core.audit a join core.cooperative c on c.id = a.cooperative_id
         where c.slug = $1 and a.action = $2) as done`,
    [demoSlug, seededAction],
  );
  if (found === undefined || !found.any) return 'none';
  return found.done ? 'done' : 'interrupted';
}

const seededAction = 'demo.seeded';

async function tell(
  platform: OpenPlatform,
  schema: GraphQLSchema,
  cooperative: SeededCooperative,
  members: DemoMemberIds,
  today: string,
): Promise<void> {
  const people = demoPeople.map((person) => ({
    ...person,
    id: members[person.subject.replace('demo|', '')] as string,
  }));
  const voice = voiceOf(platform, schema, cooperative.id, people);
  const { id, hostEntityId } = cooperative;
  await endowFund(systemContext(voice.on(monthsAgo(today, 12)), id), {
    ...{ hostEntityId, amountMinor: 25_000_000n, currency: 'EUR', key: demoSlug },
  });
  await keepNumbers(platform, id, people);
  const told = await tellTheYear(voice, members, today, 'BE68539007547034');
  await declareFromToday(voice, today);
  for (const definition of toEnable(platform.host.plugins.map((one) => one.definition))) {
    await voice.ask('admin', today, op.enablePlugin, {
      input: { plugin: definition.name, reference: 'Demo: decision of the board' },
    });
  }
  await seedPlugins(platform, cooperative, told);
  await note(platform, cooperative.id, seededAction);
  // What concerns a plugin elsewhere is delivered when it can ask back: once this server serves.
  if (!platform.host.plugins.some(({ elsewhere }) => elsewhere)) await platform.settle();
}

const note = (platform: OpenPlatform, cooperativeId: string, action: string) =>
  inTransaction(platform.orm, cooperativeId, (tx) =>
    tx.query(`insert into core.audit (cooperative_id, id, action) values ($1, $2, $3)`, [
      cooperativeId,
      newId(),
      action,
    ]),
  );

/** A bridge is switched on after the two plugins that it joins, and only where both are there. */
function toEnable(plugins: readonly PluginDefinition[]): readonly PluginDefinition[] {
  const there = new Set(plugins.map(({ name }) => name));
  return plugins
    .filter(({ bridges = [] }) => bridges.every((side) => there.has(side)))
    .toSorted((a, b) => Number(a.kind === 'bridge') - Number(b.kind === 'bridge'));
}

/** What was worked before the demo began was declared elsewhere; from today on, through here. */
async function declareFromToday(voice: ReturnType<typeof voiceOf>, today: string): Promise<void> {
  await voice.ask('admin', today, op.decideDeclaring, {
    input: { from: today, reference: 'Demo: decision of the board' },
  });
}

/** In the vault from the beginning on: an allowance is registered under it. */
async function keepNumbers(
  platform: OpenPlatform,
  cooperativeId: string,
  people: readonly { readonly id: string; readonly subject: string }[],
): Promise<void> {
  await inTransaction(platform.orm, cooperativeId, async (tx) => {
    for (const { id, subject } of people) {
      const secret = { memberId: id, kind: 'national-number' as const };
      await platform.vault.keep(tx, secret, nationalNumberOf(subject));
    }
  });
}

/**
 * Has the plugins that run elsewhere furnish the demo co-operative in their own databases, each once:
 * when this server answers what they ask it meanwhile, and they answer.
 */
export async function seedElsewhere(platform: OpenPlatform, ownerUrl: string): Promise<void> {
  const owner = openDatabase({
    ...{ url: ownerUrl, size: 1, statementTimeoutMs: 0, lockTimeoutMs: 10_000, role: null },
  });
  try {
    for (const { definition, seedDemo } of platform.host.remotes) {
      const action = `${seededAction}.${definition.name}`;
      const [left] = await owner.query<{ id: string }>(
        `select c.id from core.cooperative c where c.slug = $1 and not exists (
           select from core.audit a where a.cooperative_id = c.id and a.action = $2)`,
        [demoSlug, action],
      );
      if (left === undefined) continue;
      const activities = await owner.query<DemoActivity & Record<string, unknown>>(
        'select id, sector, name from core.activity where cooperative_id = $1 order by id',
        [left.id],
      );
      await seedDemo(left.id, activities);
      await note(platform, left.id, action);
    }
  } finally {
    await owner.close();
  }
}

async function seedPlugins(
  platform: OpenPlatform,
  cooperative: SeededCooperative,
  told: readonly ToldActivity[],
): Promise<void> {
  const activities = told.map(({ id, plan }) => ({
    id: parseId(id)?.id ?? id,
    sector: plan.sector,
    name: plan.name,
  }));
  for (const { definition, elsewhere } of platform.host.plugins) {
    // Those come later, by `seedElsewhere`.
    if (elsewhere) continue;
    const ctx = platform.host.context(systemContext(platform, cooperative.id), definition.name);
    await definition.seeds.reference?.(ctx);
    await definition.seeds.demo?.(ctx, activities);
  }
}
