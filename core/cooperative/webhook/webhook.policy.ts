import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import { Webhook, WebhookDelivery } from './webhook.entity.js';

/** One's own webhooks; with the permission for all everybody's, to end one that leaks. */
export const webhooks: Source<Webhook> = {
  typeName: 'Webhook',
  entity: Webhook,
  permission: 'webhook.write',
  visible: (viewer, reach) => (reach === 'all' ? sql`true` : sql`t.member_id = ${viewer.memberId}`),
  orders: byAge,
};

/** For whom the webhook is for. Their ids say nothing of their age. */
export const webhookDeliveries: Source<WebhookDelivery> = {
  typeName: 'WebhookDelivery',
  entity: WebhookDelivery,
  permission: 'webhook.write',
  visible: ({ cooperativeId, memberId }, reach) => {
    if (reach === 'all') return sql`true`;
    return sql`exists (select from core.webhook w where w.cooperative_id = ${cooperativeId}
      and w.id = t.webhook_id and w.member_id = ${memberId})`;
  },
  orders: {
    NEWEST: { property: 'createdAt', direction: 'desc', type: 'timestamptz' },
    OLDEST: { property: 'createdAt', direction: 'asc', type: 'timestamptz' },
  },
};
