import { makeExecutableSchema } from '@graphql-tools/schema';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { compileQuery } from 'graphql-jit';
import { type TestApi, testApi } from './testing/api.js';
import { textErrors } from './texts.js';
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

test('a text that no database keeps is told with its place, in variables and in the document', async () => {
  const days = [{ day: 'Mon\u0000day' }, { day: '\ud800' }, { day: 'fine 💣' }];
  const { errors } = await api.ask(query, { variables: { days } });
  expect(errors?.map(({ extensions }) => extensions)).toEqual([
    { code: 'BAD_USER_INPUT', path: 'days.0.day' },
    { code: 'BAD_USER_INPUT', path: 'days.1.day' },
  ]);
  const written = await api.ask('{ days(days: [{ day: "\\u0000" }]) }');
  expect(written.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  let deep: unknown = 'a\u0000';
  for (let level = 0; level < 20_000; level++) deep = [deep];
  expect(textErrors({ deep })).toHaveLength(1);
  expect(textErrors({ deep: { 'k\u0000': 1 } })).toHaveLength(1);
});
