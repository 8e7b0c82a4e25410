import { describe, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLObjectType, getOperationAST, parse, validate } from 'graphql';
import { coreDomains } from '../../core/domains.js';
import { readConfig } from '../../core/platform/config.js';
import { buildGraph } from '../graph/build-graph.js';
import { costPlan, introspectionWeight } from './cost.js';

const schema = buildSchema(`
  type Query {
    me: Member
    members(first: Int, last: Int): MemberConnection!
    latest(limit: Int = 7): [Member!]!
    nodes(ids: [ID!]!): [Member]!
    _entities(representations: [_Any!]!): [Member]!
    search(kinds: [String!]): [Member!]!
    ping: String
  }
  scalar _Any
  type Mutation { rename(name: String): Member  tick: Boolean }
  type Subscription { renamed: Member }
  type MemberConnection { nodes: [Member!]!  edges: [Edge!]!  pageInfo: PageInfo!  totalCount: Int! }
  type Edge { cursor: String!  node: Member! }
  type PageInfo { hasNextPage: Boolean! }
  interface Named { name: String }
  type Member implements Named {
    name: String
    tags: [String!]!
    friends: [Member!]!
    parents: [Member!]!
    grid: [[Member!]!]!
    members(first: Int): MemberConnection!
    document: String
  }
`);
const bounded = schema.getType('Member') as GraphQLObjectType;
Object.assign(bounded.getFields().parents ?? {}, { extensions: { rows: 2 } });
Object.assign(schema.getQueryType()?.getFields().ping ?? {}, { extensions: { complexity: 40 } });

function cost(source: string, variables = {}, of = schema): number {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('One operation, please.');
  return costPlan(of, document, operation).cost(variables);
}

describe('an operation costs an object each', () => {
  test.each<[string, string, number]>([
    ['nothing but a name', '{ __typename }', 0],
    ['an object', '{ me { name tags } }', 1],
    ['a field with a weight of its own', '{ ping }', 40],
    ['a page with its rows', '{ members(first: 5) { nodes { name } } }', 1 + 5],
    ['a page with edges', '{ members(first: 5) { edges { cursor node { name } } } }', 1 + 5 * 2],
    [
      'a page with what is no row',
      '{ members(first: 5) { totalCount pageInfo { hasNextPage } } }',
      2,
    ],
    ['a page of a size not given', '{ members { nodes { name } } }', 1 + 20],
    ['a list with a default of the schema', '{ latest { name } }', 7],
    ['a list without a size', '{ me { friends { name } } }', 1 + 10],
    ['a list with a bound of its own', '{ me { parents { parents { name } } } }', 1 + 2 + 4],
    ['lists in lists', '{ me { friends { friends { friends { name } } } } }', 1 + 10 + 100 + 1000],
    ['a list of lists', '{ me { grid { name } } }', 1 + 100],
    [
      'pages in pages',
      '{ members(first: 10) { nodes { members(first: 3) { nodes { name } } } } }',
      51,
    ],
    ['what was named', '{ nodes(ids: ["a", "b", "c"]) { name } }', 3],
    ['entities of a federation', '{ _entities(representations: [{}, {}]) { name } }', 2],
    ['what one name names', '{ nodes(ids: "a") { name } }', 1],
    ['a list for each of another list', '{ search(kinds: ["a", "b"]) { name } }', 20],
    ['a mutation', 'mutation { rename { name } }', 11],
    [
      'two mutations in a fragment',
      'mutation { ...F } fragment F on Mutation { a: tick b: tick }',
      20,
    ],
    ['a subscription', 'subscription { renamed { name } }', 11],
    ['the schema', '{ __schema { types { name } } }', introspectionWeight],
  ])('%s', (_what, source, expected) => expect(cost(source)).toBe(expected));
});

describe('what bypasses the usual limit does not bypass this one', () => {
  const page = (args: string) => `{ members(${args}) { nodes { name } } }`;
  test.each<[string, string, object]>([
    ['a literal', page('first: 100000'), {}],
    ['a variable', `query ($n: Int) ${page('first: $n')}`, { n: 100_000 }],
    ['a default of a variable', `query ($n: Int = 100000) ${page('first: $n')}`, {}],
    ['a small first beside a large last', page('first: 1, last: 100000'), {}],
    ['another name', '{ latest(limit: 100000) { name } }', {}],
    ['a variable as limit', 'query ($n: Int) { latest(limit: $n) { name } }', { n: 100_000 }],
    ['lists of lists', `{ me { ${'friends { '.repeat(5)} name ${'}'.repeat(5)} } }`, {}],
    [
      'many ids in a variable',
      'query ($ids: [ID!]!) { nodes(ids: $ids) { name } }',
      { ids: Array.from({ length: 100_000 }, String) },
    ],
    [
      'a fragment around the rows',
      '{ members(first: 100000) { ...F } } fragment F on MemberConnection { nodes { name } }',
      {},
    ],
    ['an inline fragment', '{ ... { members(first: 100000) { ... { nodes { name } } } } }', {}],
  ])('%s', (_what, source, variables) => {
    expect(cost(source, variables)).toBeGreaterThanOrEqual(100_000);
  });

  test('aliases are counted one by one', () => {
    const fields = Array.from({ length: 50 }, (_, i) => `a${i}: me { name }`);
    expect(cost(`{ ${fields.join(' ')} }`)).toBe(50);
  });

  test('fragments that double at each step are refused without counting them', () => {
    const steps = Array.from(
      { length: 60 },
      (_, i) =>
        `fragment F${i} on Member { a: friends { ...F${i + 1} } b: friends { ...F${i + 1} } }`,
    );
    const source = `{ me { ...F0 } } ${steps.join('\n')} fragment F60 on Member { name }`;
    expect(cost(source)).toBe(Number.POSITIVE_INFINITY);
  });

  test('a fragment that contains itself ends', () => {
    expect(cost('{ me { ...F } } fragment F on Member { friends { ...F name } }')).toBe(11);
  });
});

describe('variables', () => {
  const source = 'query ($n: Int = 30) { members(first: $n) { nodes { name } } }';
  test.each<[string, object, number]>([
    ['given', { n: 4 }, 5],
    ['not given', {}, 31],
    ['null', { n: null }, 21],
    ['text, which is refused later', { n: '9' }, 21],
    ['negative, which is refused later', { n: -9 }, 21],
  ])('%s', (_what, variables, expected) => expect(cost(source, variables)).toBe(expected));
});

test('fifty movements of the bank with all that they may pay are within the limit', async () => {
  const { schema: core } = await buildGraph({
    ...{ domains: coreDomains, plugins: [], compose: false },
  });
  const desk = `query ($first: Int!) {
    bankLines(first: $first, filter: { open: true }, orderBy: NEWEST) {
      nodes {
        id bookedOn counterpartyName counterpartyIban communication structuredCommunication
        openDays viewerCan amount { amount currency } open { amount currency }
        suggestions {
          score reasons { code points message }
          parts { amount { amount } invoice { id number dueOn due { amount } client { name } } }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`;
  expect(validate(core, parse(desk))).toEqual([]);
  const suggestion = 1 + 4 + 2 * (1 + 1 + 3);
  const asked = cost(desk, { first: 50 }, core);
  expect(asked).toBe(2 + 50 * (3 + 5 * suggestion));
  expect(asked).toBeLessThanOrEqual(readConfig({}).maxCost);
});
