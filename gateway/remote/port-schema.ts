import { makeExecutableSchema } from '@graphql-tools/schema';
import type { Context } from '../../core/platform/context.js';
import { badInput, GezelError } from '../../core/platform/errors.js';
import type { CoreFacts, CorePort } from '../../core/sdk/core-port.js';
import type { AssignmentFacts } from '../../core/sdk/define.js';
import type { Caller } from '../auth/viewers.js';
import { move } from './core-moves.js';
import type { Session } from './sessions.js';
import { type ToldEvent, tellEvents } from './tell-events.js';
import { amountsOf, decode, encode } from './wire.js';

/** Who asks the port: the plugin, for a caller or for the co-operative. */
export interface PortContext {
  readonly plugin: string;
  /** Null for a caller who is no member. */
  readonly ctx: Context | null;
  readonly caller: Caller | null;
  /** The piece of work that goes on here: even of a plugin that was switched off since. */
  readonly session: Session | null;
  /** Opens a transaction of the core beside the plugin's; null inside a piece of work. */
  readonly begin: ((ctx: Context) => Promise<string>) | null;
}

/** The most things that one question names: more are asked in several. */
export const mostThings = 1_000;

/**
 * What a plugin that runs elsewhere asks of the core: `CorePort` as GraphQL. It is no part of the
 * API: only a plugin with its signature reaches it, and it answers as the caller of the plugin.
 */
const typeDefs = /* GraphQL */ `
  type Query {
    "Who sent the token that came along; null when it is not good."
    caller: Caller
    "The co-operative of this work, and whether the plugin is on in it."
    cooperative: Cooperative!
    "Whether the caller sees each of these things of a type of the core."
    sees(type: String!, ids: [ID!]!): [Boolean!]!
    "Which of these contracts bind their workers now."
    inForce(contractIds: [ID!]!): [ID!]!
    "How each of these steps of the plugin's tools stands; null: there is none."
    steps(ids: [ID!]!): [String]!
    "What the core tells of each, null where the caller sees none."
    activities(ids: [ID!]!): [Activity]!
    members(ids: [ID!]!): [Member]!
    clients(ids: [ID!]!): [Client]!
    quotes(ids: [ID!]!): [Document]!
    assignments(ids: [ID!]!): [Document]!
    invoices(ids: [ID!]!): [Invoice]!
    contracts(ids: [ID!]!): [Contract]!
    engagements(ids: [ID!]!): [Engagement]!
    hostEntities(ids: [ID!]!): [HostEntity]!
  }
  type Mutation {
    "Held until the piece of work of the gateway ends; only inside one."
    lockActivity(id: ID!): Activity
    lockContract(id: ID!): Contract
    "Has the core do something, or asks about it; the order and the answer are JSON."
    move(move: String!, order: String!): String!
    "Opens a transaction beside one of the plugin's; its id is the session of what is asked in it."
    begin: ID!
    "Commits it, or leaves no trace of it; the session is over."
    end(commit: Boolean!): Boolean!
    "What the tool that a bridge is asked about offers by itself; facts and answer are JSON."
    ownOffer(facts: String!): String!
    "Facts of the plugin, for whoever listens. A repeat is harmless. Answers how many were new."
    tell(events: [ToldEvent!]!): Int!
  }
  type Caller {
    subject: String!
    "In milliseconds since 1970."
    expiresAtMs: Float!
    "Null for somebody who is no member."
    viewer: Viewer
  }
  type Viewer {
    cooperativeId: ID!
    memberId: ID!
    roles: [String!]!
    grants: [Grant!]!
    token: Token
  }
  type Grant { name: String!, reach: String! }
  type Token { id: ID!, name: String! }
  type Cooperative {
    id: ID!, slug: String!, name: String!, country: String!, currency: String!, locale: String!
    enabled: Boolean!
  }
  type Activity {
    id: ID!, name: String!, managerId: ID!, sector: String!, status: String!, currency: String!
    hostEntityId: ID!
  }
  type Member { id: ID!, displayName: String!, status: String! }
  type Client {
    id: ID!, activityId: ID!, name: String!, kind: String!, enterpriseNumber: String
    locale: String, email: String
    street: String!, postalCode: String!, city: String!, country: String!
  }
  type HostEntity {
    id: ID!, name: String!, enterpriseNumber: String!, iban: String!
    street: String!, postalCode: String!, city: String!, country: String!
  }
  type Document { id: ID!, activityId: ID!, status: String! }
  type Invoice {
    id: ID!, activityId: ID!, status: String!, paymentStatus: String!, currency: String!
    "Minor units, exact."
    netMinor: String!, totalMinor: String!, dueMinor: String!
    kind: String!, clientId: ID!, hostEntityId: ID!, number: String, issuedOn: String, dueOn: String
    structuredCommunication: String, quoteId: ID, orderPaid: Boolean
  }
  type Contract {
    id: ID!, activityId: ID!, status: String!, workerId: ID!, jointCommittee: String
    atRisk: Boolean!, engagementId: ID
    "Minor units, exact."
    budgetMinor: String!
    currency: String!, days: [Day!]!
  }
  type Engagement {
    id: ID!, activityId: ID!, status: String!, workerId: ID!, from: String!, lastDay: String
    "Minor units, exact."
    fixedMinor: String!, advanceMinor: String!
    currency: String!, schedule: [Int!]!
  }
  type Day { day: String!, minutes: Int!, hours: String! }
  input Source { type: String!, id: ID! }
  input ToldEvent {
    id: ID!, type: String!, subject: Source!, activityId: ID, actor: ID, occurredAt: String!
    "JSON."
    payload: String!
  }
`;

const read =
  (type: keyof CoreFacts) =>
  async (_: unknown, { ids }: { ids: readonly string[] }, port: PortContext) => {
    const core = await coreOf(port);
    expectFew(ids);
    return Promise.all(ids.map((id) => core.read(type, id)));
  };

const lock =
  (type: 'Activity' | 'Contract') =>
  async (_: unknown, { id }: { id: string }, port: PortContext) =>
    (await coreOf(port)).lock(type, id);

/** A String of GraphQL takes no bigint. */
const exact = (...names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [name, (facts: Record<string, unknown>): string => String(facts[name])]),
  );

/** Runs with a `PortContext`. */
export const portSchema = makeExecutableSchema({
  typeDefs,
  resolvers: {
    Query: {
      caller: (_: unknown, __: unknown, { caller }: PortContext) => caller,
      cooperative: (_: unknown, __: unknown, port: PortContext) => cooperativeOf(port),
      sees: async (
        _: unknown,
        { type, ids }: { type: string; ids: string[] },
        port: PortContext,
      ) => {
        const ctx = await admitted(port);
        expectFew(ids);
        return Promise.all(ids.map((id) => ctx.platform.host.sees(ctx, type, id)));
      },
      inForce: async (_: unknown, asked: { contractIds: string[] }, port: PortContext) => {
        const ctx = await admitted(port);
        expectFew(asked.contractIds);
        return [...(await ctx.platform.host.inForce(ctx, asked.contractIds))];
      },
      steps: async (_: unknown, { ids }: { ids: string[] }, port: PortContext) => {
        expectFew(ids);
        return stepsOf(contextOf(port), port.plugin, ids);
      },
      activities: read('Activity'),
      members: read('Member'),
      clients: read('Client'),
      quotes: read('Quote'),
      assignments: read('Assignment'),
      invoices: read('Invoice'),
      contracts: read('Contract'),
      engagements: read('Engagement'),
      hostEntities: read('HostEntity'),
    },
    Mutation: {
      lockActivity: lock('Activity'),
      lockContract: lock('Contract'),
      move: async (_: unknown, asked: { move: string; order: string }, port: PortContext) => {
        const order = decode(asked.order);
        return encode(await move(await admitted(port), port.plugin, asked.move, order));
      },
      begin: async (_: unknown, __: unknown, port: PortContext) => {
        const ctx = await admitted(port);
        if (port.begin === null) throw badInput('A piece of work has its transaction already.');
        return port.begin(ctx);
      },
      end: async (_: unknown, { commit }: { commit: boolean }, { session }: PortContext) => {
        if (session?.held === undefined) throw badInput('There is no transaction to end.');
        await session.held.end(commit);
        return true;
      },
      ownOffer: async (_: unknown, { facts }: { facts: string }, { session }: PortContext) => {
        if (session?.own === undefined) throw badInput('No proposal is asked for here.');
        return encode(await session.own(decode(facts) as AssignmentFacts));
      },
      tell: async (_: unknown, { events }: { events: ToldEvent[] }, port: PortContext) =>
        tellEvents(await admitted(port), port.plugin, events),
    },
    Invoice: exact(...amountsOf.Invoice),
    Contract: exact(...amountsOf.Contract),
    Engagement: exact(...amountsOf.Engagement),
    Viewer: {
      grants: ({ grants }: { grants: ReadonlyMap<string, string> }) =>
        [...grants].map(([name, reach]) => ({ name, reach })),
    },
  },
});

/** Also of a plugin that was switched off: what it did before must not be left half done. */
async function stepsOf(
  { platform, viewer }: Context,
  plugin: string,
  ids: readonly string[],
): Promise<(string | null)[]> {
  const rows = await platform.database.query<{ id: string; status: string }>(
    `select id, status from core.assignment_step
     where cooperative_id = $1 and plugin = $2 and id = any($3::uuid[])`,
    [viewer.cooperativeId, plugin, ids],
    'port-steps',
  );
  const byId = new Map(rows.map(({ id, status }) => [id, status]));
  return ids.map((id) => byId.get(id) ?? null);
}

async function cooperativeOf(port: PortContext): Promise<object> {
  const { platform, viewer } = contextOf(port);
  const [row] = await platform.database.query<Record<string, unknown>>(
    'select id, slug, name, country, currency, locale from core.cooperative where id = $1',
    [viewer.cooperativeId],
    'port-cooperative',
  );
  const enabled = (await platform.host.enabled(viewer.cooperativeId)).has(port.plugin);
  return { ...row, enabled };
}

function contextOf({ ctx }: PortContext): Context {
  if (ctx === null) throw new GezelError('UNAUTHENTICATED');
  return ctx;
}

/** The context, where the co-operative has the plugin on. */
async function admitted(port: PortContext): Promise<Context> {
  const ctx = contextOf(port);
  if (port.session !== null) return ctx;
  const { host } = ctx.platform;
  host.requireEnabled(await host.enabled(ctx.viewer.cooperativeId), port.plugin);
  return ctx;
}

async function coreOf(port: PortContext): Promise<CorePort> {
  const ctx = await admitted(port);
  return ctx.platform.host.port(ctx);
}

function expectFew(ids: readonly string[]): void {
  if (ids.length > mostThings) throw badInput(`Ask for at most ${mostThings} things.`, 'ids');
  if (!ids.every((id) => uuid.test(id))) throw badInput('An id of the port is a UUID.', 'ids');
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
