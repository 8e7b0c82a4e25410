import { makeExecutableSchema } from '@graphql-tools/schema';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { SupergraphExecutor } from './federate.js';
import { ask, closeStrangers, graphOf } from './testing/strange-graph.js';

/** The rest of `gateway-audit.test.ts`: what is done in order, what fails, and who executes. */
afterAll(closeStrangers);

describe('mutations', () => {
  test('happen in the order in which they are written, whoever does them', async () => {
    let count = 0;
    const adding = (name: string) =>
      [
        `type Mutation { ${name}(by: Int!): Int } type Query { ${name}Now: Int }`,
        {
          Mutation: {
            [name]: async (_: unknown, { by }: { by: number }) => {
              const before = count;
              await new Promise((resolve) => setImmediate(resolve));
              count = before * 2 + by;
              return count;
            },
          },
        },
      ] as const;
    const { schema } = await graphOf({ a: adding('a'), b: adding('b') });
    const query = 'mutation { one: a(by: 1) two: b(by: 2) three: a(by: 3) four: b(by: 4) }';
    expect(await ask(schema, query)).toEqual({ data: { one: 1, two: 4, three: 11, four: 26 } });
  });
});

describe('a subgraph that fails', () => {
  const failing = graphOf({
    a: [
      `type Thing @key(fields: "id") { id: ID! name: String! }
      type Query { things: [Thing!] sure: Thing! }`,
      { Query: { things: () => [1, 2].map((id) => ({ id, name: `Thing ${id}` })) } },
    ],
    b: [
      `type Thing @key(fields: "id") { id: ID! size: Int must: Int! }`,
      {
        Thing: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          size: ({ id }: { id: string }) => {
            if (id === '2') throw new Error('No size.');
            return 7;
          },
          must: ({ id }: { id: string }) => (id === '2' ? null : 1),
        },
      },
    ],
  });

  test('in one field of one thing nulls that, with the path of the client', async () => {
    const { schema } = await failing;
    const { data, errors } = await ask(schema, '{ all: things { name much: size } }');
    expect(data.all).toEqual([
      { name: 'Thing 1', much: 7 },
      { name: 'Thing 2', much: null },
    ]);
    expect(errors).toMatchObject([{ path: ['all', 1, 'much'] }]);
    // What a stranger says of itself is not for clients.
    expect(JSON.stringify(errors)).not.toContain('No size.');
  });

  test('in what must not be null nulls up to where null may be', async () => {
    const { schema } = await failing;
    const { data, errors } = await ask(schema, '{ things { must } }');
    expect(data).toEqual({ things: null });
    expect(errors.length).toBeGreaterThan(0);
    const sure = await ask(schema, '{ sure { name } }');
    expect(sure.data).toBeNull();
  });

  test('by answering no GraphQL, or not at all, nulls its part and no other', async () => {
    const { schema, close } = await graphOf({
      a: [
        `type Thing @key(fields: "id") { id: ID! name: String } type Query { thing: Thing }`,
        { Query: { thing: () => ({ id: '1', name: 'One' }) } },
      ],
      b: [`type Thing @key(fields: "id") { id: ID! size: Int }`],
    });
    close('b');
    const { data, errors } = await ask(schema, '{ thing { name size } }');
    expect(data).toEqual({ thing: { name: 'One', size: null } });
    expect(errors).toMatchObject([{ path: ['thing', 'size'] }]);
  });
});

describe('another executor of the mixed graph', () => {
  const parts = {
    a: ['type Query { word: String }', { Query: { word: () => 'stitched' } }],
  } as const;
  const given: string[] = [];
  const declining: SupergraphExecutor = (supergraphSdl, subgraphs) => {
    given.push(...subgraphs.map(({ name }) => name));
    return supergraphSdl.includes('join__Graph') ? null : fixed('never', []);
  };
  const fixed: SupergraphExecutor = () =>
    makeExecutableSchema({
      typeDefs: 'type Query { word: String }',
      resolvers: { Query: { word: () => 'planned' } },
    });

  test('is asked first; where it cannot serve the supergraph, the next does', async () => {
    const { schema } = await graphOf(parts, [declining]);
    expect(await ask(schema, '{ word }')).toEqual({ data: { word: 'stitched' } });
    expect(given).toEqual(['gezel', 'a']);
  });

  test('executes where it can', async () => {
    const { schema } = await graphOf(parts, [declining, fixed]);
    expect(await ask(schema, '{ word }')).toEqual({ data: { word: 'planned' } });
  });
});
