import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Ask, askThrice, type TestApi, testApi } from './testing/api.js';
import { playedSchema } from './testing/schema.js';

let api: TestApi;
let ada: string;
const played = playedSchema();

beforeAll(async () => {
  api = await testApi({ schema: played.schema });
  ada = await api.member('ada', 'MEMBER');
});
afterAll(() => api.end());

const thrice = (query: string, options?: Ask) => askThrice(api, query, options);

describe('what is no GraphQL request is refused', () => {
  const post = (payload: string | Buffer, type: string | null = 'application/json') =>
    api.app.inject({
      method: 'POST',
      url: '/graphql',
      payload,
      headers: type === null ? {} : { 'content-type': type },
    });
  test.each<[string, string, string | null, number, string]>([
    ['invalid JSON', '{"query":', 'application/json', 400, 'The body is not valid JSON.'],
    ['an empty body', '', 'application/json', 400, 'The body is empty.'],
    [
      'text',
      '{ hello }',
      'text/plain',
      415,
      'Send the request as "content-type: application/json".',
    ],
    ['a form', 'query={hello}', 'application/x-www-form-urlencoded', 415, 'Send the request as'],
    ['no content type', '{"query":"{ hello }"}', null, 415, 'Send the request as'],
    [
      'a body of five megabytes',
      `"${'x'.repeat(5e6)}"`,
      'application/json',
      413,
      'more than 1 MiB',
    ],
    ['JSON null', 'null', 'application/json', 400, 'POST body missing'],
    ['a number', '7', 'application/json', 400, 'POST body missing'],
    ['an empty object', '{}', 'application/json', 400, 'JSON object has no keys'],
    ['a batch', '[{"query":"{ hello }"}]', 'application/json', 400, 'batching disabled'],
    ['no query', '{"variables":{}}', 'application/json', 400, 'non-empty `query`'],
    ['a query that is a number', '{"query":7}', 'application/json', 400, 'must be strings'],
    [
      'variables that are text',
      '{"query":"{ hello }","variables":"{}"}',
      'application/json',
      400,
      '',
    ],
    [
      'variables that are a list',
      '{"query":"{ hello }","variables":[]}',
      'application/json',
      400,
      '',
    ],
    [
      'an operation name that is a number',
      '{"query":"{ hello }","operationName":1}',
      'application/json',
      400,
      '',
    ],
    [
      'extensions that are text',
      '{"query":"{ hello }","extensions":"x"}',
      'application/json',
      400,
      '',
    ],
    ['a prototype', '{"query":"{ hello }","__proto__":{"x":1}}', 'application/json', 400, ''],
    [
      'a persisted query',
      '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"a"}}}',
      'application/json',
      200,
      'PersistedQueryNotSupported',
    ],
  ])('%s', async (_what, body, type, status, sentence) => {
    const response = await post(body, type);
    expect(response.statusCode).toBe(status);
    const [error] = response.json().errors;
    expect(error.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    expect(error.message).toContain(sentence);
    expect(response.json()).not.toHaveProperty('data');
  });

  test('another method', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
      const response = await api.app.inject({ method, url: '/graphql' });
      expect({ status: response.statusCode, allow: response.headers.allow }).toEqual({
        status: 405,
        allow: 'GET, POST',
      });
    }
  });

  test('another path', async () => {
    const response = await api.app.inject({
      url: '/wp-admin.php',
      headers: { 'accept-language': 'nl-BE' },
    });
    expect(response.statusCode).toBe(404);
    expect(response.json().errors[0]).toMatchObject({
      message: 'Hier is niets; de API staat op /graphql.',
      extensions: { code: 'NOT_FOUND' },
    });
    expect((await api.app.inject({ url: '/%E0%A4%A' })).statusCode).toBe(400);
  });

  test('a subscription, which goes over a WebSocket', async () => {
    const { status, errors } = await thrice('subscription { ticks { n } }', { token: ada });
    expect(status).toBe(400);
    expect(errors?.[0].message).toContain('Subscriptions go over a WebSocket');
  });
});
