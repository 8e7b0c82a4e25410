import type { FastifyInstance, FastifyRequest } from 'fastify';
import { execute, GraphQLError, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Context, Platform } from '../../core/platform/context.js';
import { badInput, GezelError } from '../../core/platform/errors.js';
import { systemContext } from '../../core/platform/host/system-viewer.js';
import { Loaders } from '../../core/platform/read/loaders.js';
import type { Tokens } from '../auth/credentials.js';
import type { Viewers } from '../auth/viewers.js';
import { sendFile } from './file-stream.js';
import { type PortContext, portSchema } from './port-schema.js';
import type { Sessions } from './sessions.js';
import { signatureHeaders } from './signature.js';
import { signedScope } from './signed-scope.js';
import { encode, type WiredError, wired } from './wire.js';

export interface PortRoute {
  readonly platform: Platform;
  readonly tokens: Tokens;
  readonly viewers: Viewers;
  readonly sessions: Sessions;
  readonly secrets: ReadonlyMap<string, readonly string[]>;
}

/** An answer of the port: GraphQL's, whose errors carry what the other side makes them anew from. */
export interface PortAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly WiredError[];
}

/** `POST /port/NAME`: the core, for the plugin of that name that runs elsewhere. */
export function addPort(app: FastifyInstance, route: PortRoute): void {
  const pluginOf = ({ url }: FastifyRequest) => decodeURIComponent(url.split('/')[2] ?? '');
  const options = { to: 'core', pluginOf, secrets: route.secrets } as const;
  const { clock } = route.platform;
  signedScope(app, { ...options, clock }, (scope) => {
    scope.post('/port/:plugin/file', async (request, reply) => {
      const plugin = pluginOf(request);
      const port = await contextOf(route, plugin, request);
      try {
        return sendFile(reply, await inTurn(port, () => fileOf(port, request.body)));
      } catch (error) {
        return reply.type('application/json').send(encode({ error: wired(error) }));
      }
    });
    scope.post('/port/:plugin', async (request, reply) => {
      const context = await contextOf(route, pluginOf(request), request);
      reply.type('application/json').header('cache-control', 'no-store');
      return encode(await inTurn(context, () => answer(request.body, context, route.platform)));
    });
  });
}

/** Whose work it is: a piece of ours, a caller's, or the co-operative's own. */
async function contextOf(
  { platform, tokens, viewers, sessions }: PortRoute,
  plugin: string,
  request: FastifyRequest,
): Promise<PortContext> {
  const header = (name: string) => String(request.headers[name] ?? '');
  const named = header(signatureHeaders.session);
  if (named !== '') {
    const found = sessions.find(named, plugin);
    if (found === undefined) throw new GezelError('CONFLICT', gone);
    return { plugin, ctx: found.ctx, caller: null, session: found, begin: null };
  }
  const begin = (ctx: Context) => sessions.begin(ctx, plugin);
  const session = null;
  const { locale, id: requestId } = request;
  const bearer = /^Bearer +([^\s]+) *$/i.exec(header('authorization'))?.[1];
  if (bearer !== undefined) {
    const credentials = await tokens.verify(bearer);
    const caller = credentials === null ? null : await viewers.callerOf(credentials);
    const viewer = caller?.viewer ?? null;
    const ctx = viewer && { platform, viewer, locale, requestId, loaders: new Loaders() };
    return { plugin, ctx, caller, session, begin };
  }
  const cooperative = header(signatureHeaders.cooperative);
  if (!uuid.test(cooperative)) return { plugin, ctx: null, caller: null, session, begin };
  return { plugin, ctx: systemContext(platform, cooperative), caller: null, session, begin };
}

/** In a transaction that is held, one question after the other. */
function inTurn<T>({ session }: PortContext, work: () => Promise<T>): Promise<T> {
  return session?.held === undefined ? work() : session.held.inTurn(work);
}

/** A file of one of the plugin's rows, for whoever it works for. */
async function fileOf({ plugin, ctx, session }: PortContext, body: unknown) {
  if (ctx === null) throw new GezelError('UNAUTHENTICATED');
  const { host } = ctx.platform;
  if (session === null) host.requireEnabled(await host.enabled(ctx.viewer.cooperativeId), plugin);
  const asked = fileShape.safeParse(body);
  if (!asked.success) throw badInput('A file is asked for by its row and its id.');
  const { subject, fileId } = asked.data;
  const files = host.files(ctx, plugin);
  const found = (await files.of(subject)).find(({ id }) => id === fileId);
  const bytes = found && (await files.open(subject, fileId));
  return found && bytes
    ? { mediaType: found.mediaType, filename: found.filename, body: bytes }
    : null;
}

const fileShape = z.object({
  subject: z.object({ type: z.string().max(80), id: z.guid() }),
  fileId: z.guid(),
});

const gone = { thing: 'piece of work', expected: 'running', actual: 'over' };
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

async function answer(
  body: unknown,
  contextValue: PortContext,
  { log }: Platform,
): Promise<PortAnswer> {
  const { query, variables } = (body ?? {}) as { query?: unknown; variables?: unknown };
  if (typeof query !== 'string') throw badInput('The port is asked in GraphQL.', 'query');
  const { data, errors } = await execute({
    schema: portSchema,
    document: documentOf(query),
    contextValue,
    variableValues: variables as Record<string, unknown> | undefined,
  });
  const told = errors?.map((error) => {
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    const one = wired(cause);
    if (one.code === 'INTERNAL') log.error({ err: cause, plugin: contextValue.plugin }, 'port');
    return one;
  });
  return { data, ...(told && { errors: told }) };
}

/** Few programs ask, and always the same. */
const documents = new LRUCache<string, ReturnType<typeof parse>>({ max: 100 });

function documentOf(query: string): ReturnType<typeof parse> {
  const known = documents.get(query);
  if (known !== undefined) return known;
  const document = parse(query);
  const [wrong] = validate(portSchema, document);
  if (wrong !== undefined) throw badInput(wrong.message, 'query');
  documents.set(query, document);
  return document;
}
