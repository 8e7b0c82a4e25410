import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { ConfigError, configTable, readConfig } from './config.js';
import { configMarkdown } from './config-page.js';

const identityProvider = {
  JWKS_URL: 'https://id.example.org/keys',
  JWT_ISSUER: 'https://id.example.org',
  JWT_AUDIENCE: 'gezel',
};

const vault = {
  VAULT_KEYS: 'k2:second-key-of-more-than-32-characters,k1:first-key-of-more-than-32-characters.',
  VAULT_LOOKUP_KEY: 'a-lookup-key-of-more-than-32-characters',
};

function refusal(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('what is read', () => {
  test('an empty environment gives the documented defaults', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      environment: 'development',
      dataDir: '.data',
      databaseUrl: undefined,
      databasePoolSize: 16,
      logLevel: 'info',
      jwksUrl: undefined,
      trustedProxies: [],
      allowedOrigins: [],
      maxDepth: 12,
      maxCost: 5000,
      maxAliases: 30,
      maxTokens: 2000,
      maxDirectives: 10,
      rateLimitCostPerMinute: 100_000,
      rateLimitAnonymousRequestsPerMinute: 600,
      rateLimitUserRequestsPerMinute: 3000,
      statementTimeoutMs: 5000,
      lockTimeoutMs: 2000,
      shutdownTimeoutMs: 30_000,
      plugins: 'auto',
      seedDemo: true,
      introspection: true,
      explorer: true,
    });
  });

  test('an empty or blank variable counts as unset, and an unknown one is ignored', () => {
    expect(readConfig({ PORT: '', LOG_LEVEL: '  ', PORTT: 'x' })).toEqual(readConfig({}));
  });

  test('spaces around a value do not count', () => {
    expect(readConfig({ PORT: ' 0 ' }).port).toBe(0);
  });

  test('the configuration cannot be changed afterwards', () => {
    const config = readConfig({ PLUGINS: 'design' });
    expect(Object.isFrozen(config) && Object.isFrozen(config.plugins)).toBe(true);
  });

  test.each([
    ['auto', 'auto'],
    ['none', []],
    ['performing-arts', ['performing-arts']],
    ['design, ./my/plugin, /opt/x, ../near-by', ['design', './my/plugin', '/opt/x', '../near-by']],
  ])('PLUGINS "%s" is a list of plugins', (given, plugins) => {
    expect(readConfig({ PLUGINS: given }).plugins).toEqual(plugins);
  });

  test('TRUSTED_PROXIES takes addresses and networks', () => {
    const { trustedProxies } = readConfig({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,fd00::/8' });
    expect(trustedProxies).toEqual(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);
  });

  test('introspection and the explorer are off in production unless switched on', () => {
    const production = { NODE_ENV: 'production', ...identityProvider, ...vault };
    expect(readConfig(production)).toMatchObject({ introspection: false, explorer: false });
    expect(readConfig({ ...production, INTROSPECTION: 'true' })).toMatchObject({
      introspection: true,
      explorer: false,
    });
    expect(readConfig({ EXPLORER: 'false' }).explorer).toBe(false);
  });

  test('each form of a PostgreSQL URL is taken as it stands', () => {
    for (const url of [
      'postgres://me@localhost/db',
      'postgresql://me:p%40ss@[::1]:5433/db?sslmode=require',
      'postgres:///db?host=/run/postgresql',
    ]) {
      expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
    }
  });
});

describe('what is refused, in one sentence that names the variable', () => {
  test.each([
    ['PORT', '80a', 'a whole number from 0 to 65535'],
    ['PORT', '-1', 'a whole number from 0 to 65535'],
    ['PORT', '65536', 'a whole number from 0 to 65535'],
    ['PORT', '4e3', 'a whole number from 0 to 65535'],
    ['PORT', '0x50', 'a whole number from 0 to 65535'],
    ['PORT', '99999999999999999999', 'a whole number from 0 to 65535'],
    ['HOST', 'not a host', 'an IP address or a host name'],
    ['HOST', '999.1.1.1', 'an IP address or a host name'],
    ['HOST', 'http://localhost', 'an IP address or a host name'],
    ['NODE_ENV', 'staging', '`development`, `production` or `test`'],
    ['LOG_LEVEL', 'INFO', '`trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`'],
    ['DATABASE_POOL_SIZE', '0', 'a whole number from 1 to 1000'],
    ['STATEMENT_TIMEOUT_MS', '5s', 'a whole number from 1 to 600000'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', 'networks such as 10.0.0.0/8'],
    ['TRUSTED_PROXIES', 'true', 'networks such as 10.0.0.0/8'],
    ['PLUGINS', 'design,design', 'names and paths'],
    ['PLUGINS', 'design,,audiovisual', 'names and paths'],
    ['PLUGINS', 'Design', 'names and paths'],
    ['SEED_DEMO', 'yes', '`true` or `false`'],
    ['INTROSPECTION', '1', '`auto`, `true` or `false`'],
  ])('%s=%s', (name, value, allowed) => {
    const sentence = refusal({ [name]: value });
    expect(sentence).toContain(`${name} is ${JSON.stringify(value)}`);
    expect(sentence).toContain(allowed);
    expect(sentence).not.toContain('\n');
  });

  test('a line break or a very long value does not spoil the sentence', () => {
    const sentence = refusal({ PORT: `1\n${'9'.repeat(5000)}` });
    expect(sentence).not.toContain('\n');
    expect(sentence.length).toBeLessThan(200);
  });

  test.each([
    'mysql://me:hush@localhost/db',
    'localhost:5432',
    'postgres://me:hu#sh@localhost:5432x/db',
    'postgres://me:hush@local host/db',
  ])('DATABASE_URL %s, without showing it', (url) => {
    const sentence = refusal({ DATABASE_URL: url });
    expect(sentence).toContain('DATABASE_URL');
    expect(sentence).toContain('postgres://user:password@host:5432/database');
    expect(sentence).not.toMatch(/hush|hu#sh/);
  });

  test('an identity provider that is only half described', () => {
    for (const name of Object.keys(identityProvider)) {
      expect(refusal({ ...identityProvider, [name]: '' })).toContain(`${name} is not set`);
    }
  });

  test('production without an identity provider, or with one that is not on https', () => {
    expect(refusal({ NODE_ENV: 'production' })).toContain('JWKS_URL is not set');
    const local = { ...identityProvider, JWKS_URL: 'http://localhost:9000/keys' };
    expect(refusal(local)).toBe('accepted');
    expect(refusal({ ...local, NODE_ENV: 'production' })).toContain('JWKS_URL');
    expect(refusal({ ...identityProvider, JWKS_URL: 'http://id.example.org/' })).toContain('https');
    expect(refusal({ ...identityProvider, ...vault, NODE_ENV: 'production' })).toBe('accepted');
  });

  test('production without keys of the vault, or keys that are none', () => {
    const production = { ...identityProvider, NODE_ENV: 'production' };
    expect(refusal(production)).toContain('VAULT_KEYS is not set');
    expect(refusal({ VAULT_KEYS: vault.VAULT_KEYS })).toContain('VAULT_LOOKUP_KEY is not set');
    for (const wrong of ['k1:short', `${vault.VAULT_KEYS},k1:${'x'.repeat(32)}`, 'nameless']) {
      const sentence = refusal({ ...vault, VAULT_KEYS: wrong });
      expect(sentence).toContain('VAULT_KEYS has a value (not shown here)');
    }
  });

  test('a pool larger than the PostgreSQL inside the project can serve', () => {
    expect(refusal({ DATABASE_POOL_SIZE: '81' })).toContain('without DATABASE_URL');
    const own = { DATABASE_URL: 'postgres://me@localhost/db', DATABASE_POOL_SIZE: '81' };
    expect(refusal(own)).toBe('accepted');
  });
});

describe('the table', () => {
  test('has every variable once', () => {
    const names = Object.values(configTable).map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('allows each of its own defaults when it is given', () => {
    for (const { name, default: preset } of Object.values(configTable)) {
      expect(refusal({ [name]: preset })).toBe('accepted');
    }
  });

  // UPDATE_DOCS=1 writes the page anew.
  test('is what docs/configuration.md says', async () => {
    const page = new URL('../../docs/configuration.md', import.meta.url);
    if (process.env.UPDATE_DOCS === '1') await writeFile(page, configMarkdown());
    expect(await readFile(page, 'utf8')).toBe(configMarkdown());
  });
});
