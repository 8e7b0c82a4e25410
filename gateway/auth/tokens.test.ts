import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, SignJWT } from 'jose';
import { clockAt, systemClock } from '../../core/platform/clock.js';
import { readConfig } from '../../core/platform/config.js';
import { apiTokenHash } from './api-token.js';
import type { Tokens } from './credentials.js';
import { developmentKey, signDevelopmentToken } from './development-key.js';
import { openTokens } from './tokens.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gezel-tokens-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('tokens of the development key', () => {
  let tokens: Tokens;
  let key: { privateKey: KeyObject; publicKey: KeyObject };
  beforeAll(async () => {
    tokens = await openTokens(readConfig({ DATA_DIR: folder }), systemClock);
    key = await developmentKey(readConfig({ DATA_DIR: folder }));
  });

  const claims = { sub: 'demo|admin', cooperative: 'demo', iss: 'gezel-development', aud: 'gezel' };
  const signed = (over: Record<string, unknown>, expiresIn = 60, header = {}) =>
    new SignJWT({ ...claims, exp: Math.floor(Date.now() / 1_000) + expiresIn, ...over })
      .setProtectedHeader({ alg: 'EdDSA', ...header })
      .sign(key.privateKey);

  test('are accepted', async () => {
    const exp = Math.floor(Date.now() / 1_000) + 60;
    expect(await tokens.verify(await signed({ exp, scope: 'member.read  invoice.write' }))).toEqual(
      {
        kind: 'jwt',
        subject: 'demo|admin',
        cooperative: 'demo',
        scopes: ['member.read', 'invoice.write'],
        expiresAtMs: exp * 1_000,
      },
    );
  });

  test('without a scope are not limited, with an empty one may do nothing', async () => {
    expect(await tokens.verify(await signed({}))).toMatchObject({ scopes: null });
    expect(await tokens.verify(await signed({ scope: '' }))).toMatchObject({ scopes: [] });
  });

  test('are accepted within the tolerance of clocks and refused a second after it', async () => {
    expect(await tokens.verify(await signed({}, -28))).not.toBeNull();
    expect(await tokens.verify(await signed({}, -31))).toBeNull();
  });

  test('expire although they were verified before', async () => {
    let now = Date.now();
    const aging = await openTokens(
      readConfig({ DATA_DIR: folder }),
      clockAt(() => new Date(now)),
    );
    const token = await signDevelopmentToken(
      key,
      { subject: 'demo|admin', cooperative: 'demo', hours: 1 },
      new Date(now),
    );
    expect(await aging.verify(token)).not.toBeNull();
    now += 3_600_000 + 29_000;
    expect(await aging.verify(token)).not.toBeNull();
    now += 2_000;
    expect(await aging.verify(token)).toBeNull();
  });

  test.each<[string, () => Promise<string>]>([
    ['an empty token', async () => ''],
    ['a word', async () => 'secret'],
    ['three dots', async () => '...'],
    ['another issuer', () => signed({ iss: 'somebody' })],
    ['another audience', () => signed({ aud: 'other' })],
    ['no expiry', () => signed({ exp: undefined })],
    ['an expiry that is text', () => signed({ exp: '2099-01-01' as unknown as number })],
    ['no subject', () => signed({ sub: undefined })],
    ['an empty subject', () => signed({ sub: '' })],
    ['a subject with a zero character', () => signed({ sub: 'a\0b' })],
    ['a co-operative that is a number', () => signed({ cooperative: 7 })],
    ['a scope that is a list', () => signed({ scope: ['member.read'] })],
    [
      'a time before which it is not valid',
      () => signed({ nbf: Math.floor(Date.now() / 1e3) + 60 }),
    ],
    ['nine thousand characters', () => signed({ padding: 'x'.repeat(9_000) })],
    ['a changed payload', async () => tampered(await signed({}))],
    ['a cut signature', async () => (await signed({})).slice(0, -4)],
    ['the algorithm none', async () => unsigned({ ...claims, exp: 4_000_000_000 })],
    ['the public key as a shared secret', async () => hmac(key.publicKey)],
    ['a key of its own', async () => signedByStranger(claims)],
  ])('are refused with %s', async (_what, token) => {
    expect(await tokens.verify(await token())).toBeNull();
  });

  test('do not exist in production', async () => {
    await expect(
      developmentKey({ environment: 'production', dataDir: folder, jwksUrl: undefined }),
    ).rejects.toThrow('The development key is refused in production');
  });
});

describe('tokens of an identity provider', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  let provider: Server;
  let tokens: Tokens;
  let answers = 0;
  beforeAll(async () => {
    const keys = [
      { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', alg: 'RS256', use: 'sig' },
      { ...(await exportJWK(ec.publicKey)), kid: 'ec', alg: 'ES256', use: 'sig' },
    ];
    provider = createServer((_request, response) => {
      answers += 1;
      response.end(JSON.stringify({ keys }));
    });
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    tokens = await openTokens(configFor((provider.address() as AddressInfo).port), systemClock);
  });
  afterAll(() => {
    provider.close();
  });

  const configFor = (port: number) =>
    readConfig({
      DATA_DIR: folder,
      JWKS_URL: `http://127.0.0.1:${port}/keys`,
      JWT_ISSUER: 'https://id.example',
      JWT_AUDIENCE: 'gezel-api',
    });
  const signed = (alg: string, kid: string, privateKey: KeyObject, iss = 'https://id.example') =>
    new SignJWT({ sub: 'auth0|7', iss, aud: ['gezel-api', 'other'] })
      .setProtectedHeader({ alg, kid })
      .setExpirationTime('1m')
      .sign(privateKey);

  test('are accepted with RS256 and with ES256, and the keys are fetched once', async () => {
    expect(await tokens.verify(await signed('RS256', 'rsa', rsa.privateKey))).toMatchObject({
      subject: 'auth0|7',
      cooperative: null,
    });
    expect(await tokens.verify(await signed('ES256', 'ec', ec.privateKey))).not.toBeNull();
    expect(answers).toBe(1);
  });

  test('are refused with RS512, with an unknown key and with another issuer', async () => {
    expect(await tokens.verify(await signed('RS512', 'rsa', rsa.privateKey))).toBeNull();
    expect(await tokens.verify(await signed('RS256', 'old', rsa.privateKey))).toBeNull();
    expect(
      await tokens.verify(await signed('RS256', 'rsa', rsa.privateKey, 'https://x')),
    ).toBeNull();
  });

  test('of the development key are refused beside it', async () => {
    const key = await developmentKey(readConfig({ DATA_DIR: folder }));
    const claims = { subject: 'demo|admin', cooperative: 'demo', hours: 1 };
    expect(await tokens.verify(await signDevelopmentToken(key, claims, new Date()))).toBeNull();
  });

  test('are no refusal but a failure of ours while the provider cannot be reached', async () => {
    const lonely = await openTokens(configFor(1), systemClock);
    await expect(lonely.verify(await signed('RS256', 'rsa', rsa.privateKey))).rejects.toThrow();
  });
});

describe('API tokens', () => {
  test('are known by their hash only, and other shapes are none', async () => {
    const tokens = await openTokens(readConfig({ DATA_DIR: folder }), systemClock);
    const secret = `gzl_${'aB3'.repeat(14)}x`;
    expect(await tokens.verify(secret)).toEqual({ kind: 'api-token', hash: apiTokenHash(secret) });
    expect(await tokens.verify('gzl_short')).toBeNull();
    expect(
      await tokens.verify(`gzl_${"'; drop table core.member; --".padEnd(43, 'x')}`),
    ).toBeNull();
  });
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

const unsigned = (claims: object) => `${part({ alg: 'none' })}.${part(claims)}.`;

function tampered(token: string): string {
  const [header, , signature] = token.split('.');
  const claims = {
    sub: 'demo|finance',
    iss: 'gezel-development',
    aud: 'gezel',
    exp: 4_000_000_000,
  };
  return `${header}.${part(claims)}.${signature}`;
}

function hmac(publicKey: KeyObject): string {
  const claims = { sub: 'demo|admin', iss: 'gezel-development', aud: 'gezel', exp: 4_000_000_000 };
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  const secret = publicKey.export({ type: 'spki', format: 'pem' });
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

function signedByStranger(claims: Record<string, unknown>): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA' })
    .setExpirationTime('1m')
    .sign(privateKey);
}
