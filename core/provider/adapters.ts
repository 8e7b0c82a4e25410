import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { postJson } from '../platform/outbound.js';
import type { ProviderDefinition, ProviderReply } from '../sdk/provider.js';
import { schemaFindings } from './json-schema.js';

/** A request as a machine is asked it. */
export interface Asked {
  readonly id: string;
  readonly provider: ProviderDefinition;
  readonly request: Readonly<Record<string, unknown>>;
  readonly today: string;
}

/** The simulator: the plugin's own pure function, its answer checked like anybody's. */
export async function askSimulator({ provider, request, today }: Asked): Promise<ProviderReply> {
  return checked(provider, provider.simulate(request, { today }));
}

export interface Supplier {
  readonly url: string;
  /** "whsec_…": both sides know it. */
  readonly secret: string;
  readonly now: Date;
  /** Whether this machine itself may be asked: in development only. */
  readonly local: boolean;
}

/**
 * The supplier over HTTP: a POST signed by the Standard Webhooks scheme. Its id is the same each time
 * that the same request is sent, so that the supplier does nothing twice. It answers 200 with
 * `{ state, … }`; 202 is "not yet"; anything else is a failure and is tried again.
 */
export async function askSupplier(asked: Asked, supplier: Supplier): Promise<ProviderReply> {
  const { id, provider, request } = asked;
  const body = JSON.stringify({ provider: provider.name, id, request });
  const signature = new Webhook(supplier.secret).sign(id, supplier.now, body);
  const { status, text } = await postJson(supplier.url, {
    body,
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(supplier.now.getTime() / 1_000)),
      'webhook-signature': signature,
      'idempotency-key': id,
    },
    ...{ timeoutMs: 10_000, maximumBytes: 65_536, local: supplier.local },
  });
  if (status === 202) return { state: 'WAITING' };
  if (status !== 200) throw new Error(`The supplier answered ${status}.`);
  return checked(provider, JSON.parse(text));
}

const replyShape = z.union([
  z.object({ state: z.literal('ANSWERED'), answer: z.record(z.string(), z.unknown()) }),
  z.object({ state: z.literal('REFUSED'), reason: z.string().min(1).max(1_000) }),
  z.object({ state: z.literal('WAITING') }),
]);

/** What others answer is looked at before it is believed. */
function checked(provider: ProviderDefinition, answer: unknown): ProviderReply {
  const reply = replyShape.parse(answer);
  if (reply.state !== 'ANSWERED') return reply;
  const unfit = schemaFindings(provider.name, provider.answer, reply.answer, 'answer');
  if (unfit.length === 0) return reply;
  const places = unfit.map(({ path }) => path?.join('.'));
  throw new Error(`The answer does not fit its schema at ${places.join(', ')}.`);
}
