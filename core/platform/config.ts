/**
 * The configuration: environment variables, read once at start-up and trusted from there on.
 * `configTable` is the single source; `docs/configuration.md` is generated from it.
 */
import type { z } from 'zod';
import { serviceVariables } from './config-services.js';
import {
  hostName,
  longSecret,
  namedSecrets,
  oneOf,
  optional,
  origins,
  pluginList,
  pluginSecrets,
  pluginUrls,
  postgresUrl,
  proxies,
  secret,
  switchedOn,
  text,
  type Variable,
  variable,
  webUrl,
  wholeNumber,
} from './config-values.js';

/** A variable holds a value that is not allowed; the message is one sentence, without secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const environments = ['development', 'production', 'test'] as const;
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const anyTimeoutMs = wholeNumber(1, 600_000);
const anyLimit = wholeNumber(1, 1_000_000);
const anyRate = wholeNumber(1, 1_000_000_000);

/** Every variable, by its name in `Config`. */
export const configTable = Object.freeze({
  port: variable('PORT', '4000', wholeNumber(0, 65_535), 'The port to serve on; 0: any free one.'),
  host: variable(
    'HOST',
    '127.0.0.1',
    hostName(),
    'The address to serve on; 0.0.0.0 is every network of this machine.',
  ),
  environment: variable(
    'NODE_ENV',
    'development',
    oneOf(environments),
    'In production the development key is refused, and JWKS_URL is required.',
  ),
  dataDir: variable(
    'DATA_DIR',
    '.data',
    text('the path of a folder'),
    'Where the PostgreSQL inside the project keeps its data; made when missing.',
  ),
  databaseUrl: secret(
    'DATABASE_URL',
    '',
    optional(postgresUrl()),
    'A PostgreSQL (15 or later) of your own, with its extensions btree_gist and cube (its contrib ' +
      'package); unset: the one inside the project.',
  ),
  databasePoolSize: variable(
    'DATABASE_POOL_SIZE',
    '16',
    wholeNumber(1, 1_000),
    'Connections to the database at most; up to four more send the reads of a moment together.',
  ),
  logLevel: variable(
    'LOG_LEVEL',
    'info',
    oneOf(logLevels),
    'The least severe line that is logged.',
  ),
  jwksUrl: secret(
    'JWKS_URL',
    '',
    optional(webUrl()),
    'The public keys of your identity provider; unset: the development key.',
  ),
  jwtIssuer: variable(
    'JWT_ISSUER',
    '',
    optional(text('the exact `iss` of your tokens, required with JWKS_URL')),
    'Who must have issued a token.',
  ),
  jwtAudience: variable(
    'JWT_AUDIENCE',
    '',
    optional(text('the exact `aud` of your tokens, required with JWKS_URL')),
    'For whom a token must be issued.',
  ),
  signingKey: secret(
    'SIGNING_KEY',
    '',
    optional(longSecret()),
    'Signs the links to downloads, the same on every server; unset: a key in DATA_DIR.',
  ),
  vaultKeys: secret(
    'VAULT_KEYS',
    '',
    optional(namedSecrets()),
    'Wrap the keys that national numbers are sealed with; unset: a key in DATA_DIR.',
  ),
  vaultLookupKey: secret(
    'VAULT_LOOKUP_KEY',
    '',
    optional(longSecret()),
    'Finds a national number without opening any; it never changes. Unset: a key in DATA_DIR.',
  ),
  ...serviceVariables,
  trustedProxies: variable(
    'TRUSTED_PROXIES',
    'none',
    proxies(),
    'Reverse proxies whose X-Forwarded-For is believed.',
  ),
  allowedOrigins: variable(
    'ALLOWED_ORIGINS',
    'none',
    origins(),
    'Web pages of other origins whose scripts may ask the API and send and fetch files.',
  ),
  maxDepth: variable('MAX_DEPTH', '12', wholeNumber(1, 100), 'Levels of a GraphQL operation.'),
  maxCost: variable('MAX_COST', '5000', anyLimit, 'Cost of a GraphQL operation.'),
  maxAliases: variable('MAX_ALIASES', '30', anyLimit, 'Aliases in a GraphQL operation.'),
  maxTokens: variable('MAX_TOKENS', '2000', anyLimit, 'Lexical tokens in a GraphQL document.'),
  maxDirectives: variable('MAX_DIRECTIVES', '10', anyLimit, 'Directives in a GraphQL document.'),
  rateLimitCostPerMinute: variable(
    'RATE_LIMIT_COST_PER_MINUTE',
    '100000',
    anyRate,
    'Cost of all operations of one caller in a minute.',
  ),
  rateLimitAnonymousRequestsPerMinute: variable(
    'RATE_LIMIT_ANONYMOUS_REQUESTS_PER_MINUTE',
    '600',
    anyRate,
    'Requests from one address without a token in a minute.',
  ),
  rateLimitUserRequestsPerMinute: variable(
    'RATE_LIMIT_USER_REQUESTS_PER_MINUTE',
    '3000',
    anyRate,
    'Requests of one user or app in a minute.',
  ),
  requestTimeoutMs: variable(
    'REQUEST_TIMEOUT_MS',
    '15000',
    anyTimeoutMs,
    'Milliseconds that a request may take.',
  ),
  statementTimeoutMs: variable(
    'STATEMENT_TIMEOUT_MS',
    '5000',
    anyTimeoutMs,
    'Milliseconds that one SQL statement may take.',
  ),
  lockTimeoutMs: variable(
    'LOCK_TIMEOUT_MS',
    '2000',
    anyTimeoutMs,
    'Milliseconds that an SQL statement may wait for a lock.',
  ),
  shutdownTimeoutMs: variable(
    'SHUTDOWN_TIMEOUT_MS',
    '30000',
    anyTimeoutMs,
    'Milliseconds that requests get to finish when the server is stopped.',
  ),
  pluginTimeoutMs: variable(
    'PLUGIN_TIMEOUT_MS',
    '5000',
    anyTimeoutMs,
    'Milliseconds that a plugin may take to answer a field of a query.',
  ),
  pluginWorkTimeoutMs: variable(
    'PLUGIN_WORK_TIMEOUT_MS',
    '12000',
    anyTimeoutMs,
    'The same for its mutations and handlers of events; fifty times that for its jobs.',
  ),
  plugins: variable(
    'PLUGINS',
    'auto',
    pluginList(),
    'The plugins to load; auto: every folder under plugins/; a name: one of these, or a package.',
  ),
  topology: variable(
    'TOPOLOGY',
    'merged',
    oneOf(['merged', 'federated'] as const),
    'How the graph is executed: merged is the fastest; federated goes through each subgraph.',
  ),
  serveSubgraphs: variable(
    'SERVE_SUBGRAPHS',
    'auto',
    switchedOn(),
    'Whether each subgraph is served at /subgraphs/NAME for a router; auto: unless in production.',
  ),
  remotePlugins: variable(
    'REMOTE_PLUGINS',
    'none',
    pluginUrls(),
    'Plugins that run elsewhere, each with its address.',
  ),
  pluginSecrets: secret(
    'PLUGIN_SECRETS',
    'none',
    pluginSecrets(),
    'What a gateway and a plugin that runs elsewhere sign with; the first of several signs.',
  ),
  gatewayUrl: variable(
    'GATEWAY_URL',
    'http://127.0.0.1:4000',
    webUrl(),
    'Where a plugin that is served alone finds the core.',
  ),
  seedDemo: variable(
    'SEED_DEMO',
    'auto',
    switchedOn(),
    'Whether an empty database gets the demo co-operative; auto: unless in production.',
  ),
  introspection: variable(
    'INTROSPECTION',
    'auto',
    switchedOn(),
    'Whether clients may read the schema; auto: unless in production.',
  ),
  explorer: variable(
    'EXPLORER',
    'auto',
    switchedOn(),
    'Whether the explorer is served at /; auto: unless in production.',
  ),
});

type Values = {
  readonly [Key in keyof typeof configTable]: z.output<(typeof configTable)[Key]['schema']>;
};

/** What the server runs with; `auto` has been decided. */
export interface Config extends Omit<Values, Switch> {
  readonly seedDemo: boolean;
  readonly introspection: boolean;
  readonly explorer: boolean;
  readonly serveSubgraphs: boolean;
}

type Switch = 'seedDemo' | 'introspection' | 'explorer' | 'serveSubgraphs';

/** The PostgreSQL inside the project takes 100; some are for its keeper, for jobs and for you. */
export const embeddedPoolLimit = 80;

/** Reads and checks all variables; unknown ones are ignored. Throws a `ConfigError`. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const entries = Object.entries(configTable) as [keyof Values, Variable<unknown>][];
  const values = Object.fromEntries(
    entries.map(([key, one]) => [key, readVariable(one, env[one.name])]),
  ) as unknown as Values;
  checkTogether(values);
  const open = values.environment !== 'production';
  return Object.freeze({
    ...values,
    seedDemo: values.seedDemo ?? open,
    introspection: values.introspection ?? open,
    explorer: values.explorer ?? open,
    serveSubgraphs: values.serveSubgraphs ?? open,
  });
}

function readVariable<Value>(one: Variable<Value>, given: string | undefined): Value {
  const value = given?.trim() ?? '';
  const result = one.schema.safeParse(value === '' ? one.default : value);
  if (result.success) return result.data;
  const shown = one.secret ? 'has a value (not shown here) that' : `is ${quote(value)}, which`;
  throw new ConfigError(`${one.name} ${shown} is not allowed: it must be ${one.allowed}.`);
}

function checkTogether(values: Values): void {
  if (values.environment === 'production' && values.jwksUrl === undefined) {
    throw new ConfigError(
      'JWKS_URL is not set, but must be in production: the development key is refused there.',
    );
  }
  checkAllOrNone(values, ['jwksUrl', 'jwtIssuer', 'jwtAudience']);
  checkAllOrNone(values, ['accessPointUrl', 'accessPointSecret']);
  checkAllOrNone(values, ['s3Url', 's3AccessKeyId', 's3SecretAccessKey']);
  checkAllOrNone(values, ['dimonaUrl', 'dimonaTokenUrl', 'dimonaClientId', 'dimonaKeyFile']);
  checkAllOrNone(values, ['vaultKeys', 'vaultLookupKey']);
  if (values.environment === 'production' && !values.jwksUrl?.startsWith('https:')) {
    throw new ConfigError('JWKS_URL must be an https:// URL in production.');
  }
  if (values.environment === 'production' && values.vaultKeys === undefined) {
    throw new ConfigError(
      'VAULT_KEYS is not set, but must be in production: the key of national numbers is never ' +
        'kept beside them.',
    );
  }
  const unsigned = [...values.remotePlugins.keys()].find((name) => !values.pluginSecrets.has(name));
  if (unsigned !== undefined) {
    throw new ConfigError(
      `PLUGIN_SECRETS has no secret of "${unsigned}", which is among REMOTE_PLUGINS.`,
    );
  }
  if (values.databaseUrl === undefined && values.databasePoolSize > embeddedPoolLimit) {
    throw new ConfigError(
      `DATABASE_POOL_SIZE is "${values.databasePoolSize}", which is not allowed without ` +
        `DATABASE_URL: it must be a whole number from 1 to ${embeddedPoolLimit}.`,
    );
  }
}

function checkAllOrNone(values: Values, keys: readonly (keyof Values)[]): void {
  const missing = keys.find((key) => values[key] === undefined);
  const present = keys.find((key) => values[key] !== undefined);
  if (missing === undefined || present === undefined) return;
  const { name, allowed } = configTable[missing];
  throw new ConfigError(
    `${name} is not set, but must be when ${configTable[present].name} is: it must be ${allowed}.`,
  );
}

function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
