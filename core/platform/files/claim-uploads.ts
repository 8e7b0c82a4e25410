import type { Context } from '../context.js';
import type { Tx } from '../database/transaction.js';
import { localId } from '../ids.js';
import type { Finding } from '../write/violation.js';

/** Uploads that a mutation names: UUIDs, see `uploadIds`. */
export interface Claim {
  readonly purpose: string;
  readonly ids: readonly string[];
  /** The input that named them. */
  readonly path: readonly string[];
}

/** The UUIDs of the ids that `POST /files` answered. */
export const uploadIds = (ids: readonly string[], path: string): string[] =>
  ids.map((id) => localId('Upload', id, path));

/**
 * What stands in the way of claiming, for a check: each must be one's own, for this purpose, there
 * and not yet used. Locks them, so that the claim in the same transaction finds them as they were.
 */
export async function claimFindings(tx: Tx, ctx: Context, claim: Claim): Promise<Finding[]> {
  const { ids, path, purpose } = claim;
  if (ids.length === 0) return [];
  const usable = await tx.query<{ id: string }>(
    `select id from core.stored_file
     where cooperative_id = $1 and id = any ($2::uuid[]) and uploaded_by = $3 and purpose = $4
       and complete and claimed_at is null and expires_at > $5
     order by id for no key update`,
    [tx.cooperativeId, ids, ctx.viewer.memberId, purpose, ctx.platform.clock.now()],
  );
  const found = new Set(usable.map(({ id }) => id));
  const unusable = ids.filter((id, index) => !found.has(id) || ids.indexOf(id) !== index);
  return unusable.length === 0 ? [] : [{ code: 'file.not-usable', path }];
}

/** Takes back a claim that came to nothing: its files are uploads again, for the day that they have. */
export async function releaseUploads(
  tx: Tx,
  ctx: Context,
  ids: readonly string[],
  subject: { readonly type: string; readonly id: string },
): Promise<void> {
  await tx.query(
    `update core.stored_file set subject_type = null, subject_id = null, claimed_at = null
     where cooperative_id = $1 and id = any ($2::uuid[]) and uploaded_by = $3
       and subject_type = $4 and subject_id = $5`,
    [tx.cooperativeId, ids, ctx.viewer.memberId, subject.type, subject.id],
  );
}

/** Gives uploads to what uses them, for good: after `claimFindings` found nothing. */
export async function claimUploads(
  tx: Tx,
  ctx: Context,
  claims: readonly { readonly id: string; readonly subject: { type: string; id: string } }[],
): Promise<void> {
  if (claims.length === 0) return;
  const claimed = await tx.query(
    `update core.stored_file f
     set subject_type = c.type, subject_id = c.subject_id, claimed_at = $5
     from unnest($2::uuid[], $3::text[], $4::uuid[]) as c (id, type, subject_id)
     where f.cooperative_id = $1 and f.id = c.id and f.claimed_at is null and f.complete
     returning f.id`,
    [
      tx.cooperativeId,
      claims.map(({ id }) => id),
      claims.map(({ subject }) => subject.type),
      claims.map(({ subject }) => subject.id),
      ctx.platform.clock.now(),
    ],
  );
  if (claimed.length !== claims.length) throw new Error('An upload was claimed unchecked.');
}
