/**
 * How the gateway and a plugin that runs elsewhere know each other: each request is signed with a
 * secret that only the two of them hold, over everything that decides what it means.
 *
 * 1. HMAC-SHA-256 over direction, path, time, nonce, the caller's token, the facts and the body.
 * 2. A request is good for a minute, and once: its nonce is remembered for as long.
 * 3. The first secret signs, every one of them verifies, so that a secret can be replaced while
 *    both run: add the new one behind the old on both sides, put it first, take the old one away.
 */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../core/platform/clock.js';

/** What a signature is about. A request for one side is none for the other. */
export interface SignedMessage {
  readonly to: 'plugin' | 'core';
  readonly plugin: string;
  readonly path: string;
  /** The header that carries the caller's own token; '' for work that no caller waits for. */
  readonly authorization: string;
  /** The co-operative of work without a caller; ''. */
  readonly cooperative: string;
  /** The piece of work of the gateway that this belongs to; ''. */
  readonly session: string;
  readonly body: string;
}

export const signatureHeaders = {
  timestamp: 'x-gezel-timestamp',
  nonce: 'x-gezel-nonce',
  signature: 'x-gezel-signature',
  cooperative: 'x-gezel-cooperative',
  session: 'x-gezel-session',
} as const;

/** Seconds that a request is good for, and that two clocks may differ. */
export const toleranceSeconds = 60;

export function signed(
  [secret]: readonly string[],
  message: SignedMessage,
  clock: Clock,
): Record<string, string> {
  if (secret === undefined) throw new Error('There is no secret to sign with.');
  const timestamp = String(Math.floor(clock.now().getTime() / 1_000));
  const nonce = randomUUID();
  return {
    [signatureHeaders.timestamp]: timestamp,
    [signatureHeaders.nonce]: nonce,
    [signatureHeaders.signature]: mac(secret, message, timestamp, nonce),
    ...(message.cooperative !== '' && { [signatureHeaders.cooperative]: message.cooperative }),
    ...(message.session !== '' && { [signatureHeaders.session]: message.session }),
    ...(message.authorization !== '' && { authorization: message.authorization }),
  };
}

export interface Signatures {
  /** Whether the headers sign this message, now and for the first time. */
  verify(message: SignedMessage, headers: Readonly<Record<string, unknown>>): boolean;
}

export function signatures(secrets: readonly string[], clock: Clock): Signatures {
  const seen = new LRUCache<string, true>({ max: mostNonces, ttl: 2_000 * toleranceSeconds });
  return Object.freeze({
    verify: (message: SignedMessage, headers: Readonly<Record<string, unknown>>) => {
      const timestamp = headers[signatureHeaders.timestamp];
      const nonce = headers[signatureHeaders.nonce];
      const given = headers[signatureHeaders.signature];
      if (typeof timestamp !== 'string' || typeof nonce !== 'string') return false;
      if (typeof given !== 'string' || !/^\d{1,12}$/.test(timestamp) || !nonceShape.test(nonce)) {
        return false;
      }
      // Every secret is tried whatever the first one says: the time taken tells nothing.
      const matches = secrets.filter((one) => equal(mac(one, message, timestamp, nonce), given));
      const ageSeconds = Math.abs(clock.now().getTime() / 1_000 - Number(timestamp));
      if (matches.length === 0 || ageSeconds > toleranceSeconds || seen.has(nonce)) return false;
      seen.set(nonce, true);
      return true;
    },
  });
}

/** More requests than one process answers in the time that their nonces are kept. */
const mostNonces = 1_000_000;

const nonceShape = /^[\w-]{16,64}$/;

function mac(secret: string, message: SignedMessage, timestamp: string, nonce: string): string {
  const { to, plugin, path, authorization, cooperative, session, body } = message;
  // JSON, so that no value can run over into the next.
  const parts = [to, plugin, path, timestamp, nonce, authorization, cooperative, session, body];
  return `v1=${createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url')}`;
}

function equal(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
