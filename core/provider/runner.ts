import type { Platform } from '../platform/context.js';
import { inTransaction } from '../platform/database/transaction.js';
import type { BackgroundWork } from '../platform/domain.js';
import { repeat } from '../platform/events/repeat.js';
import { workThrough } from '../platform/events/work-through.js';
import { systemContext } from '../platform/host/system-viewer.js';
import type { JsonRecord, ProviderReply } from '../sdk/provider.js';
import { type Asked, askSimulator, askSupplier } from './adapters.js';
import { providerOf } from './ask.js';
import { ProviderAdapter } from './provider.types.js';
import { isDevelopment, signingSecret } from './setting.js';
import { settle } from './settle.js';

/** Tries before a request is laid on the desk: some three days. */
export const attemptsLimit = 20;

/** How long another server leaves a request alone that this one has begun to ask. */
const leaseMs = 60_000;

/** Asks machines what waits for them, now when woken and every few seconds. */
export function providerRunner(platform: Platform): BackgroundWork {
  const failed = (error: unknown) => platform.log.error({ err: error }, 'asking suppliers failed');
  return repeat(5_000, () => askDue(platform), failed);
}

/**
 * Asks whatever is due, one after the other; answers how many. Each is claimed by putting its next
 * try off, asked outside of any transaction, and settled in one of its own: a process that is killed
 * meanwhile leaves it to be asked again, with the same id.
 */
export const askDue = (platform: Platform): Promise<number> =>
  workThrough({ claim: () => claim(platform), work: (one) => askOne(platform, one) });

interface Claimed {
  readonly cooperativeId: string;
  readonly id: string;
  readonly plugin: string;
  readonly provider: string;
  readonly request: JsonRecord;
  readonly adapter: ProviderAdapter;
  readonly attempts: number;
}

/** One at a time: a supplier may take as long as the lease. */
function claim({ database, clock, host }: Platform): Promise<Claimed[]> {
  const plugins = host.plugins.map(({ definition }) => definition.name);
  const now = clock.now();
  return database.query<Claimed & Record<string, unknown>>(
    `update core.provider_request r set attempts = attempts + 1, next_attempt_at = $2
     where (r.cooperative_id, r.id) = (
       select cooperative_id, id from core.provider_request
       where next_attempt_at <= $1 and plugin = any($3)
       order by next_attempt_at limit 1 for update skip locked)
     returning r.cooperative_id as "cooperativeId", r.id, r.plugin, r.provider, r.request,
       r.adapter, r.attempts`,
    [now, new Date(now.getTime() + leaseMs), plugins],
  );
}

async function askOne(platform: Platform, claimed: Claimed): Promise<void> {
  const { cooperativeId, id, provider, attempts } = claimed;
  let reply: ProviderReply;
  try {
    reply = await replyTo(platform, claimed);
  } catch (error) {
    platform.log.warn({ err: error, provider, requestId: id, attempts }, 'a supplier failed');
    return putOff(platform, claimed, String(error));
  }
  if (reply.state === 'WAITING') return putOff(platform, claimed, null);
  const settlement = reply;
  await inTransaction(platform.orm, cooperativeId, async (tx) => {
    await settle(systemContext(platform, cooperativeId, tx), tx, id, settlement);
  });
  platform.hub.wake();
}

async function replyTo(platform: Platform, claimed: Claimed): Promise<ProviderReply> {
  const { cooperativeId, id, plugin, request, adapter } = claimed;
  const loaded = platform.host.plugins.find(({ definition }) => definition.name === plugin);
  if (loaded === undefined) throw new Error(`The plugin "${plugin}" is not here.`);
  const provider = providerOf(loaded.definition, claimed.provider);
  const asked: Asked = { id, provider, request, today: platform.clock.today() };
  if (adapter === ProviderAdapter.SIMULATOR) return askSimulator(asked);
  const [setting] = await platform.database.query<{ url: string | null }>(
    'select url from core.provider_setting where cooperative_id = $1 and provider = $2',
    [cooperativeId, provider.name],
  );
  if (setting?.url == null) throw new Error('The supplier has no address any more.');
  const secret = await signingSecret(systemContext(platform, cooperativeId), provider.name);
  const local = isDevelopment(platform);
  return askSupplier(asked, { url: setting.url, secret, now: platform.clock.now(), local });
}

/** Twice as long each time, from five seconds to six hours; then a person at the desk has it. */
async function putOff(platform: Platform, claimed: Claimed, error: string | null): Promise<void> {
  const { cooperativeId, id, attempts } = claimed;
  const pauseMs = Math.min(6 * 3_600_000, 5_000 * 2 ** (attempts - 1));
  const next = new Date(platform.clock.now().getTime() + pauseMs);
  const ended = error !== null && attempts >= attemptsLimit;
  await platform.database.query(
    `update core.provider_request set last_error = left($3, 500),
       next_attempt_at = case when $4 then null else $5::timestamptz end,
       adapter = case when $4 then 'DESK' else adapter end
     where cooperative_id = $1 and id = $2 and state = 'OPEN'`,
    [cooperativeId, id, error, ended, next],
  );
}
