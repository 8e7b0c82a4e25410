import type { Context } from '../../platform/context.js';
import { requireVisible } from '../../platform/read/read.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Webhook } from './webhook.entity.js';
import { webhookDeliveries, webhooks } from './webhook.policy.js';
import { newSecret, sealSecret } from './webhook-secret.js';

/** Ends a webhook; what waited for it is not told. Harmless when it has ended. */
export async function deleteWebhook(ctx: Context, webhookId: string): Promise<Webhook> {
  const webhook = await requireVisible(ctx, webhooks, webhookId, 'webhookId');
  const now = ctx.platform.clock.now();
  await transact(ctx, async (tx) => {
    const ended = await tx.query(
      `update core.webhook set ended_at = $3, end_reason = 'DELETED'
       where cooperative_id = $1 and id = $2 and ended_at is null returning id`,
      [tx.cooperativeId, webhook.id, now],
    );
    if (ended.length === 0) return;
    await tx.query(
      `update core.webhook_delivery set state = 'ENDED', next_at = null, settled_at = $3
       where cooperative_id = $1 and webhook_id = $2 and state = 'PENDING'`,
      [tx.cooperativeId, webhook.id, now],
    );
    await record(tx, ctx, 'webhook.delete', [], { type: 'Webhook', id: webhook.id });
  });
  return requireVisible(ctx, webhooks, webhookId);
}

/** How long the secret before signs too, so that a receiver can change over without a gap. */
const overlapMs = 24 * 3_600_000;

/** Gives a webhook a new secret, which is answered once. */
export async function rotateWebhookSecret(ctx: Context, webhookId: string): Promise<string> {
  const webhook = await requireVisible(ctx, webhooks, webhookId, 'webhookId');
  const secret = newSecret();
  const sealed = await sealSecret(ctx.platform.keys, webhook.id, secret);
  const until = new Date(ctx.platform.clock.now().getTime() + overlapMs);
  await transact(ctx, async (tx) => {
    await tx.query(
      `update core.webhook set previous_secret = secret, previous_key = secret_key,
         previous_until = $5, secret = $3, secret_key = $4
       where cooperative_id = $1 and id = $2`,
      [tx.cooperativeId, webhook.id, sealed.secret, sealed.key, until],
    );
    await record(tx, ctx, 'webhook.rotate-secret', [], { type: 'Webhook', id: webhook.id });
  });
  return secret;
}

export interface Replay {
  readonly webhookId: string;
  /** One delivery; or all of a time. */
  readonly deliveryId?: string | null;
  readonly from?: Date | null;
  readonly until?: Date | null;
}

/** Deliveries that one call may tell again. */
export const replayLimit = 1_000;

/**
 * Tells again what was told or given up, under the same event ids: one delivery, or the events of a
 * time, the oldest first. What waits anyway is not doubled. Answers how many.
 */
export async function replayWebhook(ctx: Context, replay: Replay): Promise<number> {
  const webhook = await requireVisible(ctx, webhooks, replay.webhookId, 'webhookId');
  if (webhook.endedAt !== null) return 0;
  const only =
    replay.deliveryId == null
      ? null
      : (await requireVisible(ctx, webhookDeliveries, replay.deliveryId, 'deliveryId')).id;
  return transact(ctx, async (tx) => {
    const told = await tx.query(
      `insert into core.webhook_delivery (cooperative_id, webhook_id, event_id, replay, next_at)
       select d.cooperative_id, d.webhook_id, d.event_id, max(d.replay) + 1, $6
       from core.webhook_delivery d
       where d.cooperative_id = $1 and d.webhook_id = $2
         and ($3::uuid is null or d.event_id = (select o.event_id from core.webhook_delivery o
           where o.cooperative_id = $1 and o.id = $3))
         and ($4::timestamptz is null or d.created_at >= $4)
         and ($5::timestamptz is null or d.created_at < $5)
       group by d.cooperative_id, d.webhook_id, d.event_id
       having not bool_or(d.state = 'PENDING')
       order by min(d.created_at) limit ${replayLimit}
       on conflict do nothing returning id`,
      [
        ...[tx.cooperativeId, webhook.id, only, replay.from ?? null, replay.until ?? null],
        ctx.platform.clock.now(),
      ],
    );
    await record(tx, ctx, 'webhook.replay', [], { type: 'Webhook', id: webhook.id });
    return told.length;
  });
}
