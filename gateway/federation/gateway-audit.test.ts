import { afterAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { ask, closeStrangers, found, graphOf } from './testing/strange-graph.js';

/**
 * What the public audit of federation gateways asks, of what this gateway may meet: subgraphs over
 * HTTP by others, beside the core. Left out are shapes that the composition refuses or gets wrong
 * (unions whose members differ, `@requires` with fragments or on an interface object) and
 * `@override`, which this platform refuses; `compatibility.test.ts` shows that.
 */
afterAll(closeStrangers);

describe('entities', () => {
  const books = [
    {
      id: 'b1',
      isbn: '1',
      lang: 'nl',
      title: 'Een',
      author: { name: 'Ann', born: { year: 1970 } },
    },
    { id: 'b2', isbn: '2', lang: 'fr', title: 'Deux', author: null },
  ];
  const stock = [
    { isbn: '1', lang: 'nl', left: 3 },
    { isbn: '2', lang: 'fr', left: 0 },
  ];
  const shop = graphOf({
    books: [
      `type Book @key(fields: "id") @key(fields: "isbn lang") {
        id: ID! isbn: String! lang: String! title: String author: Author }
      type Author @key(fields: "name born { year }") { name: String! born: Born! }
      type Born @shareable { year: Int! }
      type Query { books: [Book!]! book(id: ID!): Book }`,
      {
        Book: found(books, 'id', 'isbn'),
        Query: {
          books: () => books,
          book: (_: unknown, { id }: { id: string }) => books.find((one) => one.id === id),
        },
      },
    ],
    stock: [
      `type Book @key(fields: "isbn lang") { isbn: String! lang: String! left: Int }
      type Query { soldOut: [Book!]! }`,
      {
        Book: found(stock, 'isbn'),
        Query: { soldOut: () => stock.filter(({ left }) => left === 0) },
      },
    ],
    people: [
      `type Author @key(fields: "name born { year }") { name: String! born: Born! city: String }
      type Born @shareable { year: Int! }`,
      { Author: { __resolveReference: (of: { name: string }) => ({ ...of, city: 'Gent' }) } },
    ],
  });

  test('are put together by a key of several fields, a list in one fetch', async () => {
    const { schema, asked } = await shop;
    asked.length = 0;
    expect(await ask(schema, '{ books { title left } }')).toEqual({
      data: {
        books: [
          { title: 'Een', left: 3 },
          { title: 'Deux', left: 0 },
        ],
      },
    });
    expect(asked).toEqual(['books', 'stock']);
  });

  test('by a nested key, and nothing is fetched for what is null', async () => {
    const { schema } = await shop;
    expect(await ask(schema, '{ books { author { name city } } }')).toEqual({
      data: { books: [{ author: { name: 'Ann', city: 'Gent' } }, { author: null }] },
    });
  });

  test('from whichever subgraph one begins, by a key that another has', async () => {
    const { schema } = await shop;
    expect(await ask(schema, '{ soldOut { id title left } }')).toEqual({
      data: { soldOut: [{ id: 'b2', title: 'Deux', left: 0 }] },
    });
  });

  test('by fragments, aliases with arguments of their own, and variables', async () => {
    const { schema } = await shop;
    const query = `query ($one: ID!, $two: ID!) {
      first: book(id: $one) { ...Told } second: book(id: $two) { ...Told name: title }
      none: book(id: "x") { title } }
      fragment Told on Book { __typename left ... on Book { author { place: city } } }`;
    expect(await ask(schema, query, { one: 'b1', two: 'b2' })).toEqual({
      data: {
        first: { __typename: 'Book', left: 3, author: { place: 'Gent' } },
        second: { __typename: 'Book', left: 0, author: null, name: 'Deux' },
        none: null,
      },
    });
  });

  test.each([
    [true, { title: 'Een', left: 3 }, ['books', 'stock']],
    [false, { title: 'Een' }, ['books']],
  ])('with what is asked only if (%s), from nobody else', async (more, book, names) => {
    const { schema, asked } = await shop;
    asked.length = 0;
    const query = `query ($more: Boolean!, $less: Boolean!) { book(id: "b1") {
      title left @include(if: $more) ... @skip(if: $less) { left } } }`;
    expect(await ask(schema, query, { more, less: !more })).toEqual({ data: { book } });
    expect(asked).toEqual(names);
  });

  test('with the type’s name at every level, under any name', async () => {
    const { schema } = await shop;
    const query = '{ what: __typename books { kind: __typename author { of: __typename } } }';
    const { data } = await ask(schema, query);
    expect(data).toEqual({
      what: 'Query',
      books: [
        { kind: 'Book', author: { of: 'Author' } },
        { kind: 'Book', author: null },
      ],
    });
  });
});

describe('keys', () => {
  test('that only a third subgraph can translate are followed', async () => {
    const { schema } = await graphOf({
      a: [
        `type Thing @key(fields: "a") { a: ID! } type Query { thing: Thing }`,
        { Query: { thing: () => ({ a: 'a1' }) } },
      ],
      b: [
        `type Thing @key(fields: "a") @key(fields: "b") { a: ID! b: ID! }`,
        { Thing: { __resolveReference: () => ({ a: 'a1', b: 'b1' }) } },
      ],
      c: [
        `type Thing @key(fields: "b") { b: ID! name: String }`,
        { Thing: { __resolveReference: ({ b }: { b: string }) => ({ b, name: `by ${b}` }) } },
      ],
    });
    expect(await ask(schema, '{ thing { name } }')).toEqual({ data: { thing: { name: 'by b1' } } });
  });

  test('that a subgraph only points with are resolved elsewhere', async () => {
    const { schema } = await graphOf({
      a: [
        `type Thing @key(fields: "id", resolvable: false) { id: ID! } type Query { things: [Thing] }`,
        { Query: { things: () => [{ id: '1' }, null, { id: '2' }] } },
      ],
      b: [
        `type Thing @key(fields: "id") { id: ID! name: String }`,
        {
          Thing: {
            __resolveReference: ({ id }: { id: string }) =>
              id === '2' ? null : { id, name: 'One' },
          },
        },
      ],
    });
    // The key is known without the other subgraph; what it does not know has no name.
    expect(await ask(schema, '{ things { id name } }')).toEqual({
      data: { things: [{ id: '1', name: 'One' }, null, { id: '2', name: null }] },
    });
  });

  test('of the first federation, extended and external, are understood', async () => {
    const { schema } = await graphOf({
      a: [
        `type Thing @key(fields: "id") { id: ID! size: Int } type Query { thing: Thing }`,
        {
          Query: { thing: () => ({ id: '1', size: 4 }) },
          Thing: { __resolveReference: ({ id }: { id: string }) => ({ id, size: 4 }) },
        },
      ],
      b: [
        `extend type Thing @key(fields: "id") {
          id: ID! @external size: Int @external double: Int @requires(fields: "size") }`,
        { Thing: { double: ({ size }: { size: number }) => size * 2 } },
      ],
    });
    expect(await ask(schema, '{ thing { double } }')).toEqual({ data: { thing: { double: 8 } } });
  });
});

describe('what is required and provided', () => {
  const prices = graphOf({
    goods: [
      `type Good @key(fields: "id") { id: ID! price(currency: String!): Int weight: Int }
      type Query { goods: [Good!]! }`,
      {
        Query: { goods: () => [{ id: '1', weight: 2 }] },
        Good: {
          __resolveReference: ({ id }: { id: string }) => ({ id, weight: 2 }),
          price: (_: unknown, { currency }: { currency: string }) => (currency === 'EUR' ? 10 : 12),
        },
      },
    ],
    post: [
      `type Good @key(fields: "id") {
        id: ID! price(currency: String!): Int @external weight: Int @external
        shipping: Int @requires(fields: "price(currency: \\"EUR\\") weight") }`,
      { Good: { shipping: (of: { price: number; weight: number }) => of.price * of.weight } },
    ],
    tax: [
      `type Good @key(fields: "id") {
        id: ID! shipping: Int @external total: Int @requires(fields: "shipping") }`,
      { Good: { total: ({ shipping }: { shipping: number }) => shipping + 1 } },
    ],
  });

  test('is fetched with its arguments, whatever the client asks under that name', async () => {
    const { schema } = await prices;
    const query = '{ goods { price(currency: "USD") shipping } }';
    expect(await ask(schema, query)).toEqual({ data: { goods: [{ price: 12, shipping: 20 }] } });
  });

  test('in a chain, is fetched link by link', async () => {
    const { schema } = await prices;
    expect(await ask(schema, '{ goods { total } }')).toEqual({ data: { goods: [{ total: 21 }] } });
  });

  test('when provided is not asked for again', async () => {
    const { schema, asked } = await graphOf({
      a: [
        `type User @key(fields: "id") { id: ID! name: String @external }
        type Query { me: User @provides(fields: "name") them: User }`,
        {
          Query: { me: () => ({ id: '1', name: 'As told' }), them: () => ({ id: '2' }) },
        },
      ],
      b: [
        `type User @key(fields: "id") { id: ID! name: String @shareable }`,
        { User: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Name ${id}` }) } },
      ],
    });
    expect(await ask(schema, '{ me { name } }')).toEqual({ data: { me: { name: 'As told' } } });
    expect(asked).toEqual(['a']);
    expect(await ask(schema, '{ them { name } }')).toEqual({ data: { them: { name: 'Name 2' } } });
  });
});

describe('what several subgraphs have', () => {
  test('a root field is asked of each for what it knows', async () => {
    const part = (field: string) =>
      [
        `type Shop @shareable { id: ID! ${field}: String } type Query { shop: Shop @shareable }`,
        { Query: { shop: () => ({ id: 's', [field]: `the ${field}` }) } },
      ] as const;
    const { schema } = await graphOf({ a: part('name'), b: part('city') });
    expect(await ask(schema, '{ shop { id name city } }')).toEqual({
      data: { shop: { id: 's', name: 'the name', city: 'the city' } },
    });
  });

  test('an enum of answers is joined, one of questions only what all know', async () => {
    const { schema } = await graphOf({
      a: [
        `enum Size { S M } enum Colour { RED BLUE }
        type Query { a: Size paint(in: Colour): String }`,
        { Query: { a: () => 'S', paint: () => 'a' } },
      ],
      b: [
        `enum Size { M L } enum Colour { RED GREEN }
        type Query { b: Size ask(in: Colour): String }`,
        { Query: { b: () => 'L' } },
      ],
    });
    expect(await ask(schema, '{ a b }')).toEqual({ data: { a: 'S', b: 'L' } });
    expect(namesIn(schema, 'Size')).toEqual(['L', 'M', 'S']);
    expect(namesIn(schema, 'Colour')).toEqual(['RED']);
  });

  test('an input has the fields that all know', async () => {
    const { schema } = await graphOf({
      a: [
        `input Filter { name: String city: String } type Query { a(by: Filter): String }`,
        { Query: { a: (_: unknown, { by }: { by: object }) => JSON.stringify(by) } },
      ],
      b: [`input Filter { name: String size: Int } type Query { b(by: Filter): String }`],
    });
    expect(namesIn(schema, 'Filter')).toEqual(['name']);
    expect(await ask(schema, '{ a(by: { name: "x" }) }')).toEqual({ data: { a: '{"name":"x"}' } });
  });

  test('a field that one may leave null is one that may be null', async () => {
    const { schema } = await graphOf({
      a: [
        `type Pair @shareable { left: String! } type Query { pair: Pair }`,
        { Query: { pair: () => ({ left: 'l' }) } },
      ],
      b: [
        `type Pair @shareable { left: String } type Query { other: Pair }`,
        { Query: { other: () => ({ left: null }) } },
      ],
    });
    expect(await ask(schema, '{ pair { left } other { left } }')).toEqual({
      data: { pair: { left: 'l' }, other: { left: null } },
    });
  });

  test('an interface and a union answer each by its type, with fields from elsewhere', async () => {
    const { schema } = await graphOf({
      a: [
        `interface Item { id: ID! } union Any = Book | Film
        type Book implements Item @key(fields: "id") { id: ID! pages: Int }
        type Film implements Item @key(fields: "id") { id: ID! minutes: Int }
        type Query { items: [Item!]! any: [Any] }`,
        {
          Query: { items: () => items, any: () => [...items].reverse() },
          ...{ Item: ofItsType, Any: ofItsType },
        },
      ],
      b: [
        `type Book @key(fields: "id") { id: ID! score: Int }
        type Film @key(fields: "id") { id: ID! score: Int }`,
        {
          Book: { __resolveReference: ({ id }: { id: string }) => ({ id, score: 1 }) },
          Film: { __resolveReference: ({ id }: { id: string }) => ({ id, score: 2 }) },
        },
      ],
    });
    const query = `{ items { __typename id ... on Book { pages score } ... on Film { score } }
      any { ... on Film { minutes score } ... on Item { id } } }`;
    expect(await ask(schema, query)).toEqual({
      data: {
        items: [
          { __typename: 'Book', id: '1', pages: 10, score: 1 },
          { __typename: 'Film', id: '2', score: 2 },
        ],
        any: [{ minutes: 90, score: 2, id: '2' }, { id: '1' }],
      },
    });
  });

  test('what one keeps inaccessible no client sees, and others may still require', async () => {
    const { schema } = await graphOf({
      a: [
        `type Box @key(fields: "id") { id: ID! secret: Int @inaccessible }
        type Query { box: Box }`,
        {
          Query: { box: () => ({ id: '1', secret: 5 }) },
          Box: { __resolveReference: ({ id }: { id: string }) => ({ id, secret: 5 }) },
        },
      ],
      b: [
        `type Box @key(fields: "id") {
          id: ID! secret: Int @external hint: String @requires(fields: "secret") }`,
        { Box: { hint: ({ secret }: { secret: number }) => `less than ${secret + 1}` } },
      ],
    });
    expect(namesIn(schema, 'Box')).toEqual(['hint', 'id']);
    expect(await ask(schema, '{ box { hint } }')).toEqual({
      data: { box: { hint: 'less than 6' } },
    });
  });
});

const items = [
  { __typename: 'Book', id: '1', pages: 10 },
  { __typename: 'Film', id: '2', minutes: 90 },
];
const ofItsType = { __resolveType: (one: { __typename: string }) => one.__typename };

function namesIn(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name) as unknown as {
    getValues?: () => readonly { readonly name: string }[];
    getFields?: () => object;
  };
  const names = type.getValues?.().map((one) => one.name) ?? Object.keys(type.getFields?.() ?? {});
  return names.sort();
}
