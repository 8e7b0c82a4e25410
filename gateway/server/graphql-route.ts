import type { IncomingMessage } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '../../core/platform/context.js';
import type { Viewer } from '../../core/platform/viewer.js';
import { type Authentication, authenticate } from './authenticate.js';
import { type ServerContext, serverContext } from './context.js';
import type { Metrics } from './metrics.js';

export interface GraphqlRoute extends Authentication {
  readonly platform: Platform;
  readonly path: string;
  readonly metrics: Metrics;
  readonly addressOf: (request: IncomingMessage) => string;
  /**
   * The gateway's signature covers the body, so who asks is looked at after it has been read. It has
   * counted the request already, and may ask for a co-operative instead of a caller.
   */
  readonly signed?: SignedRoute;
}

interface SignedRoute {
  viewerOf(request: FastifyRequest): Viewer | null;
  /** Answers as the other does, with a trace of each field: for whoever asks for one by a header. */
  readonly traced: StartApollo;
}

type StartApollo = () => Promise<ApolloServer<ServerContext>>;

/** GraphQL over HTTP: who asks and how often is known before the body is read. */
export function addGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<ServerContext> | StartApollo,
  route: GraphqlRoute,
): void {
  const { platform, path, limits, addressOf } = route;
  const enter = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store');
    const address = addressOf(request.raw);
    request.caller = await authenticate(route, request.headers.authorization, address);
    if (!route.signed) await limits.request(request.caller?.viewer ?? null, address);
  };
  const leave = async (request: FastifyRequest, reply: FastifyReply) =>
    finishRequest(route, request, reply);
  const context = async (request: FastifyRequest, reply: FastifyReply) =>
    serverContext(
      {
        viewer: request.caller?.viewer ?? route.signed?.viewerOf(request) ?? null,
        ...{ platform, locale: request.locale },
        subject: request.caller?.subject ?? null,
        authorization: request.headers.authorization ?? null,
        ...(route.signed && { fromGateway: true as const }),
        ...{ requestId: request.id, address: addressOf(request.raw), gone: goneWith(reply) },
      },
      request.report,
    );
  const handlerOf = (one: ApolloServer<ServerContext> | StartApollo): Handler =>
    typeof one === 'function'
      ? started(one, (server) => fastifyApolloHandler(server, { context }))
      : fastifyApolloHandler(one, { context });
  app.route({
    method: route.signed ? ['POST'] : ['GET', 'POST'],
    url: path,
    [route.signed ? 'preHandler' : 'onRequest']: enter,
    onResponse: leave,
    handler: route.signed
      ? unlessTraced(handlerOf(apollo), handlerOf(route.signed.traced))
      : handlerOf(apollo),
  });
  app.route({
    method: ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'],
    url: path,
    handler: (_request, reply) => {
      reply.code(405).header('allow', 'GET, POST').send();
    },
  });
}

type Handler = (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) => unknown;

/** By the header with which routers ask a subgraph for a federated trace. */
const unlessTraced = (plain: Handler, traced: Handler): Handler =>
  function (request, reply) {
    const asked = request.headers['apollo-federation-include-trace'] === 'ftv1';
    return (asked ? traced : plain).call(this, request, reply);
  };

/** Starts what it needs with the first request. */
function started(
  start: StartApollo,
  handlerOf: (apollo: ApolloServer<ServerContext>) => Handler,
): Handler {
  let handler: Promise<Handler> | undefined;
  return async function (request, reply) {
    handler ??= start().then(handlerOf);
    return (await handler).call(this, request, reply);
  };
}

/** Aborted when the connection closes before the answer is out. */
function goneWith(reply: FastifyReply): AbortController {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone;
}

/** One line for each request, and the counters. */
export function finishRequest(
  { platform, metrics }: Pick<GraphqlRoute, 'platform' | 'metrics'>,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { kind, name, hash, cost, code: found } = request.report;
  const code = found ?? (reply.statusCode < 400 ? 'OK' : 'BAD_USER_INPUT');
  metrics.request(kind ?? 'none', code, reply.elapsedTime / 1_000);
  const viewer = request.caller?.viewer;
  platform.log.info(
    {
      ...{ requestId: request.id, method: request.method, status: reply.statusCode },
      ...{ ms: Math.round(reply.elapsedTime * 10) / 10, type: kind, operation: name, hash, cost },
      ...{ code, cooperative: viewer?.cooperativeId, member: viewer?.memberId },
      ...(viewer?.token && { apiToken: viewer.token.id }),
    },
    'request',
  );
}
