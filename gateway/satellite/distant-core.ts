/**
 * The core over the gateway's port: the same interface as in process.
 *
 * 1. Reads are batched: what is asked for in one tick of a request goes in one question.
 * 2. In a piece of the gateway's work, everything happens in the gateway's own transaction.
 * 3. In a transaction of the plugin's own, the core has one beside it: it begins with the first lock or
 *    move, everything is asked in it from then on, and it commits just before the plugin's, or with a
 *    rollback leaves no trace. Only when the plugin's own commit fails after that are moves undone one
 *    by one; what cannot be is logged.
 */
import type { Logger } from 'pino';
import type { Context } from '../../core/platform/context.js';
import { Download } from '../../core/platform/files/downloads.js';
import { portOver } from '../../core/platform/host/core-port.js';
import type { DistantCore } from '../../core/platform/host/distant-core.js';
import { newId } from '../../core/platform/ids.js';
import type { Loaders } from '../../core/platform/read/loaders.js';
import type { EmittedEvent } from '../../core/sdk/attempt.js';
import type { CoreFacts, CorePort, DocumentFacsimile } from '../../core/sdk/core-port.js';
import type { AssignmentFacts } from '../../core/sdk/define.js';
import type { FactPort } from '../../core/sdk/facts.js';
import type { FilePort } from '../../core/sdk/files.js';
import type { JsonRecord, ProviderPort } from '../../core/sdk/provider.js';
import type { CoreMove } from '../remote/core-moves.js';
import { amountsOf, decode, encode, RefusedElsewhere } from '../remote/wire.js';
import { type Door, doorsOf, membershipsOf } from './core-doors.js';
import type { CoreLink, Standing, Who } from './core-link.js';
import { type Asked, keyOf, lasting, toUndo, undone } from './undone-moves.js';

export interface DistantCoreOptions {
  readonly link: CoreLink;
  readonly standing: Standing;
  readonly log: Logger;
  /** Told of each co-operative before the plugin works in it. */
  readonly meet: (cooperative: Cooperative) => Promise<void>;
  readonly plugin: string;
}

export interface Cooperative {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  readonly locale: string;
  readonly enabled: boolean;
}

export interface AskingCore extends DistantCore {
  /** Tells others what a step has done, in the gateway's transaction of that step. */
  emit(ctx: Context, event: EmittedEvent): Promise<void>;
  /** What the tool that a proposal stands in for offers by itself. */
  ownOffer(
    ctx: Context,
    facts: AssignmentFacts,
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** What was asked so far; for the record of the work. */
  asked(ctx: Context): readonly Asked[];
  /** Asks again what was asked when the work was first done: each has its key. */
  repeat(ctx: Context, asked: readonly Asked[]): Promise<void>;
}

export function distantCore(options: DistantCoreOptions): AskingCore {
  const works = new WeakMap<Loaders, Work>();
  const workOf = (ctx: Context): Work => {
    let work = works.get(ctx.loaders);
    if (work === undefined) {
      work = { beside: null, ended: false, asked: [] };
      works.set(ctx.loaders, work);
    }
    return work;
  };
  const core: Core = { ...options, workOf };
  return Object.freeze({
    port: (ctx: Context) => portOf(core, ctx),
    providers: (ctx: Context) => providersOf(doorTo(core, ctx)),
    files: (ctx: Context) => filesOf(core, ctx, doorTo(core, ctx)),
    facts: (ctx: Context) => publishedOver(core, ctx),
    enabled: (cooperativeId: string) => enabledThere(core, cooperativeId),
    sees: (ctx: Context, typeName: string, id: string) => sees(core, ctx, typeName, id),
    inForce: (ctx: Context, contractIds: readonly string[]) => inForce(core, ctx, contractIds),
    confirm: (ctx: Context) => commitBeside(core, ctx),
    kept: (ctx: Context) => {
      // A piece of the gateway's work is recorded with what was asked, so it is kept until then.
      if (options.standing.sessionOf(ctx) === undefined) works.delete(ctx.loaders);
    },
    undo: async (ctx: Context) => {
      const work = workOf(ctx);
      works.delete(ctx.loaders);
      if (work.beside !== null) await takeBack(core, ctx, work, work.beside);
    },
    ownOffer: (ctx: Context, facts: AssignmentFacts) => ownOffer(core, ctx, facts),
    emit: async (ctx: Context, event: EmittedEvent) => {
      await doorTo(core, ctx)('emit', { ...event, id: newId() });
    },
    asked: (ctx: Context) => workOf(ctx).asked,
    repeat: async (ctx: Context, asked: readonly Asked[]) => {
      for (const { move, order } of asked) await have(core, ctx, move, order);
    },
  });
}

/** What one piece of work has had of the core. */
interface Work {
  /** The transaction of the core beside the plugin's, once there is one. */
  beside: Promise<Who> | null;
  /** Its commit was asked for, whatever came of it. */
  ended: boolean;
  readonly asked: Asked[];
}

interface Core extends DistantCoreOptions {
  readonly workOf: (ctx: Context) => Work;
}

/** For whom the core is asked now: in the transaction beside this one, where it has begun. */
async function whoNow({ standing, workOf }: Core, ctx: Context): Promise<Who> {
  const { beside } = workOf(ctx);
  return beside !== null && ctx.tx !== undefined ? beside : standing.whoOf(ctx);
}

/** The same, for what holds or changes something: inside a transaction there is one beside it. */
async function whoChanges(core: Core, ctx: Context): Promise<Who> {
  const work = core.workOf(ctx);
  if (ctx.tx !== undefined && core.standing.sessionOf(ctx) === undefined) {
    work.beside ??= core.link
      .ask<{ session: string }>(core.standing.whoOf(ctx), 'mutation { session: begin }')
      .then(({ session }) => ({ session }));
  }
  return whoNow(core, ctx);
}

async function commitBeside(core: Core, ctx: Context): Promise<void> {
  const work = core.workOf(ctx);
  if (work.beside === null) return;
  const who = await work.beside;
  work.ended = true;
  await core.link.ask(who, 'mutation { end(commit: true) }');
}

/** What the core has not committed leaves no trace; what it may have is undone, move by move. */
async function takeBack(core: Core, ctx: Context, work: Work, beside: Promise<Who>): Promise<void> {
  if (work.ended) return giveBack(core, ctx, work.asked);
  await beside
    .then((who) => core.link.ask(who, 'mutation { end(commit: false) }'))
    // It is taken back by itself, when nobody has ended it in time.
    .catch((err: unknown) => core.log.warn({ err }, 'a transaction of the core was left alone'));
}

function portOf(core: Core, ctx: Context): CorePort {
  return portOver(ctx, {
    read: (type, id) => read(core, ctx, type, id),
    lock: async (type, id) => {
      if (ctx.tx === undefined) throw new Error('The core is held until the end of a transaction.');
      return hold(core, ctx, type, id);
    },
    // Questions, so nothing to remember or to undo.
    list: async (type, activityId, page = {}) =>
      (await have(core, ctx, 'list', [type, activityId, page])) as never,
    turnover: async (activityId, period) =>
      (await have(core, ctx, 'turnover', [activityId, period])) as never,
    expenses: async (activityId, page = {}) =>
      (await have(core, ctx, 'expenses', [activityId, page])) as never,
    budgets: Object.freeze({
      judge: async (charge) => (await have(core, ctx, 'budgets.judge', charge)) as never,
    } satisfies CorePort['budgets']),
    expenseLines: async (refs) => (await have(core, ctx, 'expenseLines', refs)) as never,
    invoiceDocument: async (id, locale) =>
      (await have(core, ctx, 'invoiceDocument', { id, locale })) as DocumentFacsimile | null,
    memberships: membershipsOf(
      // Questions, so nothing to remember or to undo.
      async (move, order) => (await have(core, ctx, move, order)) as never,
      doorTo(core, ctx),
    ),
    ...doorsOf(doorTo(core, ctx)),
  });
}

/** Has the core do something, and remembers what it was. */
const doorTo =
  (core: Core, ctx: Context): Door =>
  async (move, order) => {
    const answer = await have(core, ctx, move, order, await whoChanges(core, ctx));
    core.workOf(ctx).asked.push({ move, order });
    return answer as never;
  };

const place = 'street postalCode city country';

/** How the port names each type, and what it is asked of it. */
const questions: Readonly<Record<keyof CoreFacts, readonly [field: string, selection: string]>> = {
  Activity: ['activities', 'id name managerId sector status currency hostEntityId'],
  Member: ['members', 'id displayName status'],
  Client: ['clients', `id activityId name kind enterpriseNumber locale email ${place}`],
  HostEntity: ['hostEntities', `id name enterpriseNumber iban ${place}`],
  Quote: ['quotes', 'id activityId status'],
  Assignment: ['assignments', 'id activityId status'],
  Invoice: [
    'invoices',
    `id activityId status paymentStatus currency netMinor totalMinor dueMinor kind clientId
     hostEntityId number issuedOn dueOn structuredCommunication quoteId
     orderPaid`,
  ],
  Engagement: [
    'engagements',
    'id activityId status workerId from lastDay fixedMinor advanceMinor currency schedule',
  ],
  Contract: [
    'contracts',
    `id activityId status workerId jointCommittee atRisk engagementId budgetMinor currency
     days { day minutes hours }`,
  ],
};

function read<Type extends keyof CoreFacts>(
  core: Core,
  ctx: Context,
  type: Type,
  id: string,
): Promise<CoreFacts[Type] | null> {
  const load = async (ids: readonly string[]) => {
    const [field, selection] = questions[type];
    const query = `query ($ids: [ID!]!) { things: ${field}(ids: $ids) { ${selection} } }`;
    const { things } = await core.link.ask<{ things: (CoreFacts[Type] | null)[] }>(
      await whoNow(core, ctx),
      query,
      { ids },
    );
    return things.map((one) => factsOf(type, one));
  };
  // Inside a transaction it is what holds now that counts, not what the request read before.
  if (ctx.tx !== undefined) return load([id]).then(([one]) => one ?? null);
  return ctx.loaders.batch<CoreFacts[Type] | null>(core.link, `read:${type}`, load).load(id);
}

async function hold<Type extends 'Activity' | 'Contract'>(
  core: Core,
  ctx: Context,
  type: Type,
  id: string,
): Promise<CoreFacts[Type] | null> {
  const query = `mutation ($id: ID!) { thing: lock${type}(id: $id) { ${questions[type][1]} } }`;
  const who = await whoChanges(core, ctx);
  const { thing } = await core.link.ask<{ thing: CoreFacts[Type] | null }>(who, query, { id });
  return factsOf(type, thing);
}

function sees(core: Core, ctx: Context, typeName: string, id: string): Promise<boolean> {
  const load = async (ids: readonly string[]) => {
    const answer = await core.link.ask<{ sees: boolean[] }>(
      await whoNow(core, ctx),
      'query ($type: String!, $ids: [ID!]!) { sees(type: $type, ids: $ids) }',
      { type: typeName, ids },
    );
    return answer.sees;
  };
  return ctx.loaders.batch<boolean>(core.link, `sees:${typeName}`, load).load(id);
}

async function have(
  core: Core,
  ctx: Context,
  move: CoreMove,
  order: unknown,
  who?: Who,
): Promise<unknown> {
  const answer = await core.link.ask<{ move: string }>(
    who ?? (await whoNow(core, ctx)),
    'mutation ($move: String!, $order: String!) { move(move: $move, order: $order) }',
    { move, order: encode(order) },
  );
  return decode(answer.move);
}

/** What can be undone is undone, the last first; what cannot is left to a person, and logged. */
async function giveBack(core: Core, ctx: Context, asked: readonly Asked[]): Promise<void> {
  const who = core.standing.whoOf(ctx);
  for (const one of toUndo(asked)) {
    const { move, order } = one;
    // The rest of an order may name a person and their account.
    const key = keyOf(one);
    const stays = async (err?: unknown) => {
      const about = { err, move, key, requestId: ctx.requestId };
      core.log.error(about, 'what the core did was not undone');
      const reasons = err instanceof RefusedElsewhere ? err.findings : [];
      await have(core, ctx, 'leaveStanding', { move, order, reasons }, who).catch((err: unknown) =>
        core.log.error({ ...about, err }, 'nobody is told of it but here'),
      );
    };
    const undoing = undone(move, order);
    if (undoing !== null) await have(core, ctx, undoing.move, undoing.order, who).catch(stays);
    else if (lasting.has(move)) await stays();
  }
}

const providersOf = (door: Door): ProviderPort =>
  Object.freeze({
    ask: (order) => door('providers.ask', order),
    ticket: (key) => door('providers.ticket', key),
    cancel: (key) => door('providers.cancel', key),
  } satisfies ProviderPort);

/** Facts that other plugins have published: of all that is asked for in one tick, in one question. */
const publishedOver = (core: Core, ctx: Context): FactPort =>
  Object.freeze({
    read: (fact: string, id: string) => {
      const load = async (ids: readonly string[]) =>
        (await have(core, ctx, 'facts.read', [fact, ids])) as readonly (readonly JsonRecord[])[];
      if (ctx.tx !== undefined) return load([id]).then(([rows]) => rows ?? []);
      return ctx.loaders.batch(core.link, `fact:${fact}`, load).load(id);
    },
  });

/** Whether the plugin is on in a co-operative, which it is told of before it works there. */
async function enabledThere(
  { link, meet, plugin }: Core,
  cooperativeId: string,
): Promise<ReadonlySet<string>> {
  const { cooperative } = await link.ask<{ cooperative: Cooperative }>(
    { cooperative: cooperativeId },
    '{ cooperative { id slug name country currency locale enabled } }',
  );
  await meet(cooperative);
  return new Set(cooperative.enabled ? [plugin] : []);
}

async function inForce(
  core: Core,
  ctx: Context,
  contractIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const answer = await core.link.ask<{ inForce: string[] }>(
    await whoNow(core, ctx),
    'query ($contractIds: [ID!]!) { inForce(contractIds: $contractIds) }',
    { contractIds },
  );
  return new Set(answer.inForce);
}

async function ownOffer(
  { link, standing }: Core,
  ctx: Context,
  facts: AssignmentFacts,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const query = 'mutation ($facts: String!) { own: ownOffer(facts: $facts) }';
  const { own } = await link.ask<{ own: string }>(standing.whoOf(ctx), query, {
    facts: encode(facts),
  });
  return decode(own) as never;
}

/** The platform's files are the gateway's: they are named, claimed and read there. */
function filesOf(core: Core, ctx: Context, door: Door): FilePort {
  const question = async (move: CoreMove, order: unknown) =>
    (await have(core, ctx, move, order)) as never;
  return Object.freeze({
    link: async (name, params, file) => {
      const told: Download = await question('files.link', { name, params, file });
      return Object.assign(new Download(), { ...told, expiresAt: new Date(told.expiresAt) });
    },
    claimable: (claim) => question('files.claimable', claim),
    claim: async (ids, subject) => {
      await door('files.claim', { ids, subject });
    },
    of: ({ type, id }) => question('files.of', { type, id }),
    open: async ({ type, id }, fileId) => {
      const asked = { subject: { type, id }, fileId };
      const file = await core.link.file(await whoNow(core, ctx), asked);
      return file && (file.body as AsyncIterable<Uint8Array>);
    },
  } satisfies FilePort);
}

function factsOf<Type extends keyof CoreFacts>(
  type: Type,
  told: CoreFacts[Type] | null,
): CoreFacts[Type] | null {
  if (told === null || !(type in amountsOf)) return told;
  const names = amountsOf[type as keyof typeof amountsOf];
  const read = told as unknown as Readonly<Record<string, string>>;
  const amounts = names.map((name) => [name, BigInt(read[name] as string)] as const);
  const exact: object = { ...told, ...Object.fromEntries(amounts) };
  return Object.freeze(exact) as CoreFacts[Type];
}
