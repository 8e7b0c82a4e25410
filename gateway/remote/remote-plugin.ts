import type { CoreToolContext } from '../../core/assignment/core-tool.js';
import type { Context } from '../../core/platform/context.js';
import { deepFreeze } from '../../core/platform/deep-freeze.js';
import type { DeliveredEvent } from '../../core/platform/events/delivery.js';
import {
  type JudgedChange,
  judgeLimitMs,
  type RemoteFinding,
} from '../../core/platform/host/remote-judge.js';
import type {
  ErasedRows,
  PersonalRows,
  PersonErasure,
  PurgedRows,
  PurgeOrder,
  RemotePlugin,
  SoughtPerson,
} from '../../core/platform/host/remote-plugin.js';
import { judgeNames } from '../../core/platform/schema/judge-field.js';
import type { PlannedThing } from '../../core/sdk/brought-thing.js';
import type {
  AssignmentFacts,
  DemoActivity,
  OwnOffer,
  PluginDefinition,
  ToolContext,
  ToolDefinition,
} from '../../core/sdk/define.js';
import type { FactDefinition } from '../../core/sdk/facts.js';
import type { DownloadDefinition } from '../../core/sdk/files.js';
import type { JsonRecord } from '../../core/sdk/provider.js';
import type { ReferenceDefinition } from '../../core/sdk/reference.js';
import { fetchFile, fileLimitMs } from './file-stream.js';
import type { Link } from './link.js';
import type { Manifest } from './manifest.js';
import type { Sessions } from './sessions.js';
import { decode, encode, unwired, type WorkAnswer } from './wire.js';
import type {
  DownloadWork,
  FactWork,
  PersonWork,
  ProposalWork,
  ProviderWork,
  ReferenceWork,
  SeedWork,
  ToolWork,
} from './work.js';

/** Milliseconds that each kind of work may take elsewhere. */
export const workLimitMs = {
  plan: 2_500,
  tool: 8_000,
  event: 8_000,
  job: 300_000,
  person: 8_000,
} as const;

/** A plugin that runs elsewhere, for the host: its description, and its work over the link. */
export function remotePlugin(manifest: Manifest, link: Link, sessions: Sessions): RemotePlugin {
  const definition = definitionOf(manifest, link, sessions);
  return Object.freeze({
    definition,
    health: link.health,
    breaker: link.breaker,
    judge: (cooperativeId: string, change: JudgedChange) =>
      judgeElsewhere(link, manifest.prefix, cooperativeId, change),
    handle: async (handler: string, { cooperativeId, ...event }: DeliveredEvent) => {
      await ask(link, 'event', workLimitMs.event, { handler, cooperativeId, event });
    },
    seedDemo: async (cooperativeId: string, activities: readonly DemoActivity[]) => {
      const body: SeedWork = { cooperativeId, activities };
      await ask(link, 'seed', workLimitMs.job, body);
    },
    personal: async (cooperativeId: string, who: SoughtPerson) => {
      const work: PersonWork = { cooperativeId, who };
      return (await ask(link, 'person', workLimitMs.person, work)) as readonly PersonalRows[];
    },
    erase: async ({ cooperativeId, who, dryRun }: PersonErasure) => {
      const work: PersonWork = { cooperativeId, who, erase: { dryRun } };
      return (await ask(link, 'person', workLimitMs.person, work)) as readonly ErasedRows[];
    },
    purge: async (order: PurgeOrder) =>
      (await ask(link, 'purge', workLimitMs.job, order)) as readonly PurgedRows[],
    run: async (job: string, cooperativeId: string) => {
      await ask(link, 'job', workLimitMs.job, { job, cooperativeId });
    },
  });
}

/** The definition without code: what is computed from it is the same as if it ran here. */
function definitionOf(manifest: Manifest, link: Link, sessions: Sessions): PluginDefinition {
  const { sdl: _, rules: __, ...described } = manifest;
  const elsewhere = () => {
    throw new Error(`The plugin "${manifest.name}" runs elsewhere.`);
  };
  return deepFreeze({
    ...described,
    permissions: described.permissions as PluginDefinition['permissions'],
    tools: manifest.tools.map((tool) => remoteTool(manifest.name, tool, link, sessions)),
    events: manifest.events.map((event) => ({ ...event, handle: elsewhere })),
    jobs: manifest.jobs.map((job) => ({ ...job, run: elsewhere })),
    providers: manifest.providers.map((provider) => ({
      ...{ ...provider, simulate: elsewhere },
      settled: async ({ cooperativeId }, ticket) => {
        const body: ProviderWork = { provider: provider.name, cooperativeId, ticket };
        await ask(link, 'provider', workLimitMs.event, body);
      },
    })),
    validations: manifest.validations.map(({ ownDay, ...rule }) => ({
      ...{ ...rule, check: elsewhere },
      ...(ownDay && { at: elsewhere }),
    })),
    downloads: manifest.downloads.map((one) => remoteDownload(manifest.name, one, link, sessions)),
    facts: manifest.facts.map((one) => remoteFact(manifest.name, one, link, sessions)),
    proposals: manifest.proposals.map(({ tool }, place) => ({
      tool,
      propose: (context, facts, own) =>
        proposeElsewhere(manifest.name, link, sessions, { place, context, facts, own }),
    })),
    references: manifest.references.map((one) =>
      remoteReference(manifest.name, one, link, sessions),
    ),
    ...{ entities: [], fields: [], resolvers: [], directives: [], extends: [], privacy: [] },
    ...{ seeds: {}, config: {}, migrations: new URL('file:///dev/null/') },
  });
}

function remoteTool(
  plugin: string,
  { proposes, proposesFor, replaces, ...tool }: Manifest['tools'][number],
  link: Link,
  sessions: Sessions,
): ToolDefinition {
  const work = (
    step: ToolWork['step'],
    context: unknown,
    rest: Pick<ToolWork, 'input'> & Partial<ToolWork>,
  ): Promise<never> => {
    const { request, stepId, assignment, done } = context as CoreToolContext;
    const planning = ['plan', 'propose', 'proposeFor', 'instead'].includes(step);
    const limitMs = planning ? workLimitMs.plan : workLimitMs.tool;
    return sessions.during(request, plugin, async (session) => {
      const body: ToolWork = {
        ...{ tool: tool.name, step, stepId, assignment, done, ...whoOf(request), ...rest },
      };
      return (await ask(link, 'tool', limitMs, body, session)) as never;
    });
  };
  return {
    ...tool,
    ...(proposes === true && {
      propose: (ctx: ToolContext, facts: AssignmentFacts) =>
        work('propose', ctx, { input: {}, facts }),
    }),
    ...(proposesFor === true && {
      proposeFor: (ctx: ToolContext, things: readonly PlannedThing[]) =>
        work('proposeFor', ctx, { input: {}, things }),
    }),
    ...(replaces === true && {
      instead: (ctx: ToolContext, input: ToolWork['input']) => work('instead', ctx, { input }),
    }),
    plan: (ctx, input) => work('plan', ctx, { input }),
    start: (ctx, input, plan) => work('start', ctx, { input, plan }),
    cancel: (ctx, input, reference) => work('cancel', ctx, { input, reference }),
    settle: (ctx, input, reference) => work('settle', ctx, { input, reference }),
  };
}

interface ProposalAsked {
  readonly place: number;
  readonly context: ToolContext;
  readonly facts: AssignmentFacts;
  readonly own: OwnOffer;
}

function proposeElsewhere(
  plugin: string,
  link: Link,
  sessions: Sessions,
  { place, context, facts, own }: ProposalAsked,
): Promise<never> {
  const { request, assignment } = context as unknown as CoreToolContext;
  const work: ProposalWork = { place, assignment, facts, ...whoOf(request) };
  return sessions.during(
    ...([request, plugin] as const),
    async (session) => (await ask(link, 'proposal', workLimitMs.plan, work, session)) as never,
    own,
  );
}

/** Opened there as whoever fetches it; what it asks of the core meanwhile, it asks as them. */
function remoteDownload(
  plugin: string,
  { name }: Manifest['downloads'][number],
  link: Link,
  sessions: Sessions,
): DownloadDefinition {
  return {
    name,
    open: async (context, params) => {
      const request = context as unknown as Context;
      const { session, close } = sessions.open(request, plugin);
      const work: DownloadWork = { download: name, params, ...whoOf(request) };
      const sent = { path: '/work/download', body: encode(work), timeoutMs: fileLimitMs, session };
      const file = await fetchFile(link, sent).catch((error: unknown) => {
        close();
        throw error;
      });
      if (file === null) close();
      return file && { ...file, body: until(close, file.body as AsyncIterable<Uint8Array>) };
    },
  };
}

async function* until(close: () => void, body: AsyncIterable<Uint8Array>) {
  try {
    yield* body;
  } finally {
    close();
  }
}

const remoteReference = (
  plugin: string,
  { type, permission }: Manifest['references'][number],
  link: Link,
  sessions: Sessions,
): ReferenceDefinition => ({
  ...{ type: { [type]: class {} }[type] as ReferenceDefinition['type'], keys: ['id'], permission },
  find: async (context, representations) => {
    const request = context as unknown as Context;
    const ids = representations.map(({ id }) => String(id));
    const work: ReferenceWork = { type, ids, ...whoOf(request) };
    const there = await sessions.during(
      request,
      plugin,
      async (session) =>
        (await ask(link, 'reference', workLimitMs.plan, work, session)) as readonly boolean[],
    );
    return representations.map((one, place) => (there[place] === true ? one : null));
  },
});

const remoteFact = (
  plugin: string,
  { name, description }: Manifest['facts'][number],
  link: Link,
  sessions: Sessions,
): FactDefinition => ({
  ...{ name, description },
  rows: async (context, id) => {
    const request = context as unknown as Context;
    const load = async (ids: readonly string[]) => {
      const work: FactWork = { fact: name, ids, ...whoOf(request) };
      const told = await sessions.during(request, plugin, (session) =>
        ask(link, 'fact', workLimitMs.plan, work, session),
      );
      return told as readonly (readonly JsonRecord[])[];
    };
    // Inside a transaction it is what holds now that counts, not what the request read before.
    if (request.tx !== undefined) return (await load([id]))[0] as readonly JsonRecord[];
    return request.loaders.batch(link, `fact:${name}`, load).load(id);
  },
});

const whoOf = ({ viewer, locale }: Context): Pick<FactWork, 'viewer' | 'locale'> => ({
  locale,
  viewer: { ...viewer, grants: [...viewer.grants] },
});

/** Asks the field of its subgraph that only its gateway may ask, for the co-operative. */
async function judgeElsewhere(
  link: Link,
  prefix: string,
  cooperative: string,
  { before, after, ...step }: JudgedChange,
): Promise<readonly RemoteFinding[]> {
  const { field, input } = judgeNames(prefix);
  const query = `query ($step: ${input}!) {
    found: ${field}(step: $step) { rule code path values severity } }`;
  const variables = { step: { ...step, before: encode(before), after: encode(after) } };
  const body = JSON.stringify({ query, variables });
  const sent = { path: '/graphql', body, cooperative, timeoutMs: judgeLimitMs };
  const { data, errors } = JSON.parse(await link.post(sent)) as Judged;
  if (data?.found == null) throw new Error(`It gave no verdict: ${JSON.stringify(errors)}`);
  return data.found.map(({ values, ...one }) => ({
    ...one,
    values: decode(values) as Record<string, unknown>,
  }));
}

interface Judged {
  readonly data?: { readonly found?: readonly WrittenFinding[] | null } | null;
  readonly errors?: unknown;
}

type WrittenFinding = Omit<RemoteFinding, 'values'> & { readonly values: string };

type WorkKind =
  | ('tool' | 'event' | 'provider' | 'job' | 'fact' | 'reference')
  | ('person' | 'purge' | 'proposal' | 'seed');

async function ask(
  link: Link,
  kind: WorkKind,
  timeoutMs: number,
  body: object,
  session?: string,
): Promise<unknown> {
  const path = `/work/${kind}`;
  const text = await link.post({ path, body: encode(body), timeoutMs, session });
  const answer = decode(text) as WorkAnswer;
  if ('error' in answer) throw unwired(answer.error);
  return answer.answer;
}
