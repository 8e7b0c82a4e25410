/**
 * An access point over HTTP. Each request is signed as Standard Webhooks has it, over its method,
 * path and body, under an id that stays the same when it is repeated:
 *
 *     POST /messages/KEY?sender=…&receiver=…&kind=INVOICE   UBL → 200 { state, messageId }
 *     GET  /messages/KEY                                    200, or 404: it never arrived
 *     GET  /inbox?limit=20                                  200 { ids: [...] }
 *     GET  /inbox/ID                                        200 UBL
 *     POST /inbox/ID/answer                                 { refusal } → 204, or 404: answered
 *
 * 422 { code, text } refuses a message for good; anything else is tried again.
 */
import {
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleType,
  retry,
  wrap,
} from 'cockatiel';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import {
  type AccessPoint,
  AccessPointError,
  type MessageState,
  maximumMessageBytes,
  type OutgoingMessage,
} from './access-point.js';

export interface HttpAccessPointOptions {
  readonly url: string;
  readonly secret: string;
  /** Milliseconds before the first repeat; the next ones wait longer. */
  readonly retryDelayMs?: number;
  readonly timeoutMs?: number;
}

export function httpAccessPoint(options: HttpAccessPointOptions): AccessPoint {
  const ask = asking(options);
  const state = async (response: Response): Promise<MessageState> => {
    if (response.status === 422) {
      return { state: 'REFUSED', ...(await parsed(response, refusal)) };
    }
    return parsed(response, message);
  };
  return Object.freeze({
    send: async ({ key, sender, receiver, kind, body }: OutgoingMessage) => {
      const query = new URLSearchParams({ sender, receiver, kind });
      return state(await ask('POST', `/messages/${part(key)}?${query}`, body));
    },
    stateOf: async (key: string) => {
      const response = await ask('GET', `/messages/${part(key)}`);
      return response.status === 404 ? null : state(response);
    },
    waiting: async (limit: number) => {
      const { ids } = await parsed(await ask('GET', `/inbox?limit=${limit}`), inbox);
      const found = [];
      for (const id of ids) {
        const response = await ask('GET', `/inbox/${part(id)}`);
        if (response.status === 200) found.push({ id, body: await bounded(response) });
      }
      return found;
    },
    answer: async (id: string, why: string | null) => {
      const body = new TextEncoder().encode(JSON.stringify({ refusal: why }));
      await ask('POST', `/inbox/${part(id)}/answer`, body);
    },
  });
}

const message = z.object({
  state: z.enum(['SENT', 'DELIVERED']),
  messageId: z.string().min(1).max(200),
});
const refusal = z.object({
  code: z.string().regex(/^[A-Z0-9_-]{1,60}$/),
  text: z.string().default(''),
});
const inbox = z.object({ ids: z.array(z.string().min(1).max(200)).max(1_000) });

type Ask = (method: 'GET' | 'POST', path: string, body?: Uint8Array) => Promise<Response>;

/** All of these may be repeated; what is down is left alone for half a minute. */
function asking({ url, secret, retryDelayMs = 500, timeoutMs = 30_000 }: HttpAccessPointOptions) {
  const base = url.replace(/\/$/, '');
  const webhook = new Webhook(Buffer.from(secret), { format: 'raw' });
  const failures = handleType(AccessPointError);
  const policy = wrap(
    bulkhead(4, 100),
    circuitBreaker(failures, { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(6) }),
    retry(failures, {
      maxAttempts: 2,
      backoff: new ExponentialBackoff({ initialDelay: retryDelayMs, maxDelay: 5_000 }),
    }),
  );
  const once: Ask = async (method, path, body) => {
    const id = path.split(/[?]/)[0] as string;
    const at = new Date();
    const signed = Buffer.concat([Buffer.from(`${method} ${path}\n`), body ?? Buffer.alloc(0)]);
    const response = await fetch(`${base}${path}`, {
      method,
      body: body && Buffer.from(body),
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': webhook.sign(id, at, signed),
        'content-type': path.startsWith('/inbox') ? 'application/json' : 'application/xml',
      },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: Error) => {
      throw new AccessPointError(`The access point could not be asked: ${error.name}.`);
    });
    if (response.ok || response.status === 404 || response.status === 422) return response;
    await response.body?.cancel();
    throw new AccessPointError(`The access point answered ${response.status}.`);
  };
  const ask: Ask = (...request) =>
    policy
      .execute(() => once(...request))
      .catch((error: unknown) => {
        if (error instanceof AccessPointError) throw error;
        throw new AccessPointError('The access point is left alone for a while: it failed often.');
      });
  return ask;
}

const part = (text: string): string => encodeURIComponent(text);

async function parsed<Schema extends z.ZodType>(
  response: Response,
  schema: Schema,
): Promise<z.output<Schema>> {
  const body: unknown = await response.json().catch(() => undefined);
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new AccessPointError(`The access point answered ${response.status} with something else.`);
}

/** Up to just beyond the limit: whoever reads it refuses it then. */
async function bounded(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > maximumMessageBytes) break;
  }
  return Buffer.concat(chunks);
}
