import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApi, testApi } from './testing/api.js';
import { playedSchema } from './testing/schema.js';

/** The audits of the specification of GraphQL over HTTP that a server must or should pass. */
const modern = 'application/graphql-response+json';
const legacy = 'application/json';

let api: TestApi;
beforeAll(async () => {
  api = await testApi({ schema: playedSchema().schema });
});
afterAll(() => api.end());

const post = (body: unknown, headers: Record<string, string> = {}) =>
  api.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': legacy, ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('media types', () => {
  test.each([
    [modern, modern],
    [legacy, legacy],
    [`${modern}, ${legacy}`, modern],
    [`${legacy};q=0.5, ${modern}`, modern],
    ['*/*', legacy],
    ['application/*', legacy],
    [undefined, legacy],
  ])('accept %s is answered with %s in UTF-8', async (accept, type) => {
    const response = await post(
      { query: '{ __typename }' },
      accept === undefined ? {} : { accept },
    );
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe(`${type}; charset=utf-8`);
  });

  test('a body of application/json in UTF-8 is taken', async () => {
    const query = 'query ($n: String) { hello(name: $n) }';
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const response = await post({ query, variables: { n: 'Zoë 🎭' } }, headers);
    expect(response.json()).toEqual({ data: { hello: 'Hello Zoë 🎭' } });
  });
});

describe('parameters', () => {
  const query = 'query Q($n: String) { hello(name: $n) }';
  test.each<[string, object]>([
    ['null', { query, variables: null, operationName: null, extensions: null }],
    ['maps', { query, variables: { n: 'x' }, extensions: { any: { thing: [1] } } }],
    ['an operation name', { query, operationName: 'Q' }],
    ['what nobody knows', { query, id: 7, unknown: true }],
  ])('%s are accepted', async (_what, body) => {
    expect((await post(body)).statusCode).toBe(200);
  });

  test.each([
    ['query', 7],
    ['query', ['{ hello }']],
    ['query', { hello: true }],
    ['operationName', 7],
    ['operationName', {}],
    ['variables', 'x'],
    ['variables', 7],
    ['variables', []],
    ['extensions', 'x'],
    ['extensions', []],
  ])('%s of another type (%j) is a 400 without data', async (name, value) => {
    for (const accept of [modern, legacy]) {
      const response = await post({ query, [name]: value }, { accept });
      expect(response.statusCode).toBe(400);
      expect(response.json().data).toBeUndefined();
      expect(response.json().errors).toHaveLength(1);
    }
  });

  test('in the address are read for GET', async () => {
    const parameters = new URLSearchParams({ query, variables: '{"n":"GET"}', operationName: 'Q' });
    const response = await api.app.inject({
      url: `/graphql?${parameters}`,
      headers: { accept: modern, 'apollo-require-preflight': 'true' },
    });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ data: { hello: 'Hello GET' } });
  });
});

describe('status', () => {
  test.each<[string, object | string, number]>([
    ['a request that cannot be read', '{"query":', 400],
    ['a document that cannot be parsed', { query: '{' }, 400],
    ['a document that is not valid', { query: '{ nothing }' }, 400],
    ['a variable that does not fit', { query: 'query ($n: Int!) { slow(ms: $n) }' }, 400],
    ['an operation that does not exist', { query: '{ hello }', operationName: 'X' }, 400],
    ['an empty operation name', { query: '{ hello }', operationName: '' }, 400],
    ['an error in a field', { query: '{ hello fail(how: "not-found") }' }, 200],
    ['an error in every field', { query: '{ fail(how: "not-found") }' }, 200],
  ])('%s', async (_what, body, status) => {
    const response = await post(body, { accept: modern });
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toBe(`${modern}; charset=utf-8`);
    const { data, errors } = response.json();
    expect(errors.length).toBeGreaterThan(0);
    expect(data !== undefined).toBe(status === 200);
    // Of the older type only what is no request of GraphQL is refused by its status.
    const older = await post(body, { accept: legacy });
    const readable = typeof body !== 'string' && (body as { query: string }).query !== '';
    expect(older.statusCode).toBe(readable ? 200 : 400);
    expect('data' in older.json()).toBe(data !== undefined);
  });
});
