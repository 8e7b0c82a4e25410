import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  answer,
  as,
  ask,
  codes,
  errorCodes,
  newMember,
  type TestMember,
} from '../member/testing.js';
import { newId } from '../platform/ids.js';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import { liveTokensLimit } from './create-api-token.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(async () => {
  await p.close();
});

const fields = 'id name prefix scopes createdAt expiresAt revokedAt lastUsedAt';
const creation = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
  apiToken { ${fields} } secret violations { code path message } } }`;
const usual = { name: 'Site', scopes: ['invoice.write'], expiresOn: '2027-11-23' };
const create = (ctx: Parameters<typeof ask>[1], over: object = {}) =>
  ask(p, ctx, creation, { input: { ...usual, ...over } });
const revoke = (ctx: Parameters<typeof ask>[1], id: string) =>
  ask(
    p,
    ctx,
    `mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) {
      apiToken { revokedAt } violations { code } } }`,
    { input: { apiTokenId: id } },
  );
const tokens = async (member: TestMember) =>
  (await answer(ask(p, as(p, member), '{ viewer { apiTokens { id name revokedAt } } }'))).apiTokens;

describe('a new token', () => {
  test('shows its secret once and keeps only the hash', async () => {
    const someone = await newMember(p);
    const { apiToken, secret } = await answer(create(as(p, someone), { name: ' Site ' }));
    expect(secret).toMatch(/^gzl_[0-9A-Za-z]{43}$/);
    expect(apiToken).toMatchObject({ name: 'Site', prefix: secret.slice(0, 10), revokedAt: null });
    // The day after the last one begins at midnight in Brussels.
    expect(apiToken.expiresAt).toBe('2027-11-23T23:00:00.000Z');
    const hash = createHash('sha256').update(secret).digest('hex');
    const [row] = await p.admin.query('select * from core.api_token where hash = $1', [hash]);
    expect(row).toMatchObject({ member_id: someone.id, scopes: ['invoice.write'] });
    expect(JSON.stringify(row)).not.toContain(secret);
    const traces = await p.admin.query('select o, a from core.outbox o, core.audit a');
    expect(JSON.stringify(traces, (_, v) => (typeof v === 'bigint' ? `${v}` : v))).not.toContain(
      secret.slice(4),
    );
    expect(await tokens(someone)).toMatchObject([{ name: 'Site' }]);
  });

  test('no two have the same secret', async () => {
    const someone = await newMember(p);
    const made = await Promise.all(Array.from({ length: 8 }, () => answer(create(as(p, someone)))));
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(8);
  });

  test.each([
    ['no name', { name: '  ' }, ['text.blank']],
    ['a name of 10,000 characters', { name: 'n'.repeat(10_000) }, ['text.too-long']],
    ['no scopes', { scopes: [] }, ['api-token.without-scopes']],
    ['a scope that the member lacks', { scopes: ['payout.release'] }, ['api-token.scope-not-held']],
    ['a scope of nobody', { scopes: ['x'.repeat(999)] }, ['api-token.scope-not-held']],
    ['yesterday as its end', { expiresOn: '2026-11-22' }, ['api-token.expired']],
    ['more than a year', { expiresOn: '2027-11-24' }, ['api-token.too-long']],
    [
      'everything wrong',
      { name: '', scopes: ['a', 'b', 'a'], expiresOn: '2999-01-01' },
      ['text.blank', 'api-token.too-long', 'api-token.scope-not-held', 'api-token.scope-not-held'],
    ],
  ])('with %s is refused', async (_what, over, expected) => {
    const someone = await newMember(p);
    const refused = await answer(create(as(p, someone), over));
    expect(refused).toMatchObject({ apiToken: null, secret: null });
    expect(codes(refused)).toEqual(expected);
    expect(await tokens(someone)).toEqual([]);
  });

  test('that works today only is one', async () => {
    const { apiToken } = await answer(create(p.ctx('adviser'), { expiresOn: '2026-11-23' }));
    expect(apiToken.expiresAt).toBe('2026-11-23T23:00:00.000Z');
  });

  test('a token makes no token, and neither does who may not', async () => {
    const token = { id: newId(), name: 'app' };
    const caller = as(p, await newMember(p), ['MEMBER'], { token });
    expect(errorCodes(await create(caller))).toEqual(['FORBIDDEN']);
    // An application with a signed token, whatever its scopes: its token ends within the hour.
    const scoped = as(p, await newMember(p), ['ADMIN'], { scoped: true });
    expect(errorCodes(await create(scoped))).toEqual(['FORBIDDEN']);
    const blind = as(p, await newMember(p), ['MEMBER'], { grants: new Map() });
    expect(errorCodes(await create(blind))).toEqual(['FORBIDDEN']);
    expect(errorCodes(await p.graphql(creation, { input: usual }))).toEqual(['UNAUTHENTICATED']);
  });

  test('there are only so many at a time; those that ended do not count', async () => {
    const someone = await newMember(p);
    await p.admin.query(
      `insert into core.api_token
         (cooperative_id, id, member_id, name, prefix, hash, scopes, expires_at, revoked_at)
       select $1, gen_random_uuid(), $2, 'old', 'gzl_x', gen_random_uuid()::text, '{member.read}',
         case when n % 2 = 0 then '2026-01-01'::timestamptz else '2030-01-01' end,
         case when n % 2 = 1 then '2026-01-01'::timestamptz end
       from generate_series(1, $3::int) n`,
      [p.cooperativeId, someone.id, liveTokensLimit],
    );
    expect(codes(await answer(create(as(p, someone))))).toEqual([]);
    await p.admin.query(
      `insert into core.api_token
         (cooperative_id, id, member_id, name, prefix, hash, scopes, expires_at)
       select $1, gen_random_uuid(), $2, 'live', 'gzl_x', gen_random_uuid()::text, '{member.read}',
         '2030-01-01' from generate_series(2, $3::int)`,
      [p.cooperativeId, someone.id, liveTokensLimit],
    );
    expect(codes(await answer(create(as(p, someone))))).toEqual(['api-token.too-many']);
  });
});

describe('revoking', () => {
  test('ends a token at once; doing it again changes nothing', async () => {
    const someone = await newMember(p);
    const { apiToken } = await answer(create(as(p, someone)));
    const first = await answer(revoke(as(p, someone), apiToken.id));
    expect(first.apiToken.revokedAt).toBe('2026-11-23T11:00:00.000Z');
    p.setToday('2026-11-25');
    expect(await answer(revoke(as(p, someone), apiToken.id))).toEqual(first);
    p.setToday('2026-11-23');
    const facts = await p.admin.query('select type from core.outbox where subject_id = $1', [
      apiToken.id.slice('ApiToken:'.length),
    ]);
    expect(facts).toEqual([{ type: 'api-token.created' }, { type: 'api-token.revoked' }]);
  });

  test('another’s token is not there, unless one administers the co-operative', async () => {
    const someone = await newMember(p);
    const { apiToken } = await answer(create(as(p, someone)));
    expect(errorCodes(await revoke(p.ctx('adviser'), apiToken.id))).toEqual(['NOT_FOUND']);
    expect(errorCodes(await revoke(p.ctx('admin', { foreign: true }), apiToken.id))).toEqual([
      'NOT_FOUND',
    ]);
    const ended = await answer(revoke(p.ctx('admin'), apiToken.id));
    expect(ended.apiToken.revokedAt).not.toBeNull();
    expect(await tokens(someone)).toMatchObject([{ revokedAt: ended.apiToken.revokedAt }]);
  });

  test('a token may end itself and no other', async () => {
    const someone = await newMember(p);
    const [one, two] = await Promise.all([1, 2].map(() => answer(create(as(p, someone)))));
    const id = one.apiToken.id.slice('ApiToken:'.length);
    const caller = as(p, someone, ['MEMBER'], { token: { id, name: 'one' } });
    expect(errorCodes(await revoke(caller, two.apiToken.id))).toEqual(['FORBIDDEN']);
    const scoped = as(p, someone, ['MEMBER'], { scoped: true });
    expect(errorCodes(await revoke(scoped, two.apiToken.id))).toEqual(['FORBIDDEN']);
    expect((await answer(revoke(caller, one.apiToken.id))).apiToken.revokedAt).not.toBeNull();
  });

  test.each(['', 'gzl_secret', 'Member:1', `ApiToken:${'0'.repeat(36)}`])(
    '"%s" is not the id of a token',
    async (id) => {
      expect(errorCodes(await revoke(p.ctx('admin'), id))).toEqual(['BAD_USER_INPUT']);
    },
  );
});
