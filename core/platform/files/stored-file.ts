import type { Context, Platform } from '../context.js';
import type { Sql } from '../database/sql.js';
import { newId } from '../ids.js';
import { keyOf } from './file-store.js';

/** What is known of a file in the store. */
export interface StoredFile {
  readonly id: string;
  readonly filename: string;
  readonly mediaType: string;
  readonly sizeBytes: bigint;
  readonly sha256: string;
}

export interface NewFile extends Omit<StoredFile, 'id' | 'sizeBytes'> {
  readonly purpose: string;
  readonly content: Blob;
}

/**
 * Keeps a file, as yet unclaimed: it ends after a day unless a transaction claims it. The row is
 * there before the bytes, so that a crash in between leaves nothing that nobody would remove.
 */
export async function keepFile(ctx: Context, file: NewFile): Promise<StoredFile> {
  const { platform, viewer } = ctx;
  const { purpose, filename, mediaType, sha256, content } = file;
  const id = newId();
  const now = platform.clock.now();
  await platform.database.query(
    `insert into core.stored_file (cooperative_id, id, purpose, filename, media_type, size_bytes,
       sha256, uploaded_by, uploaded_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[viewer.cooperativeId, id, purpose, filename, mediaType, content.size, sha256],
      ...[viewer.memberId, now, new Date(now.getTime() + unclaimedMs)],
    ],
    'file_begin',
  );
  await platform.files.put(keyOf(viewer.cooperativeId, id), content, sha256);
  await platform.database.query(
    'update core.stored_file set complete = true where cooperative_id = $1 and id = $2',
    [viewer.cooperativeId, id],
    'file_complete',
  );
  return { id, filename, mediaType, sizeBytes: BigInt(content.size), sha256 };
}

/** The files that something uses, oldest first, of several things in one statement. */
export async function filesOf(
  sql: Sql,
  cooperativeId: string,
  subjectType: string,
  subjectIds: readonly string[],
): Promise<(StoredFile & { readonly subjectId: string })[]> {
  return sql.query(
    `select id, filename, media_type as "mediaType", size_bytes as "sizeBytes", sha256,
       subject_id as "subjectId"
     from core.stored_file
     where cooperative_id = $1 and subject_type = $2 and subject_id = any ($3::uuid[])
       and claimed_at is not null
     order by id`,
    [cooperativeId, subjectType, subjectIds],
    'files_of',
  );
}

/** The bytes of a file, or null when the store has lost it. The caller has checked who asks. */
export function openFile(
  { files }: Pick<Platform, 'files'>,
  cooperativeId: string,
  id: string,
): Promise<AsyncIterable<Uint8Array> | null> {
  return files.open(keyOf(cooperativeId, id));
}

const unclaimedMs = 24 * 3_600_000;
