import { Webhook as Signer } from 'standardwebhooks';
import { activities } from '../../activity/activity.policy.js';
import type { Context, Platform } from '../../platform/context.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { workThrough } from '../../platform/events/work-through.js';
import { globalId, newId } from '../../platform/ids.js';
import { postJson } from '../../platform/outbound.js';
import { Loaders } from '../../platform/read/loaders.js';
import { byId } from '../../platform/read/read.js';
import { viewerOfMember } from '../../platform/viewer-of-member.js';
import { openSecret } from './webhook-secret.js';

/**
 * Sends what is due, until nothing is: 1 deliveries of a server that died are due again; 2 a few
 * are claimed, which is committed; 3 each is sent, as its webhook's maker may see it now, and what
 * came of it is recorded. At least once: a receiver knows a repeat by its "webhook-id".
 */
export async function tellWebhooks(platform: Platform): Promise<number> {
  await platform.database.query(
    `update core.webhook_delivery set next_at = $1, claimed_until = null
     where claimed_until < $1::timestamptz`,
    [platform.clock.now()],
  );
  return workThrough({
    claim: () => claim(platform),
    work: (one) => tell(platform, one),
    sideBySide: true,
  });
}

interface Claimed extends Record<string, unknown> {
  readonly cooperativeId: string;
  readonly id: string;
  readonly webhookId: string;
  readonly attempts: number;
  readonly claimedUntil: Date;
  readonly url: string;
  readonly memberId: string;
  readonly held: string[];
  readonly secret: Buffer;
  readonly key: string;
  readonly previousSecret: Buffer | null;
  readonly previousKey: string | null;
  readonly previousUntil: Date | null;
  readonly eventId: string;
  readonly type: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly activityId: string | null;
  readonly occurredAt: Date;
  readonly payload: Readonly<Record<string, unknown>>;
}

const claimMs = 60_000;
const claimedAtOnce = 20;

function claim({ database, clock }: Platform): Promise<Claimed[]> {
  const now = clock.now();
  return database.query<Claimed>(
    `with due as (
       select cooperative_id, id from core.webhook_delivery
       where next_at <= $1::timestamptz order by next_at limit ${claimedAtOnce}
       for update skip locked),
     claimed as (
       update core.webhook_delivery d
       set next_at = null, claimed_until = $2, attempts = attempts + 1
       from due where d.cooperative_id = due.cooperative_id and d.id = due.id
       returning d.*)
     select c.cooperative_id as "cooperativeId", c.id, c.webhook_id as "webhookId", c.attempts,
       c.claimed_until as "claimedUntil", w.url, w.member_id as "memberId", w.held, w.secret,
       w.secret_key as key, w.previous_secret as "previousSecret",
       w.previous_key as "previousKey", w.previous_until as "previousUntil",
       o.id as "eventId", o.type, o.subject_type as "subjectType", o.subject_id as "subjectId",
       o.activity_id as "activityId", o.occurred_at as "occurredAt", o.payload
     from claimed c
     join core.webhook w on w.cooperative_id = c.cooperative_id and w.id = c.webhook_id
     join core.outbox o on o.cooperative_id = c.cooperative_id and o.id = c.event_id`,
    [now, new Date(now.getTime() + claimMs)],
  );
}

/** What came of a try. */
interface Told {
  readonly state: 'PENDING' | 'DELIVERED' | 'FAILED' | 'HIDDEN';
  readonly nextAt: Date | null;
  readonly status: number | null;
  readonly error: string | null;
  /** The receiver does not exist any more. */
  readonly gone: boolean;
}

async function tell(platform: Platform, one: Claimed): Promise<void> {
  const settled = { nextAt: null, status: null, error: null, gone: false };
  if (!(await mayTell(platform, one))) {
    return recordTold(platform, one, { ...settled, state: 'HIDDEN' });
  }
  const now = platform.clock.now();
  const body = bodyOf(one);
  if (Buffer.byteLength(body) > maximumBytes) {
    return recordTold(platform, one, { ...settled, state: 'FAILED', error: 'too large' });
  }
  try {
    const { status } = await postJson(one.url, {
      ...{ body, timeoutMs: 15_000, maximumBytes: 65_536 },
      headers: await signed(platform, one, now, body),
      local: platform.config.environment !== 'production',
    });
    if (status >= 200 && status < 300) {
      return recordTold(platform, one, { ...settled, state: 'DELIVERED', status });
    }
    const gone = status === 410;
    const next = gone ? null : nextTry(one.attempts, now);
    return recordTold(platform, one, { ...again(next), status, error: null, gone });
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    const said = (code ?? message).slice(0, 200);
    const next = nextTry(one.attempts, now);
    return recordTold(platform, one, { ...again(next), status: null, error: said, gone: false });
  }
}

/** Standard Webhooks wants small messages, so that receivers may read them before they verify. */
const maximumBytes = 20_000;

const again = (nextAt: Date | null) =>
  ({ state: nextAt === null ? 'FAILED' : 'PENDING', nextAt }) as const;

/** Ten tries over three days, each a tenth sooner or later so that not all come at once. */
const waitSeconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

function nextTry(attempts: number, now: Date): Date | null {
  const wait = waitSeconds[attempts - 1];
  if (wait === undefined) return null;
  return new Date(now.getTime() + wait * 1_000 * (0.9 + Math.random() * 0.2));
}

/** With the permissions of the request that made the webhook, as far as they are held today. */
async function mayTell(platform: Platform, one: Claimed): Promise<boolean> {
  const { cooperativeId, memberId, held, activityId } = one;
  const found = await viewerOfMember(platform, platform.database, cooperativeId, memberId, held);
  if (found === null || !found.viewer.grants.has('webhook.write')) return false;
  const { viewer, locale } = found;
  // What belongs to no activity is the co-operative's: for those who see all of it.
  if (activityId === null) return viewer.grants.get('activity.read') === 'all';
  const ctx: Context = { platform, viewer, locale, requestId: newId(), loaders: new Loaders() };
  return (await byId(ctx, activities, activityId)) !== null;
}

function bodyOf(one: Claimed): string {
  const { type, occurredAt, eventId, subjectType, subjectId, activityId, payload } = one;
  return JSON.stringify({
    type,
    timestamp: occurredAt.toISOString(),
    data: {
      eventId,
      subjectId: globalId(subjectType, subjectId),
      activityId: activityId && globalId('Activity', activityId),
      ...payload,
    },
  });
}

/** Signed by every secret that is good now. */
async function signed({ keys }: Platform, one: Claimed, at: Date, body: string) {
  const { webhookId, previousSecret, previousKey, previousUntil } = one;
  const secrets = [await openSecret(keys, webhookId, one)];
  if (previousSecret && previousKey && previousUntil && previousUntil > at) {
    const previous = { secret: previousSecret, key: previousKey };
    secrets.push(await openSecret(keys, webhookId, previous));
  }
  return {
    'webhook-id': one.id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets
      .map((secret) => new Signer(secret).sign(one.id, at, body))
      .join(' '),
    'user-agent': 'Gezel-Webhooks',
  };
}

async function recordTold(platform: Platform, one: Claimed, told: Told): Promise<void> {
  const now = platform.clock.now();
  await inTransaction(platform.orm, one.cooperativeId, async (tx) => {
    // Before any delivery is touched, so that two that find it gone wait for each other here.
    if (told.gone) {
      await tx.query(
        `update core.webhook
         set ended_at = coalesce(ended_at, $3), end_reason = coalesce(end_reason, 'GONE')
         where cooperative_id = $1 and id = $2`,
        [tx.cooperativeId, one.webhookId, now],
      );
    }
    await tx.query(
      `update core.webhook_delivery set state = $3, next_at = $4, last_status = $5,
         last_error = $6, claimed_until = null,
         settled_at = case when $3 = 'PENDING' then null else $7::timestamptz end
       where cooperative_id = $1 and id = $2 and claimed_until = $8 and state = 'PENDING'`,
      [
        ...[tx.cooperativeId, one.id, told.state, told.nextAt, told.status, told.error],
        ...[now, one.claimedUntil],
      ],
    );
    if (!told.gone) return;
    await tx.query(
      `update core.webhook_delivery
       set state = 'ENDED', next_at = null, claimed_until = null, settled_at = $3
       where cooperative_id = $1 and webhook_id = $2 and state = 'PENDING'`,
      [tx.cooperativeId, one.webhookId, now],
    );
  });
}
