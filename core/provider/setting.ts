import type { Context } from '../platform/context.js';
import type { Sql } from '../platform/database/sql.js';
import { violationsOf } from '../platform/model/say.js';
import { requireReach } from '../platform/viewer.js';
import { record } from '../platform/write/record.js';
import { transact } from '../platform/write/transact.js';
import type { Finding, Violation } from '../platform/write/violation.js';
import type { ProviderDefinition } from '../sdk/provider.js';
import { ProviderAdapter, ProviderSetting } from './provider.types.js';

/** Who answers for a provider in a co-operative: its desk, when nobody has decided otherwise. */
export async function adapterOf(
  sql: Sql,
  cooperativeId: string,
  provider: string,
): Promise<ProviderAdapter> {
  const [row] = await sql.query<{ adapter: ProviderAdapter }>(
    'select adapter from core.provider_setting where cooperative_id = $1 and provider = $2',
    [cooperativeId, provider],
  );
  return row?.adapter ?? ProviderAdapter.DESK;
}

/** The providers of the plugins that are on, with who answers for each. */
export async function providersOf(ctx: Context): Promise<ProviderSetting[]> {
  requireReach(ctx.viewer, 'desk.work');
  const rows = await ctx.platform.database.query<Setting & Record<string, unknown>>(
    'select provider, adapter, url from core.provider_setting where cooperative_id = $1',
    [ctx.viewer.cooperativeId],
  );
  const byName = new Map(rows.map((row) => [row.provider, row]));
  const offered = await offeredHere(ctx);
  return offered.map((one) => settingOf(ctx, one, byName.get(one.name)));
}

export interface SetProvider {
  readonly provider: string;
  readonly adapter: ProviderAdapter;
  readonly url?: string | null;
  readonly dryRun?: boolean | null;
}

export interface ProviderSet {
  readonly provider: ProviderSetting | null;
  /** What the supplier checks signatures with; only of HTTP. */
  readonly signingSecret: string | null;
  readonly violations: Violation[];
}

/** Decides who answers from now on; requests that are under way stay with whom they were. */
export async function setProvider(ctx: Context, input: SetProvider): Promise<ProviderSet> {
  requireReach(ctx.viewer, 'plugin.enable');
  const definition = (await offeredHere(ctx)).find(({ name }) => name === input.provider);
  const found = [...unknown(definition, input), ...urlFindings(ctx, input)];
  if (found.length > 0 || input.dryRun || definition === undefined) {
    return { provider: null, signingSecret: null, violations: violationsOf(ctx, found) };
  }
  const { provider, adapter } = input;
  const url = adapter === ProviderAdapter.HTTP ? (input.url as string) : null;
  await transact(ctx, async (tx) => {
    const { cooperativeId, memberId } = ctx.viewer;
    await tx.query(
      `insert into core.provider_setting (cooperative_id, provider, adapter, url, set_by, set_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (cooperative_id, provider) do update
       set adapter = excluded.adapter, url = excluded.url, set_by = excluded.set_by,
         set_at = excluded.set_at`,
      [cooperativeId, provider, adapter, url, memberId, ctx.platform.clock.now()],
    );
    await record(tx, ctx, 'provider.set', [], { type: 'Cooperative', id: cooperativeId });
  });
  const secret = await signingSecret(ctx, provider);
  return {
    provider: settingOf(ctx, definition, { provider, adapter, url }),
    signingSecret: adapter === ProviderAdapter.HTTP ? secret : null,
    violations: [],
  };
}

/** Derived, so that it is nowhere kept: the same one for as long as the platform's key is. */
export async function signingSecret(
  { platform, viewer }: Pick<Context, 'platform' | 'viewer'>,
  provider: string,
): Promise<string> {
  const key = await platform.signer.derive(`provider:${viewer.cooperativeId}:${provider}`);
  return `whsec_${key.toString('base64')}`;
}

interface Setting {
  readonly provider: string;
  readonly adapter: ProviderAdapter;
  readonly url: string | null;
}

async function offeredHere({ platform, viewer }: Context): Promise<ProviderDefinition[]> {
  const on = await platform.host.enabled(viewer.cooperativeId);
  return platform.host.plugins
    .filter(({ definition }) => on.has(definition.name))
    .flatMap(({ definition }) => definition.providers);
}

function unknown(definition: ProviderDefinition | undefined, { provider }: SetProvider): Finding[] {
  if (definition !== undefined) return [];
  const values = { provider: provider.slice(0, 100) };
  return [{ code: 'provider.unknown', path: ['provider'], values }];
}

/** HTTPS anywhere; plain HTTP only to this machine, and not in production. */
function urlFindings({ platform }: Context, { adapter, url }: SetProvider): Finding[] {
  if (adapter !== ProviderAdapter.HTTP) return [];
  const parsed = url != null && url.length <= 1_000 ? URL.parse(url) : null;
  const local = parsed?.protocol === 'http:' && parsed.hostname === '127.0.0.1';
  const allowed = parsed?.protocol === 'https:' || (local && isDevelopment(platform));
  return allowed && parsed?.username === '' ? [] : [{ code: 'provider.bad-url', path: ['url'] }];
}

export const isDevelopment = ({ config }: Context['platform']): boolean =>
  config.environment !== 'production';

function settingOf(
  { locale }: Context,
  { name, title, description }: ProviderDefinition,
  setting: Setting | undefined,
): ProviderSetting {
  return Object.assign(new ProviderSetting(), {
    ...{ name, title: title[locale], description },
    adapter: setting?.adapter ?? ProviderAdapter.DESK,
    url: setting?.url ?? null,
  });
}
