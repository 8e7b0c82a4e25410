/** An access point over HTTP as its protocol says, signatures checked, with the failures it may have. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export interface TestAccessPoint {
  readonly url: string;
  readonly secret: string;
  /** What went out to clients, in order: the key of each. */
  readonly delivered: { readonly key: string; readonly receiver: string; readonly body: string }[];
  /** Receivers that are not on the network. */
  readonly unknown: Set<string>;
  /** What the next requests meet: a status, or a connection that breaks after the work is done. */
  readonly failures: (number | 'breaks-after')[];
  /** What waits for us, by its id. */
  readonly inbox: Map<string, Uint8Array>;
  /** What we said of it. */
  readonly answered: Map<string, string | null>;
  /** Every message is confirmed from now on. */
  confirms: boolean;
  requests: number;
  close(): Promise<void>;
}

export async function testAccessPoint(): Promise<TestAccessPoint> {
  const secret = 'a-secret-of-the-access-point-for-tests';
  const point = {
    ...{ secret, delivered: [], unknown: new Set(), failures: [], inbox: new Map() },
    ...{ answered: new Map(), confirms: false, requests: 0 },
  } as unknown as TestAccessPoint & { url: string; close: () => Promise<void> };
  const server = createServer((request, response) => void serve(point, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  point.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  point.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return point;
}

async function serve(point: TestAccessPoint, request: IncomingMessage, response: ServerResponse) {
  const body = await buffer(request);
  point.requests++;
  const failure = point.failures.shift();
  if (typeof failure === 'number') return response.writeHead(failure).end();
  const [status, answer] = isSigned(point, request, body) ? act(point, request, body) : [401, {}];
  if (failure === 'breaks-after') return request.socket.destroy();
  const content = answer instanceof Uint8Array ? answer : JSON.stringify(answer);
  return response.writeHead(status).end(status === 204 ? undefined : content);
}

function isSigned(point: TestAccessPoint, request: IncomingMessage, body: Buffer): boolean {
  const signed = Buffer.concat([Buffer.from(`${request.method} ${request.url}\n`), body]);
  const webhook = new Webhook(Buffer.from(point.secret), { format: 'raw' });
  try {
    webhook.verify(signed, request.headers as Record<string, string>, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

type Answer = [status: number, body: object | Uint8Array];

function act(point: TestAccessPoint, request: IncomingMessage, body: Buffer): Answer {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
  const [, folder, id = '', verb] = pathname.split('/').map(decodeURIComponent);
  if (folder === 'inbox') return inbox(point, id, verb, body);
  const known = point.delivered.find(({ key }) => key === id);
  if (request.method === 'GET') return known ? [200, stateOf(point, id)] : [404, {}];
  if (known) return [200, stateOf(point, id)];
  const receiver = searchParams.get('receiver') ?? '';
  if (point.unknown.has(receiver)) {
    return [422, { code: 'UNKNOWN_RECEIVER', text: `${receiver} is not on the network.` }];
  }
  point.delivered.push({ key: id, receiver, body: body.toString() });
  return [200, stateOf(point, id)];
}

const stateOf = ({ confirms }: TestAccessPoint, key: string) => ({
  state: confirms ? 'DELIVERED' : 'SENT',
  messageId: `m-${key}`,
});

function inbox(point: TestAccessPoint, id: string, verb: string | undefined, body: Buffer): Answer {
  if (id === '') return [200, { ids: [...point.inbox.keys()] }];
  const message = point.inbox.get(id);
  if (message === undefined) return [404, {}];
  if (verb !== 'answer') return [200, message];
  point.inbox.delete(id);
  point.answered.set(id, JSON.parse(body.toString()).refusal);
  return [204, {}];
}
