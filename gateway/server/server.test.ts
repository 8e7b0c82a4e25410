import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../core/platform/config.js';
import { type Ask, askThrice, type TestApi, testApi } from './testing/api.js';
import { playedSchema } from './testing/schema.js';

let api: TestApi;
let ada: string;
const played = playedSchema();

beforeAll(async () => {
  const env = { ALLOWED_ORIGINS: 'https://app.example.org' };
  api = await testApi({ schema: played.schema, env });
  ada = await api.member('ada', 'MEMBER');
});
afterAll(() => api.end());

const thrice = (query: string, options?: Ask) => askThrice(api, query, options);

describe('a request', () => {
  test('is answered', async () => {
    const { status, data, headers } = await thrice('{ hello }');
    expect({ status, data }).toEqual({ status: 200, data: { hello: 'Hello world' } });
    expect(headers).toMatchObject({
      'content-type': 'application/graphql-response+json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  test('is answered in the media type of GraphQL over HTTP when it is asked for', async () => {
    const headers = { accept: 'application/graphql-response+json, application/json;q=0.9' };
    const type = 'application/graphql-response+json; charset=utf-8';
    expect((await api.ask('{ hello }', { headers })).headers['content-type']).toBe(type);
    expect((await api.ask('{ nothing }', { headers })).headers['content-type']).toBe(type);
    const refused = await api.ask('{ hello }', { headers: { ...headers, authorization: 'x' } });
    expect(refused.headers['content-type']).toBe(type);
  });

  test('that accepts neither type is told so', async () => {
    expect((await api.ask('{ hello }', { headers: { accept: 'image/png' } })).status).toBe(406);
  });

  test('reads like graphql-js in every way, compiled or not', async () => {
    const fields = `
      a: colored(color: BLUE, many: [RED, BLUE])
      b: colored(many: $many)
      c: amount(value: "12.50")
      d: echo(input: { text: "t", nested: { text: $text, list: 3 } })
      e: echo(input: $input)
      ... @include(if: $yes) { f: hello(name: $text) }
      g: hello(name: null) @skip(if: $yes)
      ...H
    `;
    const { data, errors } = await thrice(
      `query ($many: [Color!] = [BLUE], $text: String!, $input: EchoInput!, $yes: Boolean!) {
         ${fields}
       }
       fragment H on Query { people(first: 1) { __typename id color friend { name } } }`,
      {
        token: ada,
        variables: { text: 'x', input: { text: 'y', color: 'RED', list: [1, 2] }, yes: true },
      },
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ a: 'b,r,b', b: 'r,b', c: '12.50', f: 'Hello x' });
    expect(JSON.parse(data.d)).toEqual({
      ...{ text: 't', color: 'b', nested: { text: 'x', list: [3], color: 'b' } },
    });
    expect(JSON.parse(data.e)).toEqual({ text: 'y', color: 'r', list: [1, 2] });
    expect(data.people[0]).toEqual({
      ...{ __typename: 'Person', id: 'Person:1', color: 'BLUE', friend: { name: 'Ada' } },
    });
  });

  test('nulls what failed as far up as it must, compiled or not', async () => {
    const headers = { 'x-request-id': 'null-test' };
    const { data, errors } = await thrice(
      `{
        things { __typename ... on Entry { amount } ... on Strict { name late } }
        named { name ... on Strict { late } }
        list { name inner { name } }
      }`,
      { headers },
    );
    expect(data).toEqual({
      things: [
        { __typename: 'Entry', amount: '1' },
        { __typename: 'Strict', name: 'a', late: 'late a' },
        ...[null, null, null],
      ],
      named: { name: 'n', late: 'late n' },
      list: [{ name: 'a', inner: null }, null, { name: 'b', inner: null }],
    });
    const places = errors?.map(({ path, extensions }) => `${path.join('.')} ${extensions.code}`);
    expect(places?.sort()).toEqual([
      'list.1.name INTERNAL',
      'list.2.inner.1.name INTERNAL',
      'things.3 INTERNAL',
      'things.4.late NOT_FOUND',
    ]);
  });

  test('runs mutations one after the other', async () => {
    const { data } = await api.ask(
      'mutation { a: write(input: { text: "1" }) { done } b: write(input: { text: "2" }) { done } }',
      { token: ada },
    );
    expect(data).toEqual({ a: { done: ['1'] }, b: { done: ['1', '2'] } });
  });

  test('by GET is answered for queries, and only when no form can send it', async () => {
    const get = (query: string, headers = {}) =>
      api.app.inject({ url: `/graphql?query=${encodeURIComponent(query)}`, headers });
    const preflight = { 'apollo-require-preflight': '1' };
    expect((await get('{ hello }', preflight)).json().data).toEqual({ hello: 'Hello world' });
    expect((await get('{ hello }')).statusCode).toBe(400);
    const mutation = await get('mutation { write(input: { text: "x" }) { done } }', preflight);
    expect(mutation.statusCode).toBe(405);
    expect(mutation.headers.allow).toBe('POST');
    expect(played.written).not.toContain('x');
  });

  test('names its operation when there are several', async () => {
    const two = 'query A { hello } query B { a: hello }';
    expect((await thrice(two, { operationName: 'B' })).data).toEqual({ a: 'Hello world' });
    const none = await thrice(two);
    expect(none.status).toBe(400);
    expect(none.errors?.[0]).toMatchObject({
      message: 'Must provide operation name if query contains multiple operations.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const unknown = await thrice(two, { operationName: 'C' });
    expect(unknown.errors?.[0].message).toBe('Unknown operation named "C".');
  });

  test('keeps its own id when it has a fit one', async () => {
    const fit = await api.ask('{ hello }', { headers: { 'x-request-id': 'order-4711' } });
    expect(fit.headers['x-request-id']).toBe('order-4711');
    for (const id of ['short', 'with space in it', 'x'.repeat(200), 'né-à-Liège']) {
      const unfit = await api.ask('{ hello }', { headers: { 'x-request-id': id } });
      expect(unfit.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    }
  });
});

describe('a web page of another origin', () => {
  const from = async (origin: string, method: 'OPTIONS' | 'POST') => {
    const preflight = { 'access-control-request-method': 'POST' };
    const answer = await api.app.inject({
      ...{ method, url: '/graphql', payload: JSON.stringify({ query: '{ hello }' }) },
      headers: {
        origin,
        'content-type': 'application/json',
        ...(method === 'OPTIONS' && preflight),
      },
    });
    return [answer.statusCode, answer.headers['access-control-allow-origin']];
  };

  test('is answered when ALLOWED_ORIGINS names it, without credentials', async () => {
    expect(await from('https://app.example.org', 'OPTIONS')).toEqual([
      204,
      'https://app.example.org',
    ]);
    expect(await from('https://app.example.org', 'POST')).toEqual([200, 'https://app.example.org']);
  });

  test.each(['https://evil.example', 'https://app.example.org.evil.example', 'null'])(
    'is not let in as %s',
    async (origin) => {
      expect((await from(origin, 'OPTIONS'))[1]).toBeUndefined();
      expect((await from(origin, 'POST'))[1]).toBeUndefined();
    },
  );

  test('is not let in anywhere by default, and its name must be an origin', async () => {
    expect(readConfig({}).allowedOrigins).toEqual([]);
    for (const ALLOWED_ORIGINS of ['*', 'app.example.org', 'https://app.example.org/']) {
      expect(() => readConfig({ ALLOWED_ORIGINS })).toThrow('ALLOWED_ORIGINS');
    }
  });
});
