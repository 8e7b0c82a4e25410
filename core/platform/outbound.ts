import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

interface Bounds {
  readonly timeoutMs: number;
  /** Of the answer; more is a failure. */
  readonly maximumBytes: number;
  /** Whether this machine itself may be asked: in development and tests only. */
  readonly local: boolean;
  /** Another way to look names up than the system's. */
  readonly lookUp?: LookUp;
}

/** Every address of a name, as Node's own look-up tells them. */
export type LookUp = (
  hostname: string,
  options: LookupAllOptions,
  told: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface Outgoing extends Bounds {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Incoming {
  readonly status: number;
  readonly text: string;
}

/**
 * Posts JSON to an address that somebody typed in: only to public addresses, checked at the moment
 * of connecting so that no name can point inside meanwhile; no redirect is followed, and no
 * connection that was made for somebody else is used.
 */
export function postJson(url: string, { body, headers, ...bounds }: Outgoing): Promise<Incoming> {
  const size = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return ask(url, { method: 'POST', headers: { ...headers, ...size }, body }, bounds);
}

/** Reads a text from an address that others named, with the same care. */
export const getText = (url: string, bounds: Bounds): Promise<Incoming> =>
  ask(url, { method: 'GET', headers: {} }, bounds);

interface Question {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body?: string;
}

function ask(url: string, { method, headers, body }: Question, out: Bounds): Promise<Incoming> {
  const target = new URL(url);
  const request = target.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    // A URL has an IPv6 address in brackets; no look-up will see an address that is written out.
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isAllowed(literal, out.local)) {
      reject(new Error(`${literal} is no public address.`));
      return;
    }
    const outgoing = request(target, {
      ...{ method, headers },
      // Of its own: one that is kept open would be used again without a look-up.
      agent: false,
      lookup: publicOnly(out.local, out.lookUp ?? lookup),
      signal: AbortSignal.timeout(out.timeoutMs),
    });
    outgoing.on('response', (answer) => {
      readAll(answer, out.maximumBytes).then(resolve, (error: Error) => {
        outgoing.destroy();
        reject(error);
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function readAll(answer: IncomingMessage, maximumBytes: number): Promise<Incoming> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximumBytes) throw new Error('The answer is too large.');
    chunks.push(chunk);
  }
  return { status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') };
}

/** Looks up once, and what is connected to is what was judged: every address must be public. */
const publicOnly =
  (local: boolean, lookUp: LookUp): LookupFunction =>
  (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      const inside = addresses?.find(({ address }) => !isAllowed(address, local));
      const refused = inside && new Error(`${hostname} is at ${inside.address}, which is inside.`);
      if (error ?? refused ?? first === undefined) {
        callback((error ?? refused ?? new Error(`${hostname} has no address.`)) as Error, '', 4);
      } else if (options.all) callback(null, addresses);
      else callback(null, first?.address ?? '', first?.family);
    });
  };

function isAllowed(address: string, local: boolean): boolean {
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (local && range === 'loopback');
}
