import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../core/platform/clock.js';
import { badInput, GezelError } from '../../core/platform/errors.js';
import { type Signatures, type SignedMessage, signatureHeaders, signatures } from './signature.js';

export interface SignedScope {
  /** Which side this is. */
  readonly to: SignedMessage['to'];
  /** The secrets by plugin; a plugin that has none here is nobody. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  readonly clock: Clock;
  /** The plugin that a request is about. */
  readonly pluginOf: (request: FastifyRequest) => string;
}

/** Says that the signature was refused, not the caller's token: the other side's secret is wrong. */
export const refusedHeader = 'x-gezel-refused';

/**
 * Routes that answer signed requests only. A body stays the text that was signed until its signature
 * has been verified: nobody else's is ever parsed, and no token in it looked at.
 */
export function signedScope(
  app: FastifyInstance,
  options: SignedScope,
  addRoutes: (scope: FastifyInstance) => void,
): void {
  const { clock } = options;
  const verifiers = new Map<string, Signatures>(
    [...options.secrets].map(([plugin, secrets]) => [plugin, signatures(secrets, clock)]),
  );
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    scope.addHook('preValidation', async (request: FastifyRequest, reply: FastifyReply) => {
      const body = typeof request.body === 'string' ? request.body : '';
      const message = messageOf(options, request, body);
      if (verifiers.get(message.plugin)?.verify(message, request.headers) !== true) {
        reply.header(refusedHeader, 'signature');
        throw new GezelError('UNAUTHENTICATED');
      }
      request.body = parsed(body);
    });
    addRoutes(scope);
  });
}

function messageOf(
  { to, pluginOf }: SignedScope,
  request: FastifyRequest,
  body: string,
): SignedMessage {
  const header = (name: string) => String(request.headers[name] ?? '');
  return {
    ...{ to, plugin: pluginOf(request), path: request.url, body },
    authorization: header('authorization'),
    cooperative: header(signatureHeaders.cooperative),
    session: header(signatureHeaders.session),
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw badInput('The body is not JSON.');
  }
}
