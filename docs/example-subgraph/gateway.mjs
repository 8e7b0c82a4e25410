/**
 * How the workshop and its gateway know each other: each request is signed with the secret that both
 * have, and a good signature is good for a minute and once.
 */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

const toleranceSeconds = 60;

/** Whether a request is the gateway's: over everything that decides what it means. */
export function verifier(secret, plugin) {
  const seen = new Map();
  return ({ headers, url }, body) => {
    const now = Date.now() / 1_000;
    for (const [nonce, at] of seen) if (now - at > 2 * toleranceSeconds) seen.delete(nonce);
    const timestamp = headers['x-gezel-timestamp'] ?? '';
    const nonce = headers['x-gezel-nonce'] ?? '';
    const message = { to: 'plugin', plugin, path: url, headers, body, timestamp, nonce };
    const expected = Buffer.from(mac(secret, message));
    const given = Buffer.from(String(headers['x-gezel-signature'] ?? ''));
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return false;
    if (Math.abs(now - Number(timestamp)) > toleranceSeconds || seen.has(nonce)) return false;
    seen.set(nonce, now);
    return true;
  };
}

/** Asks the core at the gateway, as the caller whose token it is. */
export async function askCore({ gateway, secret, plugin }, authorization, query, variables) {
  const path = `/port/${plugin}`;
  const body = JSON.stringify({ query, variables });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const nonce = randomUUID();
  const headers = { authorization };
  const response = await fetch(`${gateway}${path}`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', authorization },
      ...{ 'x-gezel-timestamp': timestamp, 'x-gezel-nonce': nonce },
      'x-gezel-signature': mac(secret, {
        to: 'core',
        plugin,
        path,
        headers,
        body,
        timestamp,
        nonce,
      }),
    },
    body,
    signal: AbortSignal.timeout(5_000),
  });
  const { data, errors } = await response.json();
  if (errors?.length > 0) throw new Error(`The core refused: ${errors[0].code}`);
  return data;
}

function mac(secret, { to, plugin, path, headers, body, timestamp, nonce }) {
  const told = ['authorization', 'x-gezel-cooperative', 'x-gezel-session'];
  const facts = told.map((name) => headers[name] ?? '');
  const text = JSON.stringify([to, plugin, path, timestamp, nonce, ...facts, body]);
  return `v1=${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
