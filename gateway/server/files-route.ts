import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Context, known, type Platform } from '../../core/platform/context.js';
import { badInput } from '../../core/platform/errors.js';
import { filesPath, type OpenedFile, openDownload } from '../../core/platform/files/downloads.js';
import {
  keepUpload,
  refused,
  tooLarge,
  type UploadAnswer,
  uploadLimit,
} from '../../core/platform/files/keep-upload.js';
import { Loaders } from '../../core/platform/read/loaders.js';
import { type Authentication, authenticate } from './authenticate.js';
import { finishRequest } from './graphql-route.js';
import type { Metrics } from './metrics.js';
import { refuseAsAbsent } from './refusals.js';

export interface FilesRoute extends Authentication {
  readonly platform: Platform;
  readonly metrics: Metrics;
  readonly addressOf: (request: IncomingMessage) => string;
}

/** `POST /files?purpose=…` takes one file of a known caller; `GET /files/…` serves a signed link. */
export function addFiles(app: FastifyInstance, route: FilesRoute): void {
  const leave = async (request: FastifyRequest, reply: FastifyReply) =>
    finishRequest(route, request, reply);
  void app.register(async (scope) => {
    const limits = { files: 1, fields: 0, parts: 1, fileSize: Number.MAX_SAFE_INTEGER };
    await scope.register(multipart, { limits, throwFileSizeLimit: false });
    scope.post<Upload>(filesPath, {
      onRequest: (request, reply) => enter(route, request, reply),
      onResponse: leave,
      handler: (request, reply) => upload(route, request, reply),
    });
  });
  app.get<{ Params: { '*': string } }>(`${filesPath}/*`, {
    onResponse: leave,
    handler: (request, reply) => download(route, request, reply, request.params['*']),
  });
}

interface Upload {
  Querystring: { readonly purpose?: unknown };
}

async function enter(route: FilesRoute, request: FastifyRequest, reply: FastifyReply) {
  reply.header('cache-control', 'no-store');
  const address = route.addressOf(request.raw);
  request.caller = await authenticate(route, request.headers.authorization, address);
  await route.limits.request(request.caller?.viewer ?? null, address);
  contextOf(route, request);
  if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) {
    throw badInput('Send the file as "content-type: multipart/form-data".');
  }
}

async function upload(
  route: FilesRoute,
  request: FastifyRequest<Upload>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const ctx = contextOf(route, request);
  const purpose = typeof request.query.purpose === 'string' ? request.query.purpose : '';
  const limit = uploadLimit(route.platform.config, purpose);
  if (Number(request.headers['content-length'] ?? 0) > limit + envelopeBytes) {
    // It is not read: the connection ends with the answer.
    reply.header('connection', 'close');
    return reply.code(413).send(refused(ctx, [tooLarge(limit)]));
  }
  let answer: UploadAnswer | undefined;
  // To the end, where a second file is refused; the first then ends unclaimed.
  for await (const { filename = '', file: body } of request.files()) {
    answer = await keepUpload(ctx, { purpose, filename, body }).finally(() => body.resume());
  }
  if (answer === undefined) throw badInput('There is no file in the request.', 'file');
  request.report.code = answer.id === null ? 'BAD_USER_INPUT' : null;
  return reply.code(answer.id === null ? 422 : 201).send(answer);
}

async function download(
  route: FilesRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<FastifyReply> {
  const { platform, limits } = route;
  reply.header('cache-control', 'private, no-store');
  const address = route.addressOf(request.raw);
  await limits.admits(address);
  const link = await openDownload(platform, token, request.id);
  if (link === null) {
    await limits.refusal(address);
    return refuseAsAbsent(request, reply, 'noSuchFile');
  }
  await limits.request(link.ctx.viewer, address);
  const file = await link.open();
  return file === null ? refuseAsAbsent(request, reply, 'noSuchFile') : serve(reply, file);
}

/** As a file to keep, which no browser runs or shows as a page of this server. */
function serve(reply: FastifyReply, { mediaType, filename, body }: OpenedFile): FastifyReply {
  const plain = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(filename).replace(/['()*]/g, (c) => `%${hex(c)}`);
  return reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${exact}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(body instanceof Uint8Array ? Buffer.from(body) : Readable.from(body));
}

function contextOf({ platform }: FilesRoute, request: FastifyRequest): Context {
  const { locale, id: requestId } = request;
  const viewer = request.caller?.viewer ?? null;
  return known({ platform, viewer, locale, requestId, loaders: new Loaders() });
}

const hex = (character: string) => character.charCodeAt(0).toString(16).toUpperCase();

/** What multipart writes around a file, at most. */
const envelopeBytes = 65_536;
