import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { GezelError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { violationsOf } from '../platform/model/say.js';
import { lineFindings, tidy } from '../platform/model/text.js';
import { isInPerson, requireReach } from '../platform/viewer.js';
import { record } from '../platform/write/record.js';
import { transact } from '../platform/write/transact.js';
import type { Finding, Violation } from '../platform/write/violation.js';
import { ApiToken } from './api-token.entity.js';

export interface NewApiToken {
  readonly name: string;
  readonly scopes: readonly string[];
  /** The last civil day on which it works. */
  readonly expiresOn: string;
}

export interface CreatedApiToken {
  readonly apiToken: ApiToken | null;
  /** Shown once; only its hash is kept. */
  readonly secret: string | null;
  readonly violations: Violation[];
}

/** Tokens that a member can have at the same time, those that have ended not counted. */
export const liveTokensLimit = 50;

/**
 * Makes a token for the viewer. Its scopes must be permissions that the viewer holds; a token
 * cannot make another, nor can an application with a signed token, so that a leaked one dies on its
 * day.
 */
export async function createApiToken(ctx: Context, input: NewApiToken): Promise<CreatedApiToken> {
  requireReach(ctx.viewer, 'token.write');
  if (!isInPerson(ctx.viewer)) throw new GezelError('FORBIDDEN', { permission: 'token.write' });
  const wanted = { ...input, name: tidy(input.name), scopes: [...new Set(input.scopes)] };
  return transact(ctx, async (tx) => {
    const found = [...findingsOf(ctx, wanted), ...(await crowded(tx, ctx))];
    if (found.length > 0) {
      return { apiToken: null, secret: null, violations: violationsOf(ctx, found) };
    }
    const secret = newSecret();
    const apiToken = await insertToken(tx, ctx, wanted, secret);
    const subject = { type: 'ApiToken', id: apiToken.id };
    await record(tx, ctx, 'api-token.create', [{ type: 'api-token.created', subject }]);
    return { apiToken, secret, violations: [] };
  });
}

/** As it is stored and looked up: SHA-256, in hex, of a secret of 256 random bits. */
export const hashOfSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');

function findingsOf(ctx: Context, { name, scopes, expiresOn }: NewApiToken): Finding[] {
  const found = lineFindings('name', name, 100);
  const today = ctx.platform.clock.today();
  const latest = aYearAfter(today);
  if (expiresOn < today) found.push({ code: 'api-token.expired', path: ['expiresOn'] });
  if (expiresOn > latest) {
    found.push({ code: 'api-token.too-long', path: ['expiresOn'], values: { latest } });
  }
  if (scopes.length === 0) found.push({ code: 'api-token.without-scopes', path: ['scopes'] });
  for (const scope of scopes) {
    if (ctx.viewer.grants.has(scope)) continue;
    const values = { scope: scope.slice(0, 100) };
    found.push({ code: 'api-token.scope-not-held', path: ['scopes'], values });
  }
  return found;
}

async function crowded(tx: Tx, ctx: Context): Promise<Finding[]> {
  const [row] = await tx.query<{ live: bigint }>(
    `select count(*) as live from core.api_token
     where cooperative_id = $1 and member_id = $2 and revoked_at is null and expires_at > $3`,
    [tx.cooperativeId, ctx.viewer.memberId, ctx.platform.clock.now()],
  );
  if (row === undefined || row.live < liveTokensLimit) return [];
  return [{ code: 'api-token.too-many', values: { limit: liveTokensLimit } }];
}

async function insertToken(
  tx: Tx,
  ctx: Context,
  { name, scopes, expiresOn }: NewApiToken,
  secret: string,
): Promise<ApiToken> {
  const values = {
    cooperativeId: tx.cooperativeId,
    id: newId(),
    memberId: ctx.viewer.memberId,
    name,
    prefix: secret.slice(0, 10),
    hash: hashOfSecret(secret),
    scopes: [...scopes].sort(),
    createdAt: ctx.platform.clock.now(),
    expiresAt: await endOfDay(tx, expiresOn),
    revokedAt: null,
    lastUsedAt: null,
  };
  await tx.em.insert(ApiToken, values);
  return Object.assign(new ApiToken(), values);
}

/** The instant at which a civil day is over where the co-operatives are. */
async function endOfDay(tx: Tx, day: string): Promise<Date> {
  const [row] = await tx.query<{ instant: Date }>(
    `select ($1::date + 1)::timestamp at time zone 'Europe/Brussels' as instant`,
    [day],
  );
  return (row as { instant: Date }).instant;
}

function aYearAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  return date.toISOString().slice(0, 10);
}

/** `gzl_` lets scanners of source code recognise a leaked secret. */
function newSecret(): string {
  let number = BigInt(`0x${randomBytes(32).toString('hex')}`);
  let text = '';
  while (text.length < secretDigits) {
    text = base62.charAt(Number(number % 62n)) + text;
    number /= 62n;
  }
  return `gzl_${text}`;
}

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62 ** 43 is more than 2 ** 256. */
const secretDigits = 43;
