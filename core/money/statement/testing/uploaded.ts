import { createHash } from 'node:crypto';
import type { Context } from '../../../platform/context.js';
import { keepFile } from '../../../platform/files/stored-file.js';
import { statementPurpose } from '../import-statement-file.js';

/** A file of the bank as `POST /files` keeps it; answers the UUID of the upload. */
export async function uploaded(ctx: Context, bytes: Uint8Array): Promise<string> {
  const { id } = await keepFile(ctx, {
    ...{ purpose: statementPurpose, filename: 'statement.txt', mediaType: 'text/plain' },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    content: new Blob([bytes as Uint8Array<ArrayBuffer>]),
  });
  return id;
}
