import type { Platform } from '../../platform/context.js';
import type { BackgroundWork, DomainJob } from '../../platform/domain.js';
import type { DomainPart } from '../../platform/domain-part.js';
import { repeat } from '../../platform/events/repeat.js';
import { webhookMessages } from './messages.js';
import { tellWebhooks } from './tell-webhooks.js';
import { Webhook, WebhookDelivery } from './webhook.entity.js';
import { webhookDeliveries, webhooks } from './webhook.policy.js';
import { WebhookResolver } from './webhook.resolver.js';
import { openSecret, sealSecret } from './webhook-secret.js';

/** After a change of master key the secrets follow, one after the other. */
const rewrap: DomainJob = {
  name: 'webhook.rewrap',
  cron: '*/5 * * * *',
  run: async ({ database, keys }) => {
    const old = await database.query<{ id: string; secret: Buffer; key: string }>(
      `select id, secret, secret_key as key from core.webhook
       where secret_key <> $1 and ended_at is null limit 1000`,
      [keys.current],
    );
    for (const { id, ...sealed } of old) {
      const fresh = await sealSecret(keys, id, await openSecret(keys, id, sealed));
      await database.query(
        'update core.webhook set secret = $2, secret_key = $3 where id = $1 and secret_key = $4',
        [id, fresh.secret, fresh.key, sealed.key],
      );
    }
  },
};

export const webhookPart: DomainPart = {
  entities: [Webhook, WebhookDelivery],
  resolvers: [WebhookResolver],
  sources: [webhooks, webhookDeliveries],
  messages: webhookMessages,
  jobs: [rewrap],
};

/** Tells what is due while the server runs. */
export function telling(platform: Platform): BackgroundWork {
  const failed = (err: unknown) => platform.log.error({ err }, 'webhooks could not be told');
  return repeat(2_000, () => tellWebhooks(platform), failed);
}
