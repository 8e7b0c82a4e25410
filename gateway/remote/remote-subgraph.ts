import type { Executor } from '@graphql-tools/utils';
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError, print } from 'graphql';
import type { RequestContext } from '../../core/platform/context.js';
import { type ErrorCode, errorRegister, GezelError } from '../../core/platform/errors.js';
import type { Link } from './link.js';

/** The longest that a caller waits for one plugin: its part is null then, and the rest answers. */
export const fetchLimitMs = 5_000;

/** Fetches from a plugin's subgraph over HTTP, as the caller and in the caller's language. */
export const remoteExecutor =
  (link: Link, plugin: string): Executor =>
  async ({ document, variables, context, operationName }) => {
    const { authorization, locale, requestId } = context as unknown as RequestContext;
    try {
      const text = await link.post({
        path: '/graphql',
        body: JSON.stringify({ query: print(document), variables, operationName }),
        timeoutMs: fetchLimitMs,
        authorization,
        headers: { 'accept-language': locale, 'x-request-id': requestId },
      });
      return answered(plugin, JSON.parse(text)) as never;
    } catch (error) {
      return { errors: [located(plugin, {}, error)] } as never;
    }
  };

function answered(plugin: string, body: unknown): ExecutionResult {
  const { data, errors } = (body ?? {}) as { data?: unknown; errors?: unknown };
  const isAnswer = typeof data === 'object' || Array.isArray(errors);
  if (!isAnswer) return { errors: [located(plugin, {}, new Error('It answered no GraphQL.'))] };
  if (!Array.isArray(errors)) return { data: data as ExecutionResult['data'] };
  const told = errors.map((one: GraphQLFormattedError) =>
    located(plugin, one, errorOf(plugin, one)),
  );
  return { data: data as ExecutionResult['data'], errors: told };
}

function located(plugin: string, { path }: Partial<GraphQLFormattedError>, error: unknown) {
  const originalError = error instanceof GezelError ? error : unavailable(plugin, error);
  return new GraphQLError(originalError.message, { path, originalError });
}

/** Errors of the register pass, said anew in the caller's language; anything else is a failure. */
function errorOf(plugin: string, { extensions = {}, message }: GraphQLFormattedError): GezelError {
  const { code, values, http: _, ...rest } = extensions;
  if (typeof code !== 'string' || !(code in errorRegister) || code === 'INTERNAL') {
    return unavailable(plugin, new Error(`It answered "${String(code)}": ${message}`));
  }
  // Who is not ours gives no values: a refusal of input at least keeps its sentence.
  const said = isValues(values) ? values : { plugin, reason: message, thing: plugin, id: '' };
  return new GezelError(code as ErrorCode, said, rest);
}

function unavailable(plugin: string, cause: unknown): GezelError {
  const error = new GezelError('PLUGIN_UNAVAILABLE', { plugin }, { plugin });
  error.cause = cause;
  return error;
}

const isValues = (values: unknown): values is Record<string, string> =>
  typeof values === 'object' && values !== null && !Array.isArray(values);
