/** Work that the gateway hands over: steps of tools, events, jobs. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context, Platform } from '../../core/platform/context.js';
import { badInput } from '../../core/platform/errors.js';
import type { OpenedFile } from '../../core/platform/files/downloads.js';
import type { PurgeOrder } from '../../core/platform/host/remote-plugin.js';
import { systemContext } from '../../core/platform/host/system-viewer.js';
import { newId } from '../../core/platform/ids.js';
import { Loaders } from '../../core/platform/read/loaders.js';
import type { PluginSubgraph } from '../../core/platform/schema/build-plugin.js';
import type { EmittedEvent } from '../../core/sdk/attempt.js';
import type { PluginDefinition, StepContext, ToolContext } from '../../core/sdk/define.js';
import type { PluginContext } from '../../core/sdk/plugin-context.js';
import type { ReferenceDefinition } from '../../core/sdk/reference.js';
import { sendFile } from '../remote/file-stream.js';
import { signatureHeaders } from '../remote/signature.js';
import { decode, encode, type WorkAnswer, wired } from '../remote/wire.js';
import type {
  DownloadWork,
  EventWork,
  FactWork,
  JobWork,
  PersonWork,
  ProposalWork,
  ProviderWork,
  ReferenceWork,
  SeedWork,
  ToolWork,
} from '../remote/work.js';
import type { Standing } from './core-link.js';
import type { AskingCore } from './distant-core.js';
import { once } from './inbox.js';
import { personWork, purgeWork } from './person-work.js';

export interface WorkRoutes {
  readonly platform: Platform;
  readonly definition: PluginDefinition;
  readonly core: AskingCore;
  readonly standing: Standing;
}

export function addWork(
  scope: FastifyInstance,
  routes: WorkRoutes,
  references: PluginSubgraph['references'],
): void {
  const add = (kind: string, work: (body: never, request: FastifyRequest) => Promise<unknown>) =>
    scope.post(`/work/${kind}`, async (request, reply) => {
      const body = decode(JSON.stringify(request.body));
      reply.type('application/json');
      return encode(await answered(routes, kind, () => work(body as never, request)));
    });
  add('tool', (body: ToolWork, request) => {
    const session = String(request.headers[signatureHeaders.session] ?? '');
    return runTool(routes, body, session);
  });
  add('proposal', (body: ProposalWork, request) => propose(routes, body, request));
  add('event', (body: EventWork) => handleEvent(routes, body));
  add('provider', (body: ProviderWork) => settleProvider(routes, body));
  add('fact', async (body: FactWork, request) => {
    const found = routes.definition.facts.find(({ name }) => name === body.fact);
    if (found === undefined) throw badInput(`There is no fact "${body.fact}" here.`, 'fact');
    const own = await contextFor(routes, body, request);
    return Promise.all(body.ids.map((id) => found.rows(own, id)));
  });
  add('reference', (body: ReferenceWork, request) => {
    const found = references.get(body.type);
    return areThere(routes, found, body, request);
  });
  scope.post('/work/download', async (request, reply) => {
    const body = decode(JSON.stringify(request.body)) as DownloadWork;
    const opened = await answered(routes, 'download', () => opening(routes, body, request));
    if ('answer' in opened) return sendFile(reply, opened.answer as OpenedFile | null);
    return reply.type('application/json').send(encode(opened));
  });
  add('person', (body: PersonWork) => personWork(routes.platform, body));
  add('purge', (body: PurgeOrder) => purgeWork(routes.platform, body));
  add('job', (body: JobWork) => runJob(routes, body));
  add('seed', (body: SeedWork) => seedDemo(routes, body));
}

async function answered(
  { platform }: WorkRoutes,
  kind: string,
  work: () => Promise<unknown>,
): Promise<WorkAnswer> {
  try {
    return { answer: (await work()) ?? null };
  } catch (err) {
    const error = wired(err);
    if (error.code === 'INTERNAL') platform.log.error({ err, kind }, 'work failed');
    return { error };
  }
}

/** For whoever the gateway says that it is, in the piece of its work that goes on there. */
async function contextFor(
  routes: WorkRoutes,
  work: Pick<FactWork, 'viewer' | 'locale'>,
  request: FastifyRequest,
): Promise<PluginContext> {
  const ctx = await coreContextFor(routes, work, request);
  return routes.platform.host.context(ctx, routes.definition.name);
}

async function coreContextFor(
  { platform, standing }: WorkRoutes,
  work: Pick<FactWork, 'viewer' | 'locale'>,
  request: FastifyRequest,
): Promise<Context> {
  const viewer = { ...work.viewer, grants: new Map(work.viewer.grants) };
  const { locale } = work;
  const ctx: Context = { platform, viewer, locale, requestId: request.id, loaders: new Loaders() };
  standing.enter(ctx, String(request.headers[signatureHeaders.session] ?? ''));
  await platform.host.enabled(viewer.cooperativeId);
  return ctx;
}

async function areThere(
  routes: WorkRoutes,
  found: ReferenceDefinition | undefined,
  work: ReferenceWork,
  request: FastifyRequest,
): Promise<readonly boolean[]> {
  const own = await contextFor(routes, work, request);
  if (found?.find === undefined) throw badInput(`There is no type "${work.type}" here.`, 'type');
  own.require(found.permission);
  const representations = work.ids.map((id) => ({ id }));
  const things = await found.find(own, representations);
  return things.map((thing) => thing !== null);
}

async function opening(
  routes: WorkRoutes,
  work: DownloadWork,
  request: FastifyRequest,
): Promise<OpenedFile | null> {
  const found = routes.definition.downloads.find(({ name }) => name === work.download);
  if (found === undefined) throw badInput(`There is no "${work.download}" here.`, 'download');
  return found.open(await contextFor(routes, work, request), work.params);
}

async function runTool(
  { platform, definition, core, standing }: WorkRoutes,
  work: ToolWork,
  session: string,
): Promise<unknown> {
  const tool = definition.tools.find(({ name }) => name === work.tool);
  if (tool === undefined) throw badInput(`There is no tool "${work.tool}" here.`, 'tool');
  const viewer = { ...work.viewer, grants: new Map(work.viewer.grants) };
  const ctx: Context = {
    ...{ platform, viewer, locale: work.locale },
    ...{ requestId: `step:${work.stepId ?? newId()}`, loaders: new Loaders() },
  };
  standing.enter(ctx, session);
  // Meets the co-operative, if this is the first work in it.
  await platform.host.enabled(viewer.cooperativeId);
  const { stepId, assignment, done, input, plan, reference = null } = work;
  const told = (on: Context) => ({ emit: (event: EmittedEvent) => core.emit(on, event) });
  const contextIn = (on: Context): ToolContext => {
    const own = platform.host.context(on, definition.name);
    return Object.freeze({ ...own, stepId, assignment, done, ...(stepId !== null && told(on)) });
  };
  if (work.step === 'plan') return tool.plan(contextIn(ctx), input);
  if (work.step === 'instead') return (await tool.instead?.(contextIn(ctx), input)) ?? [];
  if (work.step === 'proposeFor') {
    return (await tool.proposeFor?.(contextIn(ctx), work.things ?? [])) ?? [];
  }
  if (work.step === 'propose') {
    if (work.facts === undefined) throw badInput('A proposal is for facts.', 'facts');
    return tool.propose?.(contextIn(ctx), work.facts) ?? null;
  }
  if (stepId === null) throw badInput('A step has an id.', 'stepId');
  const { step } = work;
  const note = { key: stepKey(stepId, step), ...(step === 'start' && { about: work }) };
  return once(ctx, core, note, (inside) => {
    const own = contextIn(inside) as StepContext;
    if (step === 'start') return tool.start(own, input, plan);
    return step === 'cancel'
      ? tool.cancel(own, input, reference)
      : Promise.resolve(tool.settle?.(own, input, reference));
  });
}

/** A bridge is asked; what the tool offers by itself is asked of the gateway, in the same work. */
async function propose(
  routes: WorkRoutes,
  work: ProposalWork,
  request: FastifyRequest,
): Promise<unknown> {
  const found = routes.definition.proposals[work.place];
  if (found === undefined) throw badInput('There is no such proposal here.', 'place');
  const ctx = await coreContextFor(routes, work, request);
  const own = routes.platform.host.context(ctx, routes.definition.name);
  const { assignment } = work;
  const context: ToolContext = Object.freeze({ ...own, stepId: null, assignment, done: {} });
  return found.propose(context, work.facts, (facts) => routes.core.ownOffer(ctx, facts));
}

/** Under what a step of a tool is noted. */
export const stepKey = (stepId: string, step: string): string => `step:${stepId}:${step}`;

async function handleEvent(
  { platform, definition, core }: WorkRoutes,
  { handler, cooperativeId, event }: EventWork,
): Promise<void> {
  const found = definition.events.find(({ name }) => name === handler);
  if (found === undefined) throw badInput(`There is no handler "${handler}" here.`, 'handler');
  await platform.host.enabled(cooperativeId);
  const ctx = systemContext(platform, cooperativeId);
  await once(ctx, core, { key: `event:${event.id}:${handler}` }, (inside) =>
    found.handle(platform.host.context(inside, definition.name), {
      ...event,
      occurredAt: new Date(event.occurredAt),
    }),
  );
}

async function settleProvider(
  { platform, definition, core }: WorkRoutes,
  { provider, cooperativeId, ticket }: ProviderWork,
): Promise<void> {
  const found = definition.providers.find(({ name }) => name === provider);
  if (found === undefined) throw badInput(`There is no provider "${provider}" here.`, 'provider');
  await platform.host.enabled(cooperativeId);
  const ctx = systemContext(platform, cooperativeId);
  await once(ctx, core, { key: `provider:${ticket.id}:${ticket.state}` }, (inside) =>
    found.settled(platform.host.context(inside, definition.name), ticket),
  );
}

/** Meets the co-operative, which brings the reference rows, and then those of the demonstration. */
async function seedDemo(
  { platform, definition }: WorkRoutes,
  { cooperativeId, activities }: SeedWork,
): Promise<void> {
  if (platform.config.environment === 'production') {
    throw badInput('In production nothing is made up.', 'seed');
  }
  await platform.host.enabled(cooperativeId);
  const ctx = platform.host.context(systemContext(platform, cooperativeId), definition.name);
  await definition.seeds.demo?.(ctx, [...activities]);
}

async function runJob(
  { platform, definition }: WorkRoutes,
  { job, cooperativeId }: JobWork,
): Promise<void> {
  const found = definition.jobs.find(({ name }) => name === job);
  if (found === undefined) throw badInput(`There is no job "${job}" here.`, 'job');
  await platform.host.enabled(cooperativeId);
  const ctx = systemContext(platform, cooperativeId);
  await found.run(platform.host.context(ctx, definition.name));
}
