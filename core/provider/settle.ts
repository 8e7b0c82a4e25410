import type { Context, Platform } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import type { EventSubscriber } from '../platform/events/delivery.js';
import { isSystem, systemContext } from '../platform/host/system-viewer.js';
import { record } from '../platform/write/record.js';
import type { PluginDefinition } from '../sdk/define.js';
import type { PluginContext } from '../sdk/plugin-context.js';
import type { JsonRecord, ProviderTicket } from '../sdk/provider.js';
import { ticketColumns } from './provider-request.entity.js';

/** How a request ends. */
export type Settlement =
  | { readonly state: 'ANSWERED'; readonly answer: JsonRecord }
  | { readonly state: 'REFUSED'; readonly reason: string }
  | { readonly state: 'CANCELLED' };

/**
 * Ends an open request, once: of a person and a machine that answer at the same moment the first
 * one counts. Answers false when it was settled before. The plugin hears of it as an event.
 */
export async function settle(
  ctx: Context,
  tx: Tx,
  id: string,
  settlement: Settlement,
): Promise<boolean> {
  const answer = settlement.state === 'ANSWERED' ? JSON.stringify(settlement.answer) : null;
  const reason = settlement.state === 'REFUSED' ? settlement.reason.slice(0, 1_000) : null;
  const by = isSystem(ctx.viewer) ? null : ctx.viewer.memberId;
  const [row] = await tx.query<{ provider: string; activityId: string | null }>(
    `update core.provider_request set state = $3, answer = $4, reason = $5, settled_at = $6,
       settled_by = $7, next_attempt_at = null
     where cooperative_id = $1 and id = $2 and state = 'OPEN'
     returning provider, activity_id as "activityId"`,
    [tx.cooperativeId, id, settlement.state, answer, reason, ctx.platform.clock.now(), by],
  );
  if (row === undefined) return false;
  const { provider, activityId } = row;
  const subject = { type: 'ProviderRequest', id };
  const payload = { provider, state: settlement.state };
  await record(tx, ctx, 'provider.settle', [
    { type: 'provider.settled', subject, activityId, payload },
  ]);
  return true;
}

/** For the delivery: tells each plugin of the requests of its own providers. */
export function providerSubscribers(
  definitions: readonly PluginDefinition[],
  contextOf: (ctx: Context, plugin: string) => PluginContext,
  platform: Platform,
): EventSubscriber[] {
  return definitions.flatMap(({ name: plugin, providers }) =>
    providers.map((provider) => ({
      name: `${plugin}/provider:${provider.name}`,
      on: ['provider.settled'],
      plugin,
      handle: async (tx: Tx, event) => {
        if (event.payload.provider !== provider.name) return;
        const [ticket] = await tx.query<ProviderTicket>(
          `select ${ticketColumns} from core.provider_request
           where cooperative_id = $1 and id = $2`,
          [tx.cooperativeId, event.subject.id],
        );
        if (ticket === undefined) return;
        const ctx = systemContext(platform, event.cooperativeId, tx);
        await provider.settled(contextOf(ctx, plugin), ticket);
      },
    })),
  );
}
