import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { requireReach } from '../../platform/viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { newSecret, sealSecret } from './webhook-secret.js';

export interface NewWebhook {
  readonly url: string;
  readonly types: readonly string[];
  readonly description?: string | null;
}

export interface MadeWebhook {
  readonly webhookId: string | null;
  /** Shown once. */
  readonly secret: string | null;
  readonly violations: Violation[];
}

/** Webhooks that a member can have at the same time. */
export const liveWebhooksLimit = 20;

/** Makes a webhook that tells what the viewer, with the permissions of this request, may see. */
export async function createWebhook(ctx: Context, input: NewWebhook): Promise<MadeWebhook> {
  requireReach(ctx.viewer, 'webhook.write');
  const types = [...new Set(input.types.map((type) => type.trim()))].sort();
  const description = tidy(input.description ?? '');
  return transact(ctx, async (tx) => {
    const found = [
      ...(description === '' ? [] : lineFindings('description', description, 200)),
      ...urlFindings(input.url, ctx.platform.config.environment === 'production'),
      ...typeFindings(types),
      ...(await crowded(tx, ctx)),
    ];
    if (found.length > 0) {
      return { webhookId: null, secret: null, violations: violationsOf(ctx, found) };
    }
    const id = newId();
    const secret = newSecret();
    const sealed = await sealSecret(ctx.platform.keys, id, secret);
    await tx.query(
      `insert into core.webhook (cooperative_id, id, member_id, url, description, types, held,
         secret, secret_key, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[tx.cooperativeId, id, ctx.viewer.memberId, input.url, description, types],
        ...[[...ctx.viewer.grants.keys()], sealed.secret, sealed.key, ctx.platform.clock.now()],
      ],
    );
    // No event: a webhook is not told of itself.
    await record(tx, ctx, 'webhook.create', [], { type: 'Webhook', id });
    return { webhookId: id, secret, violations: [] };
  });
}

/** Names are resolved and judged when they are asked, every time; here only what is written. */
function urlFindings(text: string, production: boolean): Finding[] {
  const url = URL.canParse(text) ? new URL(text) : null;
  const schemes = production ? ['https:'] : ['https:', 'http:'];
  const plain = url !== null && url.username === '' && url.password === '' && url.hash === '';
  if (plain && text.length <= 2_000 && schemes.includes(url.protocol)) return [];
  return [{ code: 'webhook.url-unfit', path: ['url'] }];
}

function typeFindings(types: readonly string[]): Finding[] {
  const fit = (type: string) => /^(\*|[a-z][a-z0-9-]{0,62}\.(\*|[a-z][a-z0-9-]{0,62}))$/.test(type);
  if (types.length > 0 && types.length <= 50 && types.every(fit)) return [];
  return [{ code: 'webhook.types-unfit', path: ['types'] }];
}

async function crowded(tx: Tx, ctx: Context): Promise<Finding[]> {
  const [row] = await tx.query<{ live: bigint }>(
    `select count(*) as live from core.webhook
     where cooperative_id = $1 and member_id = $2 and ended_at is null`,
    [tx.cooperativeId, ctx.viewer.memberId],
  );
  if (row === undefined || row.live < liveWebhooksLimit) return [];
  return [{ code: 'webhook.too-many', values: { limit: liveWebhooksLimit } }];
}
