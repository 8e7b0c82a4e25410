import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Ask, askThrice, type TestApi, testApi } from './testing/api.js';
import { playedSchema } from './testing/schema.js';

let api: TestApi;
let ada: string;
let finance: string;
const played = playedSchema();

beforeAll(async () => {
  api = await testApi({ schema: played.schema });
  ada = await api.member('ada', 'MEMBER');
  finance = await api.member('finn', 'FINANCE');
});
afterAll(() => api.end());

const thrice = (query: string, options?: Ask) => askThrice(api, query, options);

describe('who asks', () => {
  test('nobody gets what is public', async () => {
    expect((await api.ask('{ hello }')).data).toEqual({ hello: 'Hello world' });
  });

  test('nobody gets nothing else: the whole request is refused where nothing is public', async () => {
    const { status, errors, headers, text } = await thrice('{ me { name } books { amount } }');
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(errors).toEqual([
      {
        message: 'This needs a valid access token.',
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ]);
    expect(text).not.toContain('data');
  });

  test('nobody gets the public part of a request', async () => {
    const { status, data, errors } = await thrice(
      '{ hello me { name } ...on Query { books { amount } } }',
    );
    expect(status).toBe(200);
    expect(data).toEqual({ hello: 'Hello world', me: null, books: null });
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['me'], 'UNAUTHENTICATED'],
      [['books'], 'UNAUTHENTICATED'],
    ]);
  });

  test('a member is told which permission is missing', async () => {
    const { data, errors } = await thrice('mutation { write(input: { text: "no" }) { done } }', {
      token: finance,
      headers: { 'accept-language': 'fr' },
    });
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      {
        message: 'Il vous manque l’autorisation « invoice.write ».',
        path: ['write'],
        extensions: { code: 'FORBIDDEN', permission: 'invoice.write' },
      },
    ]);
    expect(played.written).not.toContain('no');
  });

  test('a token has no more than its scopes', async () => {
    const token = await api.token('ada', { scopes: ['member.read'] });
    const { errors } = await api.ask('{ me { name } books { amount } }', { token });
    expect(errors?.map(({ extensions }) => extensions.permission)).toEqual(['ledger.read']);
  });

  test.each<[string, () => Promise<string> | string]>([
    ['a word', () => 'secret'],
    ['an expired token', () => api.token('ada', { hours: -1 })],
    ['an application for a stranger', () => api.token('nobody', { scopes: ['member.read'] })],
    ['an unknown API token', () => `gzl_${'a'.repeat(43)}`],
    ['SQL', () => "'or'1'='1"],
  ])('%s is refused, also where everything is public', async (_what, token) => {
    const { status, errors, headers } = await api.ask('{ hello }', { token: await token() });
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(errors).toEqual([
      { message: 'This needs a valid access token.', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  test('a person who is no member yet sees what is public, and nothing else', async () => {
    const token = await api.token('nobody');
    expect((await api.ask('{ hello }', { token })).status).toBe(200);
    const { errors } = await api.ask('{ me { name } }', { token });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('other schemes are refused', async () => {
    for (const authorization of ['Basic YTpi', 'Bearer', '', `Bearer ${ada} ${ada}`]) {
      expect((await api.ask('{ hello }', { headers: { authorization } })).status).toBe(401);
    }
    const lower = { authorization: `bearer ${ada}` };
    expect((await api.ask('{ me { name } }', { headers: lower })).data.me.name).toBe('ada');
  });

  test('a token in the address is ignored', async () => {
    const response = await api.app.inject({
      method: 'POST',
      url: `/graphql?access_token=${ada}&authorization=Bearer%20${ada}`,
      payload: { query: '{ me { name } }' },
    });
    expect(response.statusCode).toBe(401);
  });

  test('a suspended member is refused as soon as that is known', async () => {
    const token = await api.member('sus', 'MEMBER');
    expect((await api.ask('{ me { name } }', { token })).status).toBe(200);
    await api.database.admin.query(
      `update core.member set status = 'SUSPENDED' where subject = 'sus'`,
    );
    api.forget('sus');
    expect((await api.ask('{ me { name } }', { token })).status).toBe(401);
  });

  test('costs no statement once known', async () => {
    await api.ask('{ me { name } }', { token: ada });
    const statements: string[] = [];
    const observer = (text: string) => statements.push(text);
    api.database.sql.observers.add(observer);
    await api.ask('{ me { name } }', { token: ada });
    api.database.sql.observers.delete(observer);
    expect(statements).toEqual([]);
  });
});
