import { readFile } from 'node:fs/promises';
import { importPKCS8, SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.js';
import { newId } from '../../platform/ids.js';
import type { AskOutcome, DimonaPort, SendOutcome, SentDeclaration } from './dimona.port.js';

export interface DimonaConnection {
  /** e.g. https://services.socialsecurity.be/REST/dimona/v2 */
  readonly url: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  /** The private RSA key, PKCS #8 in PEM. */
  readonly privateKey: () => Promise<string>;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly clock: Clock;
}

export const keyFromFile = (path: string) => () => readFile(path, 'utf8');

/**
 * The REST service, version 2: OAuth 2 client credentials with a signed assertion (RFC 7523), then
 * `POST declarations`, whose Location is the reference, and `GET declarations/{reference}`.
 */
export function dimonaClient(connection: DimonaConnection): DimonaPort {
  const token = accessToken(connection);
  const call = async (path: string, init: RequestInit) => {
    const headers = { ...init.headers, authorization: `Bearer ${await token()}` };
    const signal = AbortSignal.timeout(timeoutMs);
    return new Request(`${connection.url}/${path}`, { ...init, headers, signal });
  };
  return {
    send: async ({ employer, worker, content }: SentDeclaration): Promise<SendOutcome> => {
      const body = JSON.stringify({ employer, worker, ...content });
      const headers = { 'content-type': 'application/json' };
      let request: Request;
      try {
        request = await call('declarations', { method: 'POST', headers, body });
      } catch (error) {
        // Without a token nothing was sent.
        return { outcome: 'unavailable', reason: reasonOf(error) };
      }
      return connection.fetch(request).then(sendOutcome, (error: unknown) => ({
        outcome: neverArrived(error) ? ('unavailable' as const) : ('unknown' as const),
        reason: reasonOf(error),
      }));
    },
    ask: async (reference: string): Promise<AskOutcome> => {
      try {
        const path = `declarations/${encodeURIComponent(reference)}`;
        const request = await call(path, { headers: { accept: 'application/json' } });
        return await askOutcome(await connection.fetch(request));
      } catch (error) {
        return { outcome: 'unavailable', reason: reasonOf(error) };
      }
    },
  };
}

const timeoutMs = 15_000;

async function sendOutcome(response: Response): Promise<SendOutcome> {
  const { status } = response;
  const reference = response.headers.get('location')?.split('/').at(-1);
  if (status === 201 && reference) return { outcome: 'received', reference };
  const reason = `HTTP ${status}`;
  if (status === 429 || status === 503) return { outcome: 'unavailable', reason };
  if (status >= 400 && status < 500) return { outcome: 'rejected', reason };
  return { outcome: 'unknown', reason };
}

const answer = z.object({
  declarationStatus: z.object({
    result: z.enum(['A', 'W', 'B', 'S']),
    period: z.object({ id: z.union([z.string(), z.number()]) }).nullish(),
    anomalies: z
      .array(
        z.object({
          code: z.string().optional(),
          errorId: z.string().optional(),
          labelNl: z.string().optional(),
          labelFr: z.string().optional(),
        }),
      )
      .nullish(),
  }),
});

async function askOutcome(response: Response): Promise<AskOutcome> {
  if (response.status === 404) return { outcome: 'pending' };
  if (response.status !== 200) {
    return { outcome: 'unavailable', reason: `HTTP ${response.status}` };
  }
  const { result, period, anomalies } = answer.parse(await response.json()).declarationStatus;
  return {
    outcome: 'answered',
    result,
    periodId: period == null ? null : String(period.id),
    anomalies: (anomalies ?? []).slice(0, 50).map((one) => ({
      code: (one.code ?? one.errorId ?? '?').slice(0, 40),
      labels: { nl: one.labelNl?.slice(0, 500), fr: one.labelFr?.slice(0, 500) },
    })),
  };
}

/** A token until a minute before its end, one request for it at a time. */
function accessToken(connection: DimonaConnection): () => Promise<string> {
  let held: { token: Promise<string>; until: number } | undefined;
  return () => {
    const now = connection.clock.now().getTime();
    if (held === undefined || held.until <= now) {
      const current = { token: Promise.resolve(''), until: now + 60_000 };
      current.token = requestToken(connection).then(
        ({ access_token, expires_in }) => {
          current.until = now + (expires_in - 60) * 1_000;
          return access_token;
        },
        (error) => {
          current.until = 0;
          throw error;
        },
      );
      held = current;
    }
    return held.token;
  };
}

const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });

async function requestToken({ tokenUrl, clientId, privateKey, fetch, clock }: DimonaConnection) {
  const key = await importPKCS8(await privateKey(), 'RS256');
  const seconds = Math.floor(clock.now().getTime() / 1_000);
  const assertion = await new SignJWT({ jti: newId() })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenUrl)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 300)
    .sign(key);
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: 'scope:dimona:declaration:declarant scope:dimona:declaration:consult',
  });
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(new Request(tokenUrl, { method: 'POST', body, signal }));
  if (response.status !== 200) throw new Error(`No token: HTTP ${response.status}`);
  return tokenAnswer.parse(await response.json());
}

/** The connection was never made, so nothing can have arrived. */
function neverArrived(error: unknown): boolean {
  const { code } = ((error as Error).cause ?? error) as { code?: string };
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(
    code ?? '',
  );
}

/** Codes and statuses only: an error's text may quote what was sent. */
function reasonOf(error: unknown): string {
  const { code, name, message } = ((error as Error).cause ?? error) as Error & { code?: string };
  return code ?? (message?.startsWith('No token') ? message : (name ?? 'Error'));
}
