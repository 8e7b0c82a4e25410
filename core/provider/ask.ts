import type { Context } from '../platform/context.js';
import type { Sql } from '../platform/database/sql.js';
import { badInput, GezelError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { hashOf } from '../platform/write/once.js';
import { record } from '../platform/write/record.js';
import { transact } from '../platform/write/transact.js';
import type { PluginDefinition } from '../sdk/define.js';
import type {
  ProviderDefinition,
  ProviderOrder,
  ProviderPort,
  ProviderTicket,
} from '../sdk/provider.js';
import { schemaFindings } from './json-schema.js';
import { ticketColumns } from './provider-request.entity.js';
import { adapterOf } from './setting.js';
import { settle } from './settle.js';

/** The providers of one plugin, in one request. */
export function providerPort(ctx: Context, plugin: PluginDefinition): ProviderPort {
  return Object.freeze({
    ask: (order: ProviderOrder) => ask(ctx, plugin, order),
    ticket: (key: string) =>
      ticketBy(ctx.tx ?? ctx.platform.database, ctx.viewer.cooperativeId, plugin.name, key),
    cancel: (key: string) => cancel(ctx, plugin, key),
  });
}

async function ask(
  ctx: Context,
  plugin: PluginDefinition,
  order: ProviderOrder,
): Promise<ProviderTicket> {
  const provider = providerOf(plugin, order.provider);
  const { key, request, activityId = null, memberId = null } = order;
  if (key.length === 0 || key.length > 200) throw badInput('A key has 1 to 200 characters.', 'key');
  const [unfit] = schemaFindings(provider.name, provider.request, request, 'request');
  if (unfit !== undefined) {
    const path = (unfit.path ?? []).join('.');
    throw badInput(ctx.platform.messages.say('en', unfit.code, unfit.values), path);
  }
  const hash = hashOf([provider.name, request, activityId]);
  return transact(ctx, async (tx) => {
    const { cooperativeId } = ctx.viewer;
    const adapter = await adapterOf(tx, cooperativeId, provider.name);
    const now = ctx.platform.clock.now();
    const id = newId();
    const made = await tx.query(
      `insert into core.provider_request (cooperative_id, id, plugin, provider, key, request_hash,
         activity_id, member_id, request, adapter, next_attempt_at, asked_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (cooperative_id, plugin, key) do nothing returning id`,
      [
        ...[cooperativeId, id, plugin.name, provider.name, key, hash, activityId, memberId],
        ...[JSON.stringify(request), adapter, adapter === 'DESK' ? null : now, now],
      ],
    );
    if (made.length > 0) {
      const subject = { type: 'ProviderRequest', id };
      const payload = { provider: provider.name, adapter };
      const event = { type: 'provider.asked', subject, activityId, payload };
      await record(tx, ctx, 'provider.ask', [event]);
    } else if ((await hashBy(tx, cooperativeId, plugin.name, key)) !== hash) {
      throw new GezelError('IDEMPOTENCY_MISMATCH', { key });
    }
    return (await ticketBy(tx, cooperativeId, plugin.name, key)) as ProviderTicket;
  });
}

export function providerOf(
  { name, providers }: PluginDefinition,
  asked: string,
): ProviderDefinition {
  const provider = providers.find((one) => one.name === asked);
  if (provider === undefined) throw new Error(`The plugin "${name}" has no provider "${asked}".`);
  return provider;
}

async function cancel(ctx: Context, { name }: PluginDefinition, key: string): Promise<boolean> {
  return transact(ctx, async (tx) => {
    const ticket = await ticketBy(tx, ctx.viewer.cooperativeId, name, key);
    if (ticket === null) return false;
    return settle(ctx, tx, ticket.id, { state: 'CANCELLED' });
  });
}

async function hashBy(sql: Sql, cooperativeId: string, plugin: string, key: string) {
  const [row] = await sql.query<{ hash: string }>(
    `select request_hash as hash from core.provider_request
     where cooperative_id = $1 and plugin = $2 and key = $3`,
    [cooperativeId, plugin, key],
  );
  return row?.hash;
}

async function ticketBy(
  sql: Sql,
  cooperativeId: string,
  plugin: string,
  key: string,
): Promise<ProviderTicket | null> {
  const [row] = await sql.query<ProviderTicket>(
    `select ${ticketColumns} from core.provider_request
     where cooperative_id = $1 and plugin = $2 and key = $3`,
    [cooperativeId, plugin, key],
  );
  return row ?? null;
}
