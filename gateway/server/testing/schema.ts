import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../../core/platform/context.js';
import { badInput, GezelError, notFound } from '../../../core/platform/errors.js';
import { Subscriptions } from '../../../core/platform/events/subscriptions.js';
import { minorOf } from '../../../core/platform/money.js';
import { Decimal, Iban, NationalNumber } from '../../../core/platform/scalars.js';
import type { Rule } from '../../../core/platform/schema-rules.js';

const typeDefs = `
  scalar Decimal
  scalar IBAN
  scalar NationalNumber
  enum Color { RED BLUE }
  type Query {
    hello(name: String): String!
    me: Person
    people(first: Int, last: Int): [Person!]!
    books: [Entry!]
    fail(how: String!): String
    colored(color: Color! = RED, many: [Color!]): String
    amount(value: Decimal!): Decimal
    slow(ms: Int!): String
    echo(input: EchoInput!): String
    person(number: NationalNumber, iban: IBAN): String
    things: [Thing]
    named: Named
    list: [Strict]
  }
  type Mutation { write(input: WriteInput!): Written!  collide(times: Int!): Int }
  type Subscription { ticks: Tick  open: Tick  broken: Tick  signals: Tick }
  type Person { id: ID!  name: String!  friends: [Person!]!  friend: Person  secret: String!  color: Color }
  interface Named { name: String! }
  type Strict implements Named { name: String!  late: String!  inner: [Strict!] }
  union Thing = Entry | Strict
  type Entry { amount: Decimal! }
  type Tick { n: Int!  reads: Int! }
  type Written { done: [String!]! }
  input EchoInput { text: String!  number: NationalNumber  nested: EchoInput  list: [Int!]  color: Color = BLUE }
  input WriteInput { text: String! }
`;

/** What a test can see of its schema from outside. */
export interface Played {
  readonly schema: GraphQLSchema;
  readonly written: string[];
  readonly ticks: Subscriptions<{ n: number }>;
  readonly counts: { subscribed: number; listening: number; collisions: number };
}

const everybody: Rule = { kind: 'public' };
const callers: Rule = { kind: 'authenticated' };
const holders = (permission: string): Rule => ({ kind: 'permission', permission });

const rules: Record<string, Rule> = {
  ...{ 'Query.hello': everybody, 'Query.fail': everybody, 'Query.colored': everybody },
  ...{ 'Query.amount': everybody, 'Query.slow': everybody, 'Query.echo': everybody },
  ...{ 'Query.things': everybody, 'Query.named': everybody, 'Query.list': everybody },
  ...{ 'Query.person': everybody, 'Query.me': callers, 'Query.people': callers },
  ...{ 'Query.books': holders('ledger.read'), 'Mutation.write': holders('invoice.write') },
  ...{ 'Mutation.collide': callers, 'Subscription.ticks': holders('activity.read') },
  ...{ 'Subscription.open': everybody, 'Subscription.broken': callers },
  'Subscription.signals': callers,
};

/** Ada knows Bea, who knows Ada, so a query can go as deep as it likes. */
export function playedSchema(): Played {
  const written: string[] = [];
  const ticks = new Subscriptions<{ n: number }>();
  const counts = { subscribed: 0, listening: 0, collisions: 0 };
  const schema = makeExecutableSchema<RequestContext>({
    typeDefs,
    resolvers: {
      ...{ Decimal, IBAN: Iban, NationalNumber },
      Color: { RED: 'r', BLUE: 'b' },
      Query: {
        hello: (_parent, { name }) => `Hello ${name ?? 'world'}`,
        me: (_parent, _args, { viewer }) => ({ ...person(), name: viewer?.subject }),
        people: () => [person(), person()],
        books: () => [{ amount: '1.00' }],
        fail: (_parent, { how }) => fail(how),
        colored: (_parent, { color, many }) => [color, ...(many ?? [])].join(),
        amount: (_parent, { value }) => value,
        slow: (_parent, { ms }) =>
          new Promise((resolve) => setTimeout(resolve, ms, 'done').unref()),
        things: () => [{ amount: '1' }, strict('a'), null, new Error('lost'), strict('b')],
        named: async () => strict('n'),
        list: () => [
          strict('a'),
          strict(null),
          { ...strict('b'), inner: [strict('c'), strict(null)] },
        ],
        echo: (_parent, { input }) => JSON.stringify(input),
        person: (_parent, { number, iban }) => ((number ?? iban) ? 'known' : 'unknown'),
      },
      Thing: { __resolveType: (thing: object) => ('amount' in thing ? 'Entry' : 'Strict') },
      Named: { __resolveType: () => 'Strict' },
      Strict: {
        late: ({ name }: { name: string }) =>
          name === 'b' ? Promise.reject(notFound('Thing', 'b')) : Promise.resolve(`late ${name}`),
      },
      Mutation: {
        write: async (_parent, { input }) => {
          written.push(input.text);
          return { done: [...written] };
        },
        collide: async (_parent, { times }) => {
          counts.collisions += 1;
          if (counts.collisions <= times) throw databaseError('40P01');
          return counts.collisions;
        },
      },
      Subscription: {
        ticks: {
          subscribe: () => counted(ticks, counts),
          resolve: async ({ n }: { n: number }, _args: unknown, ctx: RequestContext) => ({
            n,
            // One batch in each event: a loader that outlived an event would answer from before.
            reads: await ctx.loaders
              .batch<number>(counts, 'reads', async (ids) => ids.map(() => n))
              .load('one'),
          }),
        },
        open: { subscribe: () => counted(ticks, counts), resolve: (tick: object) => tick },
        signals: {
          // As the core does it: a generator that listens to the hub of its context.
          subscribe: async function* (_parent: unknown, _args: unknown, ctx: RequestContext) {
            const signals = ctx.platform.hub.listen(() => true);
            counts.listening += 1;
            try {
              for await (const { eventId } of signals) yield { n: Number(eventId), reads: 0 };
            } finally {
              counts.listening -= 1;
            }
          },
          resolve: (tick: object) => tick,
        },
        broken: {
          subscribe: () => ({
            [Symbol.asyncIterator]: () => ({
              next: () => Promise.reject(new Error('password=hunter2')),
              return: async () => ({ done: true, value: undefined }),
            }),
          }),
        },
      },
    },
  });
  for (const [place, rule] of Object.entries(rules)) {
    const [type = '', field = ''] = place.split('.');
    const found = (schema.getType(type) as ReturnType<GraphQLSchema['getQueryType']>)?.getFields();
    Object.assign(found?.[field] ?? {}, { extensions: { rule } });
  }
  return { schema, written, ticks, counts };
}

const strict = (name: string | null) => ({ name, inner: null });

/** A subscriber that a test can see come and go. */
function counted(
  ticks: Played['ticks'],
  counts: Played['counts'],
): AsyncIterableIterator<{ n: number }> {
  const reader = ticks.subscribe(() => true);
  counts.subscribed += 1;
  counts.listening += 1;
  let left = false;
  const iterator = {
    next: () => reader.next(),
    return: async () => {
      if (!left) counts.listening -= 1;
      left = true;
      return (await reader.return?.()) ?? { done: true as const, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

function person(): Record<string, unknown> {
  return {
    ...{ id: 'Person:1', name: 'Ada', secret: 's', color: 'b' },
    get friend() {
      return person();
    },
    get friends() {
      return [person(), person()];
    },
  };
}

export function databaseError(code: string): Error {
  const detail = 'Key (email)=(ada@example.org) already exists.';
  const inner = Object.assign(new Error("insert values ('ada@example.org')"), { code, detail });
  return new Error(`the ORM says: ${inner.message}`, { cause: inner });
}

function fail(how: string): string {
  if (how === 'not-found') throw notFound('Invoice', 'Invoice:1');
  if (how === 'bad-input') throw badInput('"85.07.30-033.28" is not an amount.', 'amount');
  if (how === 'money') return String(minorOf('1.234', 'EUR'));
  if (how === 'conflict') {
    throw new GezelError('CONFLICT', { thing: 'Invoice', expected: 1, actual: 2 });
  }
  if (how === 'graphql') throw new GraphQLError('internals of somebody', { extensions: { x: 1 } });
  if (how === 'null') return null as unknown as string;
  if (how === 'string') throw 'a string';
  if (/^[0-9A-Z]{5}$/.test(how)) throw databaseError(how);
  throw new Error('password=hunter2');
}
