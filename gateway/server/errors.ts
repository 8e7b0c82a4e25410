import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { type ErrorCode, errorRegister, fill, GezelError } from '../../core/platform/errors.js';
import type { Locale } from '../../core/platform/messages.js';
import { sentences } from './messages.js';
import { callersSentence } from './sensitive.js';

/** Whom an error is answered to. */
export interface Addressee {
  readonly locale: Locale;
  readonly requestId: string;
  readonly log: Logger;
  /** It is another server of ours, which says the sentence anew from these. */
  readonly fromGateway?: true;
}

/**
 * Turns whatever was thrown into an error of the register, in the caller's language. What nobody
 * foresaw becomes INTERNAL with the request's id and no detail; the log has its stack.
 */
export function answerTo(addressee: Addressee, error: unknown): GraphQLError {
  const place = error instanceof GraphQLError ? error : undefined;
  const origin = originOf(error);
  if (origin instanceof GezelError && origin.code !== 'INTERNAL')
    return registered(addressee, origin, place);
  if (isContention(origin)) return located('CONFLICT', sentences.busy[addressee.locale], place);
  if (origin instanceof GraphQLError && isCallersFault(origin)) {
    return located('BAD_USER_INPUT', callersSentence(origin.message), place);
  }
  addressee.log.error({ requestId: addressee.requestId, err: origin, path: place?.path }, 'failed');
  const sentence = errorRegister.INTERNAL.sentence[addressee.locale];
  return located('INTERNAL', fill(sentence, { requestId: addressee.requestId }), place);
}

/** The HTTP status of a refusal of the whole request; inside an answer, errors are 200. */
export const statusOf = (error: GraphQLError): number =>
  Math.max(400, errorRegister[codeOf(error)].status);

export const codeOf = (error: GraphQLError): ErrorCode => {
  const { code } = error.extensions;
  return typeof code === 'string' && code in errorRegister ? (code as ErrorCode) : 'INTERNAL';
};

/** A database error that two writers cause by meeting: the loser may simply try again. */
export const isContention = (error: unknown): boolean => contention.has(sqlStateOf(error) ?? '');

/** Serialization failure, deadlock, and a lock that was waited for in vain. */
const contention = new Set(['40001', '40P01', '55P03']);

/** The first PostgreSQL error code in a chain of causes; drivers and the ORM wrap each other. */
export function sqlStateOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 5) return undefined;
  const { code, cause, originalError } = error as Record<string, unknown>;
  if (typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code)) return code;
  return sqlStateOf(cause ?? originalError, depth + 1);
}

function registered(
  { locale, requestId, fromGateway }: Addressee,
  error: GezelError,
  place: GraphQLError | undefined,
): GraphQLError {
  const { sentence } = errorRegister[error.code];
  const text = fill(sentence[locale], { requestId, ...error.values });
  const message = error.code === 'BAD_USER_INPUT' ? callersSentence(text) : text;
  const { http: _, ...extensions } = error.extensions;
  const told = fromGateway ? { ...extensions, values: error.values } : extensions;
  return located(error.code, message, place, told);
}

/** Built anew, so that nothing of the original but what is meant for the caller goes out. */
function located(
  code: ErrorCode,
  message: string,
  place: GraphQLError | undefined,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  const answer = new GraphQLError(message, {
    path: place?.path,
    extensions: { ...extensions, code },
  });
  // A compiled operation knows lines and columns, not syntax nodes.
  return Object.assign(answer, { locations: place?.locations });
}

/** The error that was thrown, under those that graphql wrapped around it to say where. */
function originOf(error: unknown): unknown {
  let origin = error;
  while (
    origin instanceof GraphQLError &&
    !(origin instanceof GezelError) &&
    origin.originalError !== undefined
  ) {
    origin = origin.originalError;
  }
  return origin;
}

/**
 * Errors of graphql itself about what the caller wrote: arguments are coerced while executing. Its
 * other errors (null in a non-null field, a value that cannot be serialized) are our defects.
 */
function isCallersFault({ extensions, message }: GraphQLError): boolean {
  // An error of graphql-jit has no extensions where one of graphql-js has none in them.
  return callersCodes.has(String(extensions?.code)) || /^Argument "/.test(message);
}

const callersCodes = new Set(['BAD_USER_INPUT', 'BAD_REQUEST', 'GRAPHQL_PARSE_FAILED']);
