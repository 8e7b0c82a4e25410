import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { systemClock } from '../../core/platform/clock.js';
import { readConfig } from '../../core/platform/config.js';
import { openTokens } from '../auth/tokens.js';
import { demoCallers, tokenFor } from './token.js';

let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gezel-token-'));
  env = { DATA_DIR: join(folder, 'made', 'here') };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the token command', () => {
  test('makes the key at first use, readable by its owner only', async () => {
    await tokenFor(['admin'], env);
    const { mode } = await stat(join(env.DATA_DIR as string, 'development-key.pem'));
    expect(mode & 0o777).toBe(0o600);
  });

  test.each(Object.keys(demoCallers))(
    'prints a token for %s that the server accepts',
    async (name) => {
      const tokens = await openTokens(readConfig(env), systemClock);
      const credentials = await tokens.verify(await tokenFor([name], env));
      const { subject } = demoCallers[name as keyof typeof demoCallers];
      expect(credentials).toMatchObject({ kind: 'jwt', subject, cooperative: 'demo' });
    },
  );

  test('twenty at once agree on one key', async () => {
    const fresh = { DATA_DIR: join(folder, 'race') };
    const printed = await Promise.all(Array.from({ length: 20 }, () => tokenFor(['admin'], fresh)));
    const tokens = await openTokens(readConfig(fresh), systemClock);
    const credentials = await Promise.all(printed.map((token) => tokens.verify(token)));
    expect(credentials.every((one) => one !== null)).toBe(true);
  });

  test('names issuer, audience and twelve hours', async () => {
    const token = await tokenFor(['finance'], env);
    const { iss, aud, sub, exp = 0, iat = 0, scope } = decodeJwt(token);
    expect({ iss, aud, sub, scope }).toEqual({
      iss: 'gezel-development',
      aud: 'gezel',
      sub: 'demo|finance',
      scope: undefined,
    });
    expect(exp - iat).toBe(12 * 3_600);
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', typ: 'JWT' });
  });

  test('lets the app act for a member with a few scopes only', async () => {
    const { sub, scope } = decodeJwt(await tokenFor(['app'], env));
    expect(sub).toBe('demo|member-stage');
    expect(scope).toBe(
      'activity.read invoice.write client.write assignment.read assignment.write ' +
        'cooperative.read member.read ledger.read',
    );
  });

  test('takes another number of hours', async () => {
    const { exp = 0, iat = 0 } = decodeJwt(await tokenFor(['admin', '--hours', '0.5'], env));
    expect(exp - iat).toBe(1_800);
  });

  test.each([
    [[], 'No role is given: give one of member-stage,'],
    [['king'], '"king" is none: give one of member-stage,'],
    [['toString'], '"toString" is none: give one of'],
    [['admin', 'admin'], '"admin admin" is none: give one of'],
    [['admin', '--hours', 'x'], '--hours is "x": it must be a number above 0 and at most 8760.'],
    [['admin', '--hours', '0'], '--hours is "0": it must be'],
    [['admin', '--minutes', '3'], "Unknown option '--minutes'"],
  ])('refuses %j with one sentence', async (args, sentence) => {
    await expect(tokenFor(args, env)).rejects.toThrow(sentence);
  });

  test('refuses in production', async () => {
    const production = {
      ...env,
      NODE_ENV: 'production',
      JWKS_URL: 'https://id.example/keys',
      JWT_ISSUER: 'https://id.example',
      JWT_AUDIENCE: 'gezel',
      VAULT_KEYS: 'k1:a-key-of-the-vault-for-this-test-only',
      VAULT_LOOKUP_KEY: 'a-lookup-key-for-this-test-only-0000',
    };
    await expect(tokenFor(['admin'], production)).rejects.toThrow(
      'The development key is refused in production: set JWKS_URL.',
    );
  });

  test('refuses beside an identity provider, whose tokens alone are accepted', async () => {
    const provided = {
      ...env,
      JWKS_URL: 'https://id.example/keys',
      JWT_ISSUER: 'https://id.example',
      JWT_AUDIENCE: 'gezel',
    };
    await expect(tokenFor(['admin'], provided)).rejects.toThrow('JWKS_URL is set');
  });
});
