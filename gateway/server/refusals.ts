import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { badInput, type ErrorCode, GezelError } from '../../core/platform/errors.js';
import { headersOf } from './apollo.js';
import { type Addressee, answerTo, codeOf, statusOf } from './errors.js';
import { sentences } from './messages.js';

/** Refuses in the shape of a GraphQL answer what never reaches GraphQL. */
export function addRefusals(app: FastifyInstance, log: Logger): void {
  const addressee = ({ id, locale }: FastifyRequest): Addressee => ({ requestId: id, locale, log });

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, cause } = readError(error);
    const answer = answerTo(addressee(request), cause);
    return refuse(request, reply, answer, status ?? statusOf(answer));
  });

  app.setNotFoundHandler((request, reply) => refuseAsAbsent(request, reply, 'noSuchPath'));
}

/** 404: there is no such path, or no such file. */
export function refuseAsAbsent(
  request: FastifyRequest,
  reply: FastifyReply,
  sentence: 'noSuchPath' | 'noSuchFile',
): FastifyReply {
  const answer = new GraphQLError(sentences[sentence][request.locale], {
    extensions: { code: 'NOT_FOUND' satisfies ErrorCode },
  });
  return refuse(request, reply, answer, 404);
}

export function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: GraphQLError,
  status: number,
): FastifyReply {
  request.report.code = codeOf(answer);
  for (const [name, value] of headersOf(answer)) reply.header(name, value);
  const wanted = String(request.headers.accept ?? '').includes(responseType);
  return reply
    .code(status)
    .type(`${wanted ? responseType : 'application/json'}; charset=utf-8`)
    .send(JSON.stringify({ errors: [answer] }));
}

const responseType = 'application/graphql-response+json';

/** What Fastify found wrong with a request, as the caller's fault where it is. */
function readError(error: FastifyError): { readonly status?: number; readonly cause: unknown } {
  if (error instanceof GezelError) {
    // Outside GraphQL there is no partial answer: the file is there, its plugin is not.
    return error.code === 'PLUGIN_UNAVAILABLE' ? { status: 503, cause: error } : { cause: error };
  }
  const status = error.statusCode ?? 500;
  if (status >= 500) return { cause: error };
  return { status, cause: badInput(faults[error.code] ?? faults[String(status)] ?? error.message) };
}

const faults: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send the request as "content-type: application/json".',
  FST_FILES_LIMIT: 'Send one file at a time.',
  FST_PARTS_LIMIT: 'Send one file at a time.',
  FST_FIELDS_LIMIT: 'Send the file and no other field.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body has more than 1 MiB.',
  400: 'The request cannot be read.',
};
