import { createHash } from 'node:crypto';
import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config.js';
import type { Context } from '../context.js';
import { globalId } from '../ids.js';
import { violationsOf } from '../model/say.js';
import { requireReach } from '../viewer.js';
import type { Finding, Violation } from '../write/violation.js';
import { filenameOf, kindOf, type UploadPurpose } from './file-kind.js';
import { keepFile } from './stored-file.js';

/** A file on its way in. */
export interface Incoming {
  readonly purpose: string;
  /** As the sender calls it. */
  readonly filename: string;
  /** Read to its end, whatever is answered. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** What the sender gets: the id for a mutation to claim, or why the file is not taken. */
export interface UploadAnswer {
  readonly id: string | null;
  readonly filename: string | null;
  readonly mediaType: string | null;
  readonly sizeBytes: number | null;
  readonly violations: Violation[];
}

/** Keeps an upload of a member: its content decides what it is. Ends after a day if not claimed. */
export async function keepUpload(ctx: Context, incoming: Incoming): Promise<UploadAnswer> {
  const purpose = await purposeOf(ctx, incoming.purpose);
  if (purpose === undefined) {
    return refused(ctx, [{ code: 'file.unknown-purpose', path: ['purpose'] }]);
  }
  requireReach(ctx.viewer, purpose.permission);
  if (await hasTooMany(ctx)) {
    return refused(ctx, [{ code: 'file.too-many-unclaimed', values: { limit: unclaimedLimit } }]);
  }
  const folder = await mkdtemp(join(tmpdir(), 'gezel-upload-'));
  try {
    return await keptFrom(ctx, purpose, incoming, join(folder, 'upload'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function keptFrom(
  ctx: Context,
  purpose: UploadPurpose,
  { filename: given, body }: Incoming,
  path: string,
): Promise<UploadAnswer> {
  const limit = uploadLimit(ctx.platform.config, purpose.name);
  const { size, sha256 } = await spooled(body, path, limit);
  if (size > limit) return refused(ctx, [tooLarge(limit)]);
  if (size === 0) return refused(ctx, [{ code: 'file.empty', path: ['file'] }]);
  const kind = await kindOf(path, purpose);
  if (kind === null) {
    const values = { allowed: purpose.mediaTypes.join(', ') };
    return refused(ctx, [{ code: 'file.kind-not-taken', path: ['file'], values }]);
  }
  const { mediaType } = kind;
  const filename = filenameOf(given, kind);
  const content = await openAsBlob(path);
  const file = await keepFile(ctx, { purpose: purpose.name, filename, mediaType, sha256, content });
  return { id: globalId('Upload', file.id), filename, mediaType, sizeBytes: size, violations: [] };
}

/** Bytes that a file for a purpose may have. */
export const uploadLimit = (
  { uploadLimits, uploadMaxBytes }: Pick<Config, 'uploadLimits' | 'uploadMaxBytes'>,
  purpose: string,
): number => uploadLimits.get(purpose) ?? uploadMaxBytes;

/** Writes what arrives to a file of its own, up to the limit; what is more is only counted. */
async function spooled(body: AsyncIterable<Uint8Array>, path: string, limit: number) {
  const hash = createHash('sha256');
  let size = 0;
  const counted = async function* () {
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > limit) continue;
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return { size, sha256: hash.digest('hex') };
}

export const refused = (ctx: Context, findings: readonly Finding[]): UploadAnswer => ({
  ...{ id: null, filename: null, mediaType: null, sizeBytes: null },
  violations: violationsOf(ctx, findings),
});

export const tooLarge = (limit: number): Finding => ({
  ...{ code: 'file.too-large', path: ['file'], values: { limit } },
});

/** More that nobody uses is a client that forgets to claim, or one that fills our disks. */
const unclaimedLimit = 200;

async function hasTooMany({ platform, viewer }: Context): Promise<boolean> {
  const [row] = await platform.database.query<{ many: boolean }>(
    `select count(*) >= $3 as many from core.stored_file
     where cooperative_id = $1 and uploaded_by = $2 and claimed_at is null`,
    [viewer.cooperativeId, viewer.memberId, unclaimedLimit],
    'files_unclaimed_of',
  );
  return row?.many ?? false;
}

/** Of the core, or of a plugin that is on in the sender's co-operative. */
async function purposeOf({ platform, viewer }: Context, name: string) {
  const ofCore = platform.domains.flatMap(({ uploads = [] }) => uploads);
  const on = await platform.host.enabled(viewer.cooperativeId);
  const ofPlugins = platform.host.plugins
    .filter(({ definition }) => on.has(definition.name))
    .flatMap(({ definition }) => definition.uploads);
  return [...ofCore, ...ofPlugins].find((one) => one.name === name);
}
