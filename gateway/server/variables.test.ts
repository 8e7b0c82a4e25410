import { makeExecutableSchema } from '@graphql-tools/schema';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { compileQuery } from 'graphql-jit';
import { type TestApi, testApi } from './testing/api.js';
import { variableShape } from './variables.js';

const typeDefs = `
  input Day { day: String!, kind: String! = "ordinary" }
  input Plain { day: String!, tags: [String!] }
  type Query { days(days: [Day!]!): [String!]!, plain(plain: Plain): String }`;

const schema = makeExecutableSchema({
  typeDefs,
  resolvers: {
    Query: {
      days: {
        extensions: { rule: { kind: 'public' } },
        resolve: (_: unknown, { days }: { days: { day: string; kind: string }[] }) =>
          days.map(({ day, kind }) => `${day} ${kind}`),
      },
      plain: { extensions: { rule: { kind: 'public' } }, resolve: () => 'plain' },
    },
  },
} as Parameters<typeof makeExecutableSchema>[0]);

let api: TestApi;
beforeAll(async () => {
  api = await testApi({ schema });
});
afterAll(() => api.end());

const query = 'query ($days: [Day!]!) { days(days: $days) }';

test('a default inside an input object is filled in, however often the operation is asked', async () => {
  for (let time = 0; time < 4; time++) {
    const { data } = await api.ask(query, { variables: { days: [{ day: 'Monday' }] } });
    expect(data).toEqual({ days: ['Monday ordinary'] });
  }
});

test.each([
  ['query ($days: [Day!]!) { days(days: $days) }', 'beyond'],
  ['query ($plain: Plain) { plain(plain: $plain) }', 'objects'],
  ['query ($x: Int) { __typename }', 'simple'],
])('%s is %s to the compiler', (text, shape) => {
  const operation = parse(text).definitions[0] as OperationDefinitionNode;
  expect(variableShape(buildSchema(typeDefs), operation)).toBe(shape);
});

test('the compiler still does not fill it in: when this fails, "beyond" can shrink', async () => {
  const compiled = compileQuery(schema, parse(query), '', { disablingCapturingStackErrors: true });
  if (!('query' in compiled)) throw new Error('The compiler refused the operation.');
  const { errors } = await compiled.query({}, {}, { days: [{ day: 'Monday' }] });
  expect(errors?.[0]?.message).toMatch(/kind of required type String! was not provided/);
});
