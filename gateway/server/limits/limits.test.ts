import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { type TestApi, testApi } from '../testing/api.js';
import { playedSchema } from '../testing/schema.js';

let api: TestApi;
let ada: string;

beforeAll(async () => {
  api = await testApi({ schema: playedSchema().schema, env: { MAX_COST: '500' } });
  ada = await api.member('ada', 'MEMBER');
});
afterAll(() => api.end());

const times = (n: number, make: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => make(i)).join(' ');

describe('what a document may look like', () => {
  test.each<[string, string, string]>([
    [
      '10,000 aliases',
      `{ ${times(10_000, (i) => `a${i}: hello`)} }`,
      'Document contains more that 2000 tokens.',
    ],
    [
      '31 aliases',
      `{ ${times(31, (i) => `a${i}: hello`)} }`,
      'Aliases limit of 30 exceeded, found 31.',
    ],
    [
      '31 aliases of __typename',
      `{ ${times(31, (i) => `a${i}: __typename`)} }`,
      'Aliases limit of 30',
    ],
    ['a field 600 times', `{ ${times(2_100, () => 'hello')} }`, 'more that 2000 tokens'],
    [
      '13 levels',
      `{ me { ${'friend { '.repeat(11)} name ${'} '.repeat(11)} } }`,
      'Query depth limit of 12 exceeded, found 13.',
    ],
    [
      'levels behind a fragment',
      `{ me { ...F } } fragment F on Person { ${'friend { '.repeat(11)} name ${'} '.repeat(11)} }`,
      'Query depth limit of 12',
    ],
    [
      '400 levels',
      `{ me { ${'friend { '.repeat(400)} name ${'} '.repeat(400)} } }`,
      'Query depth limit of 12',
    ],
    [
      '100,000 levels',
      `{ me ${'{ friend '.repeat(100_000)} ${'}'.repeat(100_000)} }`,
      'more that 2000 tokens',
    ],
    [
      '980 brackets in each other',
      `{ echo(input: ${'['.repeat(980)}${']'.repeat(980)}) }`,
      'Expected value of type "EchoInput", found [[[[',
    ],
    [
      '480 objects in each other',
      `{ echo(input: ${'{ nested: '.repeat(480)} null ${'}'.repeat(480)}) }`,
      'Field "EchoInput.text" of required type',
    ],
    [
      '11 directives',
      `{ hello ${times(11, () => '@include(if: true)')} }`,
      'Directives limit of 10',
    ],
    [
      'directives that do not exist',
      `{ hello ${times(11, (i) => `@a${i}`)} }`,
      'Directives limit of 10',
    ],
    [
      'a fragment that contains itself',
      '{ me { ...F } } fragment F on Person { friend { ...F } }',
      'Cannot spread fragment "F" within itself.',
    ],
    [
      'fragments that contain each other',
      '{ me { ...F } } fragment F on Person { ...G } fragment G on Person { ...F }',
      'Cannot spread fragment "F" within itself via "G".',
    ],
    [
      'introspection that loops',
      `{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} } '.repeat(5)} } } }`,
      'Maximum introspection depth exceeded',
    ],
    [
      'a comment of a megabyte',
      `{ hello } #${'x'.repeat(2_000_000)}`,
      'The body has more than 1 MiB.',
    ],
  ])('refuses %s', async (_what, query, sentence) => {
    const { status, errors, text } = await api.ask(query, { token: ada });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).toContain(sentence.replaceAll('"', '\\"'));
    expect(text).not.toContain('Syntax Error: Aliases');
    for (const { extensions } of errors ?? [])
      expect(extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  test('refuses 100,000 brackets, by the tokens or by the stack, whichever ends first', async () => {
    const query = `{ echo(input: ${'['.repeat(100_000)}`;
    const { status, errors, text } = await api.ask(query, { token: ada });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).toMatch(/This document nests too deeply\.|more that 2000 tokens/);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT' }]);
  });

  test('refuses variables that nest too deeply', async () => {
    const nested = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const query = 'query ($v: String, $o: EchoInput!) { hello(name: $v) echo(input: $o) }';
    for (const variables of [`{"v": ${nested}, "o": {"text": "x"}}`, `{"o": ${nested}}`]) {
      const response = await api.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
        },
        payload: `{"query": ${JSON.stringify(query)}, "variables": ${variables}}`,
      });
      expect(response.statusCode).toBe(400);
      expect(response.json().errors[0].extensions.code).toBe('BAD_USER_INPUT');
      expect(response.body.length).toBeLessThan(1_000);
    }
  });

  test('stops after twenty errors', async () => {
    const { errors } = await api.ask(`{ ${times(300, (i) => `f${i}`)} }`, { token: ada });
    expect(errors).toHaveLength(21);
  });

  test('allows what is just within the limits', async () => {
    const { errors } = await api.ask(`{ ${times(30, (i) => `a${i}: hello`)} }`);
    expect(errors).toBeUndefined();
    const deep = await api.ask(`{ me { ${'friend { '.repeat(10)} name ${'} '.repeat(10)} } }`, {
      token: ada,
    });
    expect(deep.errors).toBeUndefined();
  });

  test('allows the explorer to read the schema', async () => {
    const { errors, data } = await api.ask(
      getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true }),
    );
    expect(errors).toBeUndefined();
    expect(data.__schema.queryType.name).toBe('Query');
  });
});

describe('what an operation may cost', () => {
  test('is refused with the cost and the limit before anything runs', async () => {
    const query = 'query ($n: Int) { people(first: $n) { name } }';
    for (let i = 0; i < 3; i++) {
      const { status, errors, text } = await api.ask(query, { token: ada, variables: { n: 501 } });
      expect(status).toBe(400);
      expect(text).not.toContain('data');
      expect(errors).toEqual([
        {
          message: 'This operation costs 501 and the limit is 500.',
          extensions: { code: 'QUERY_TOO_COSTLY', cost: 501, limit: 500 },
        },
      ]);
    }
    expect((await api.ask(query, { token: ada, variables: { n: 500 } })).status).toBe(200);
  });

  test('without a token it is the token that is asked for first', async () => {
    expect((await api.ask('{ people(first: 501) { name } }')).status).toBe(401);
  });
});

describe('in production', () => {
  let closed: TestApi;
  beforeAll(async () => {
    const env = { INTROSPECTION: 'false', EXPLORER: 'false' };
    closed = await testApi({ schema: playedSchema().schema, env });
  });
  afterAll(() => closed.end());

  test('the schema is not told, neither asked for nor by suggestion', async () => {
    const asked = await closed.ask(getIntrospectionQuery());
    expect(asked.status).toBe(400);
    expect(asked.errors?.[0].extensions).toEqual({ code: 'BAD_USER_INPUT' });
    for (const query of ['{ __type(name: "Query") { name } }', '{ helo }', '{ hello(nam: 1) }']) {
      expect((await closed.ask(query)).text).not.toMatch(/Did you mean|"data"/);
    }
    const typo = await closed.ask('query ($v: EchoInput!) { echo(input: $v) }', {
      variables: { v: { text: 'x', txt: 1 } },
    });
    expect(typo.text).not.toContain('Did you mean');
    expect((await closed.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  test('there is no explorer', async () => {
    expect((await closed.app.inject({ url: '/' })).statusCode).toBe(404);
  });
});

describe('how much a caller may ask in a minute', () => {
  let strict: TestApi;
  beforeAll(async () => {
    const env = {
      ...{ RATE_LIMIT_ANONYMOUS_REQUESTS_PER_MINUTE: '3', RATE_LIMIT_COST_PER_MINUTE: '50' },
      RATE_LIMIT_USER_REQUESTS_PER_MINUTE: '6',
    };
    strict = await testApi({ schema: playedSchema().schema, env });
  });
  afterAll(() => strict.end());

  const from = (remoteAddress: string, headers = {}) =>
    strict.app.inject({
      method: 'POST',
      url: '/graphql',
      remoteAddress,
      headers: { 'accept-language': 'fr', ...headers },
      payload: { query: '{ hello }' },
    });

  test('requests without a token are counted by address', async () => {
    for (let i = 0; i < 3; i++) expect((await from('192.0.2.1')).statusCode).toBe(200);
    const refused = await from('192.0.2.1');
    expect(refused.statusCode).toBe(429);
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.json().errors).toEqual([
      {
        message: `Trop de demandes : réessayez dans ${seconds} secondes.`,
        extensions: { code: 'RATE_LIMITED', retryAfterSeconds: seconds },
      },
    ]);
    expect((await from('192.0.2.2')).statusCode).toBe(200);
  });

  test('a forged address changes nothing', async () => {
    const forged = (i: number) => from('192.0.2.3', { 'x-forwarded-for': `198.51.100.${i}` });
    for (let i = 0; i < 3; i++) await forged(i);
    expect((await forged(4)).statusCode).toBe(429);
  });

  test('requests of a member are counted by member, whatever the token or address', async () => {
    await strict.member('one', 'MEMBER');
    for (let i = 0; i < 6; i++) {
      const token = await strict.token('one', { hours: 1 + i });
      expect((await strict.ask('{ hello }', { token })).status).toBe(200);
    }
    const token = await strict.token('one');
    expect((await strict.ask('{ hello }', { token })).status).toBe(429);
  });

  test('costs are counted too', async () => {
    const token = await strict.member('two', 'MEMBER');
    const query = '{ people(first: 20) { name } }';
    expect((await strict.ask(query, { token })).status).toBe(200);
    expect((await strict.ask(query, { token })).status).toBe(200);
    const { status, errors, headers } = await strict.ask(query, { token });
    expect(status).toBe(429);
    expect(headers['retry-after']).toBe(String(errors?.[0].extensions.retryAfterSeconds));
    expect(errors?.[0].extensions.code).toBe('RATE_LIMITED');
  });

  test('guessing tokens is stopped by address, and costs no look into the database then', async () => {
    const guess = (i: number) =>
      from('192.0.2.9', { authorization: `Bearer gzl_${String(i).padStart(43, '0')}` });
    for (let i = 0; i < 3; i++) expect((await guess(i)).statusCode).toBe(401);
    const statements: string[] = [];
    const observer = (text: string) => statements.push(text);
    strict.database.sql.observers.add(observer);
    expect((await guess(4)).statusCode).toBe(429);
    strict.database.sql.observers.delete(observer);
    expect(statements).toEqual([]);
  });
});
