import type { Context } from '../platform/context.js';
import { sql } from '../platform/database/rows.js';
import { oneWhere, visibleRows } from '../platform/read/read.js';
import type { PluginDefinition } from '../sdk/define.js';
import type { ApiToken } from './api-token.entity.js';
import type { Cooperative } from './cooperative.entity.js';
import { apiTokens, cooperatives, hostEntities } from './cooperative.policy.js';
import { CooperativePlugin, PluginState } from './cooperative-plugin.js';
import type { FeeRule } from './fee-rule.entity.js';
import { feeRuleAt } from './fee-rule.js';
import type { HostEntity } from './host-entity.entity.js';
import { type SharePrice, sharePricesAt } from './share-price.js';

export async function cooperativeBySlug(ctx: Context, slug: string): Promise<Cooperative | null> {
  if (!slugShape.test(slug)) return null;
  return oneWhere(ctx, cooperatives, sql`t.slug = ${slug}`);
}

/** The legal entities of a co-operative, by name; a co-operative has a handful. */
export function hostEntitiesOf(ctx: Context, cooperative: Cooperative): Promise<HostEntity[]> {
  return ofTenant<HostEntity[]>(ctx, cooperative, 'host-entities', [], () =>
    visibleRows(ctx, hostEntities, sql`true order by t.name, t.id limit 100`),
  );
}

/** The fee rule on a day, today when absent; null for a co-operative that is not the viewer's. */
export function feeRuleOf(
  ctx: Context,
  cooperative: Cooperative,
  on: string = ctx.platform.clock.today(),
): Promise<FeeRule | null> {
  return ofTenant<FeeRule | null>(ctx, cooperative, `fee-rule:${on}`, null, () =>
    feeRuleAt(ctx.platform.database, cooperative.id, on),
  );
}

/** What shares cost on a day, today when absent; nothing for another's co-operative. */
export function sharePricesOf(
  ctx: Context,
  cooperative: Cooperative,
  on: string = ctx.platform.clock.today(),
): Promise<SharePrice[]> {
  return ofTenant<SharePrice[]>(ctx, cooperative, `share-prices:${on}`, [], () =>
    sharePricesAt(ctx.platform.database, cooperative.id, on),
  );
}

/** Every plugin of this process with the co-operative's newest decision about it. */
export function pluginsOf(ctx: Context, cooperative: Cooperative): Promise<CooperativePlugin[]> {
  return ofTenant<CooperativePlugin[]>(ctx, cooperative, 'plugins', [], async () => {
    const decisions = await ctx.platform.database.query<Decision>(
      `select distinct on (plugin) plugin, state, decided_at as "decidedAt", reference
       from core.plugin_decision where cooperative_id = $1 order by plugin, id desc`,
      [ctx.viewer.cooperativeId],
      'plugin-decisions',
    );
    const byPlugin = new Map(decisions.map((decision) => [decision.plugin, decision]));
    return ctx.platform.host.plugins.map(({ definition }) =>
      pluginIn(ctx, definition, byPlugin.get(definition.name)),
    );
  });
}

export function pluginIn(
  ctx: Context,
  definition: PluginDefinition,
  decision: Decision | undefined,
): CooperativePlugin {
  return Object.assign(new CooperativePlugin(), {
    name: definition.name,
    version: definition.version,
    kind: definition.kind,
    title: definition.title[ctx.locale],
    state: decision?.state ?? PluginState.INSTALLED,
    since: decision?.decidedAt ?? null,
    decision: decision?.reference ?? null,
  });
}

export interface Decision {
  readonly plugin: string;
  readonly state: PluginState;
  readonly decidedAt: Date;
  readonly reference: string;
}

/** The viewer's own tokens, the newest first. */
export function ownTokens(ctx: Context): Promise<ApiToken[]> {
  const mine = sql`t.member_id = ${ctx.viewer.memberId} order by t.id desc limit 100`;
  return visibleRows(ctx, apiTokens, mine);
}

/**
 * What belongs to the viewer's co-operative, loaded once however many rows lead to it. A person's
 * other co-operatives show their names only: to see more takes a token of theirs.
 */
function ofTenant<T>(
  ctx: Context,
  cooperative: Cooperative,
  what: string,
  otherwise: T,
  load: () => Promise<T>,
): Promise<T> {
  const { cooperativeId, grants } = ctx.viewer;
  if (cooperative.id !== cooperativeId || !grants.has(cooperatives.permission)) {
    return Promise.resolve(otherwise);
  }
  return ctx.loaders.batch<T>(cooperatives, what, async () => [await load()]).load(cooperativeId);
}

const slugShape = /^[a-z][a-z0-9-]{1,62}$/;
