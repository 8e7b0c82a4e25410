import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { definePlugin, permission, provider, tool } from '../../sdk/define-plugin.js';

/** A plugin that asks a supplier for a price by its weight, and the supplier itself over HTTP. */
export const parcels = definePlugin({
  ...{ name: 'parcels', version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix: 'Parcels' },
  title: { nl: 'Pakjes', fr: 'Colis', en: 'Parcels', de: 'Pakete' },
  description: 'Sends parcels by a carrier.',
  migrations: new URL('./no-migrations/', import.meta.url),
  tools: [
    tool<{ grams: number }, null>({
      name: 'parcels.send',
      title: { nl: 'Versturen', fr: 'Envoyer', en: 'Send', de: 'Senden' },
      description: 'Sends a parcel.',
      permission: 'parcels.use',
      input: {
        type: 'object',
        required: ['grams'],
        properties: { grams: { type: 'integer' } },
      },
      plan: async () => ({ costMinor: 0n, currency: 'EUR', findings: [], plan: null }),
      start: async (ctx, { grams }) => {
        const { activityId } = ctx.assignment;
        const request = { grams };
        await ctx.providers.ask({
          ...{ provider: 'parcels.carrier', key: ctx.stepId, request, activityId },
        });
        return { reference: null, state: 'WAITING' };
      },
      cancel: async (ctx) => {
        await ctx.providers.cancel(ctx.stepId);
      },
    }),
  ],
  providers: [
    provider<{ grams: number }, { label: string }>({
      name: 'parcels.carrier',
      title: { nl: 'Vervoerder', fr: 'Transporteur', en: 'Carrier', de: 'Spediteur' },
      description: 'Asks a label for a parcel.',
      request: {
        type: 'object',
        required: ['grams'],
        additionalProperties: false,
        properties: { grams: { type: 'integer', minimum: 1, maximum: 30_000 } },
      },
      answer: {
        type: 'object',
        required: ['label'],
        additionalProperties: false,
        properties: { label: { type: 'string', minLength: 3 } },
      },
      simulate: ({ grams }) => {
        if (grams > 20_000) return { state: 'REFUSED', reason: 'Too heavy.' };
        if (grams === 13) throw new Error('The simulator has a bad day.');
        if (grams === 14) return { state: 'ANSWERED', answer: { label: '' } };
        return { state: 'ANSWERED', answer: { label: `SIM-${grams}` } };
      },
      settled: async (ctx, { key, state, reason }) => {
        const failed = [{ code: 'parcels.refused', values: { reason: reason ?? '' } }];
        await ctx.core.endStep({ stepId: key, ...(state === 'REFUSED' && { failed }) });
      },
    }),
  ],
  permissions: [
    permission({ name: 'parcels.use', description: 'Send.', roles: { MEMBER: 'own' } }),
  ],
  messages: {
    'parcels.refused': {
      nl: 'Geweigerd: {{reason}}',
      fr: 'Refusé : {{reason}}',
      en: 'Refused: {{reason}}',
      de: 'Abgelehnt: {{reason}}',
    },
  },
});

export interface HeardRequest {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A carrier's server: it remembers what it heard and answers as the test says. */
export interface Carrier {
  readonly url: string;
  readonly heard: HeardRequest[];
  answer: (response: ServerResponse) => void;
  close(): Promise<void>;
}

export async function carrier(): Promise<Carrier> {
  const heard: HeardRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      own.answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const own: Carrier = {
    ...{ url: `http://127.0.0.1:${port}/labels`, heard },
    answer: (response) => json(response, 200, { state: 'WAITING' }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return own;
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
