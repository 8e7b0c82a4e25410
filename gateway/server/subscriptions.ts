/**
 * Subscriptions, and any other operation, over WebSockets (graphql-transport-ws) at the path of the
 * API. The same tokens, limits, rules and errors as over HTTP:
 *
 * 1. `connection_init` carries `authorization`; a token that is not good closes the socket (4401).
 * 2. Each operation is read, admitted and counted like a request.
 * 3. Each event gets a context of its own, so nothing is read from a loader of the event before.
 * 4. The socket closes when the token expires or is revoked, and 1001 when the server stops.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { makeServer, type Context as SocketContext, type SubscribePayload } from 'graphql-ws';
import type { Platform } from '../../core/platform/context.js';
import { badInput, GezelError } from '../../core/platform/errors.js';
import { newId } from '../../core/platform/ids.js';
import type { Locale } from '../../core/platform/messages.js';
import type { Authentication } from './authenticate.js';
import { type ServerContext, serverContext } from './context.js';
import { type DocumentCache, readDocument } from './documents.js';
import type { Engine, Prepared } from './engine.js';
import { answerTo, codeOf } from './errors.js';
import { endingHub, mapped } from './event-stream.js';
import type { Metrics } from './metrics.js';
import { type SocketCallers, socketCallers } from './socket-callers.js';
import { addSockets, type Link, type Sockets } from './sockets.js';

export interface SubscriptionOptions extends Authentication {
  readonly platform: Platform;
  readonly schema: GraphQLSchema;
  readonly engine: Engine;
  readonly documents: DocumentCache;
  readonly metrics: Metrics;
  readonly path: string;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly locale: (acceptLanguage: string | undefined) => Locale;
}

/** Operations that may run at the same time on one connection. */
export const mostSubscriptions = 50;

export function addSubscriptions(server: HttpServer, options: SubscriptionOptions): Sockets {
  const localeOf = ({ request }: Link) => options.locale(request.headers['accept-language']);
  const callers = socketCallers({ ...options, localeOf });
  const parts: Parts = { ...options, callers, localeOf };
  const protocol = makeServer<Record<string, unknown>, Link>({
    onConnect: ({ extra, connectionParams }) => callers.enter(extra, connectionParams ?? {}),
    onSubscribe: (context, _id, payload) => prepare(parts, context, payload),
    execute: (args) => run(parts, args as PreparedArgs),
    subscribe: (args) => subscribe(parts, args as PreparedArgs),
    onClose: ({ extra }) => callers.leave(extra),
  });
  const { path, addressOf, platform } = options;
  const beat = (link: Link) => void callers.mayStay(link);
  return addSockets(server, { protocol, path, addressOf, log: platform.log, beat });
}

interface Parts extends SubscriptionOptions {
  readonly callers: SocketCallers;
  readonly localeOf: (link: Link) => Locale;
}

interface PreparedArgs extends ExecutionArgs {
  readonly prepared: Prepared;
  readonly context: ServerContext;
  readonly link: Link;
}

async function prepare(
  parts: Parts,
  { extra: link, subscriptions }: SocketContext<Record<string, unknown>, Link>,
  payload: SubscribePayload,
): Promise<PreparedArgs | readonly GraphQLError[]> {
  const startedAt = performance.now();
  const context = contextOf(parts, link);
  try {
    const running = Object.keys(subscriptions).length;
    return await admitted(parts, link, context, payload, running);
  } catch (error) {
    const errors = error instanceof Refused ? error.errors : [error];
    const answers = errors.map((one) => answerTo(addresseeOf(context), one));
    context.report.code = codeOf(answers[0] as GraphQLError);
    return answers;
  } finally {
    finish(parts, context, startedAt);
  }
}

async function admitted(
  parts: Parts,
  link: Link,
  context: ServerContext,
  payload: SubscribePayload,
  running: number,
): Promise<PreparedArgs> {
  const { schema, platform, engine, limits, callers } = parts;
  if (!(await callers.mayStay(link))) throw new GezelError('UNAUTHENTICATED');
  await limits.request(context.viewer, context.address);
  if (running > mostSubscriptions) {
    throw badInput(`A connection may run ${mostSubscriptions} operations at a time.`);
  }
  const document = readDocument(schema, platform.config, parts.documents, payload.query);
  if (!isDocument(document)) throw new Refused(document.map(asInput));
  const prepared = engine.prepare(document, payload.operationName);
  if (prepared instanceof GezelError) throw prepared;
  const variableValues = payload.variables ?? {};
  await engine.admit(prepared, context, variableValues);
  const operationName = prepared.name;
  const standard = { schema, document, operationName, variableValues, contextValue: context };
  return { ...standard, prepared, context, link };
}

/** A query or a mutation over the socket. */
function run({ engine }: Parts, args: PreparedArgs): Promise<ExecutionResult> {
  const { prepared, context, variableValues } = args;
  return engine.execute({ prepared, context, variables: variableValues ?? {} });
}

async function subscribe(parts: Parts, args: PreparedArgs) {
  const { prepared, context, link, variableValues } = args;
  const answered = (errors: readonly unknown[]): ExecutionResult => ({
    errors: errors.map((error) => answerTo(addresseeOf(context), error)),
  });
  const { hub, end } = endingHub(parts.platform.hub);
  const contextValue = { ...context, platform: { ...parts.platform, hub } };
  const source = await createSourceEventStream({ ...args, contextValue }).catch(
    (error: unknown) => ({ errors: [error] }),
  );
  if (!(Symbol.asyncIterator in source)) {
    end();
    return answered(source.errors ?? []);
  }
  return mapped(source, {
    value: async (rootValue) => {
      if (!(await parts.callers.mayStay(link)))
        return answered([new GezelError('UNAUTHENTICATED')]);
      const variables = variableValues ?? {};
      return parts.engine.execute({
        prepared,
        context: contextOf(parts, link),
        variables,
        rootValue,
      });
    },
    failure: (error) => answered([error]),
    end,
  });
}

function contextOf({ platform, localeOf }: Parts, link: Link): ServerContext {
  return serverContext({
    platform,
    viewer: link.caller?.viewer ?? null,
    subject: link.caller?.subject ?? null,
    authorization: link.authorization,
    locale: localeOf(link),
    requestId: newId(),
    address: link.address,
    gone: new AbortController(),
  });
}

const addresseeOf = ({ locale, requestId, platform }: ServerContext) => ({
  ...{ locale, requestId, log: platform.log },
});

/** Several errors at once, of reading a document. */
class Refused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('refused');
  }
}

/** What graphql found wrong with a document is the caller's to mend, in graphql's words. */
function asInput({ message, nodes, source, positions }: GraphQLError): GraphQLError {
  const originalError = badInput(message);
  return new GraphQLError(message, { nodes, source, positions, originalError });
}

const isDocument = (read: DocumentNode | readonly GraphQLError[]): read is DocumentNode =>
  !Array.isArray(read);

function finish({ platform, metrics }: Parts, context: ServerContext, startedAt: number): void {
  const { kind, name, cost, code } = context.report;
  const seconds = (performance.now() - startedAt) / 1_000;
  metrics.request(kind ?? 'none', code ?? 'OK', seconds);
  platform.log.info(
    {
      ...{ requestId: context.requestId, transport: 'websocket', type: kind, operation: name },
      ...{ cost, code: code ?? 'OK', cooperative: context.viewer?.cooperativeId },
      ...{ member: context.viewer?.memberId },
    },
    'operation',
  );
}
