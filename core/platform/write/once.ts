import { createHash } from 'node:crypto';
import type { Context } from '../context.js';
import type { Tx } from '../database/transaction.js';
import { badInput, GezelError } from '../errors.js';

/** A client's promise that a repeated request is the same one: kept for good, per member. */
export interface Once {
  readonly key: string;
  /** The whole input; a repeat with another is refused. */
  readonly input: unknown;
}

/**
 * Takes the key in this transaction: answers null when it is new, or what the first request made.
 * A concurrent twin waits here until the first has committed (and then gets its answer) or rolled
 * back (and then is the first itself). A refused request leaves no key: its repeat is judged anew.
 */
export async function takeKey(
  tx: Tx,
  ctx: Context,
  action: string,
  once: Once,
  subjectId: string,
): Promise<string | null> {
  if (!/^[\x21-\x7e]{8,200}$/.test(once.key)) {
    throw badInput('An idempotency key has 8 to 200 visible ASCII characters.', 'idempotencyKey');
  }
  const hash = hashOf([action, once.input]);
  const taken = await tx.query<{ subject_id: string }>(
    `insert into core.idempotency (cooperative_id, member_id, key, request_hash, subject_id)
     values ($1, $2, $3, $4, $5) on conflict do nothing returning subject_id`,
    [tx.cooperativeId, ctx.viewer.memberId, once.key, hash, subjectId],
  );
  if (taken.length > 0) return null;
  const [first] = await tx.query<{ subject_id: string; request_hash: string }>(
    `select subject_id, request_hash from core.idempotency
     where cooperative_id = $1 and member_id = $2 and key = $3`,
    [tx.cooperativeId, ctx.viewer.memberId, once.key],
  );
  if (first?.request_hash !== hash) {
    throw new GezelError('IDEMPOTENCY_MISMATCH', { key: once.key });
  }
  return first.subject_id;
}

/** SHA-256 of a value with its keys in order, so that equal requests have equal hashes. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'idempotencyKey' || key === 'dryRun') return undefined;
    if (typeof inner === 'bigint') return `${inner}n`;
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
