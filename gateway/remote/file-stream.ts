/** A file between two of our processes: its bytes as the body, what it is in the headers. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { OpenedFile } from '../../core/platform/files/downloads.js';
import type { Link, Sent } from './link.js';
import { decode, unwired, type WorkAnswer } from './wire.js';

/** The longest that a file may take on its way, in milliseconds. */
export const fileLimitMs = 120_000;

const filenameHeader = 'x-gezel-filename';

/** Answers with a file, or with 204 when there is none. */
export function sendFile(reply: FastifyReply, file: OpenedFile | null): FastifyReply {
  if (file === null) return reply.code(204).send();
  const { mediaType, filename, body } = file;
  return reply
    .type(mediaType)
    .header(filenameHeader, encodeURIComponent(filename))
    .send(body instanceof Uint8Array ? Buffer.from(body) : Readable.from(body));
}

/** Fetches what `sendFile` sends; throws what the other side refuses it with. */
export async function fetchFile(link: Link, sent: Sent): Promise<OpenedFile | null> {
  const response = await link.open(sent);
  if (response.status === 204) return null;
  const filename = response.headers.get(filenameHeader);
  if (filename === null || response.body === null) {
    const answer = decode(await response.text()) as WorkAnswer;
    throw unwired('error' in answer ? answer.error : { code: 'INTERNAL', ...nothing });
  }
  return {
    mediaType: response.headers.get('content-type') ?? 'application/octet-stream',
    filename: decodeURIComponent(filename),
    body: response.body,
  };
}

const nothing = { values: {}, extensions: {} };
