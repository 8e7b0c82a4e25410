/**
 * The configuration: environment variables, read once at start-up and trusted from there on.
 * `configTable` is the single source; `docs/configuration.md` is generated from it.
 */
import { isIP } from 'node:net';
import { z } from 'zod';

/** A variable holds a value that is not allowed; the message is one sentence, without secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** What a variable may hold: the rule and the words for it, made together so that they agree. */
interface Allowed<Value> {
  readonly allowed: string;
  readonly schema: z.ZodType<Value, string>;
}

interface Variable<Value> extends Allowed<Value> {
  readonly name: string;
  readonly meaning: string;
  /** What an unset or empty variable counts as; '' means that it stays unset. */
  readonly default: string;
  /** Its value is never shown, not even in an error. */
  readonly secret?: true;
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
    'A PostgreSQL (15 or later) of your own; unset: the one inside the project.',
  ),
  databasePoolSize: variable(
    'DATABASE_POOL_SIZE',
    '16',
    wholeNumber(1, 1_000),
    'Connections to the database at most.',
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
  trustedProxies: variable(
    'TRUSTED_PROXIES',
    'none',
    proxies(),
    'Reverse proxies whose X-Forwarded-For is believed.',
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
  plugins: variable(
    'PLUGINS',
    'auto',
    pluginList(),
    'The plugins to load; auto: every folder under plugins/ with a plugin.ts.',
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
export interface Config extends Omit<Values, 'seedDemo' | 'introspection' | 'explorer'> {
  readonly seedDemo: boolean;
  readonly introspection: boolean;
  readonly explorer: boolean;
}

/** The PostgreSQL inside the project takes 100; some are for its keeper, for jobs and for you. */
const embeddedPoolLimit = 80;

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
  });
}

/** The text of `docs/configuration.md`. */
export function configMarkdown(): string {
  const cell = (words: string) => words.replaceAll('|', '\\|');
  const rows = Object.values<Variable<unknown>>(configTable).map((one) => {
    const unset = one.default === '' ? 'unset' : `\`${one.default}\``;
    return `| \`${one.name}\` | ${cell(one.meaning)} | ${unset} | ${cell(one.allowed)} |`;
  });
  return [
    '# Configuration',
    '',
    '<!-- Generated from configTable in core/platform/config.ts: change it there. -->',
    '',
    'The server is configured by environment variables. One that is empty counts as unset, unknown',
    'ones are ignored, and a wrong one stops the start with one sentence and exit code 1.',
    '',
    '| variable | meaning | default | allowed |',
    '|---|---|---|---|',
    ...rows,
    '',
    'In production `JWKS_URL` is required, since the development key is always refused there.',
    '`JWT_ISSUER`, `JWT_AUDIENCE` and `JWKS_URL` are set together or not at all. Without',
    `\`DATABASE_URL\` the pool has at most ${embeddedPoolLimit} connections.`,
    '',
  ].join('\n');
}

function readVariable<Value>(one: Variable<Value>, given: string | undefined): Value {
  const value = given?.trim() ?? '';
  const result = one.schema.safeParse(value === '' ? one.default : value);
  if (result.success) return result.data;
  const shown = one.secret ? 'has a value (not shown here) that' : `is ${quote(value)}, which`;
  throw new ConfigError(`${one.name} ${shown} is not allowed: it must be ${one.allowed}.`);
}

function checkTogether(values: Values): void {
  const tokens = [configTable.jwksUrl, configTable.jwtIssuer, configTable.jwtAudience];
  const given = [values.jwksUrl, values.jwtIssuer, values.jwtAudience];
  const missing = tokens.find((_, index) => given[index] === undefined);
  const present = tokens.find((_, index) => given[index] !== undefined);
  if (values.environment === 'production' && values.jwksUrl === undefined) {
    throw new ConfigError(
      'JWKS_URL is not set, but must be in production: the development key is refused there.',
    );
  }
  if (missing && present) {
    throw new ConfigError(
      `${missing.name} is not set, but must be when ${present.name} is: it must be ${missing.allowed}.`,
    );
  }
  if (values.environment === 'production' && !values.jwksUrl?.startsWith('https:')) {
    throw new ConfigError('JWKS_URL must be an https:// URL in production.');
  }
  if (values.databaseUrl === undefined && values.databasePoolSize > embeddedPoolLimit) {
    throw new ConfigError(
      `DATABASE_POOL_SIZE is "${values.databasePoolSize}", which is not allowed without ` +
        `DATABASE_URL: it must be a whole number from 1 to ${embeddedPoolLimit}.`,
    );
  }
}

function variable<Value>(
  name: string,
  preset: string,
  allowed: Allowed<Value>,
  meaning: string,
): Variable<Value> {
  return Object.freeze({ name, meaning, default: preset, ...allowed });
}

function secret<Value>(...args: Parameters<typeof variable<Value>>): Variable<Value> {
  return Object.freeze({ ...variable(...args), secret: true });
}

function wholeNumber(least: number, most: number): Allowed<number> {
  const schema = z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));
  return { allowed: `a whole number from ${least} to ${most}`, schema };
}

function oneOf<const Values extends readonly string[]>(values: Values): Allowed<Values[number]> {
  return { allowed: list(values), schema: z.enum(values) };
}

function switchedOn(): Allowed<boolean | undefined> {
  const meanings = { auto: undefined, true: true, false: false };
  const schema = z.enum(['auto', 'true', 'false']).transform((value) => meanings[value]);
  return { allowed: list(['auto', 'true', 'false']), schema };
}

function text(allowed: string): Allowed<string> {
  return { allowed, schema: z.string().regex(/^[^\0\r\n]{1,1000}$/) };
}

function hostName(): Allowed<string> {
  const isHost = (value: string) =>
    isIP(value) !== 0 || (z.hostname().safeParse(value).success && !/^[\d.]+$/.test(value));
  return { allowed: 'an IP address or a host name', schema: z.string().refine(isHost) };
}

function postgresUrl(): Allowed<string> {
  const schema = z.string().refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url));
  const allowed =
    'a URL such as postgres://user:password@host:5432/database, ' +
    'in which characters like @ : / ? # of a password are percent-encoded';
  return { allowed, schema };
}

/** Plain http only for a provider on this machine, and never in production. */
function webUrl(): Allowed<string> {
  const schema = z
    .string()
    .refine(
      (url) =>
        URL.canParse(url) &&
        (url.startsWith('https://') || /^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(url)),
    );
  return { allowed: 'an https:// URL (or http://localhost outside production)', schema };
}

function proxies(): Allowed<readonly string[]> {
  const isNetwork = (value: string) => {
    const [address = '', bits, more] = value.split('/');
    const version = isIP(address);
    const most = version === 4 ? 32 : 128;
    const bitsFit = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    return version !== 0 && bitsFit && more === undefined;
  };
  return {
    allowed: '`none` or IP addresses and networks such as 10.0.0.0/8, with commas between',
    schema: listOf(isNetwork),
  };
}

function pluginList(): Allowed<'auto' | readonly string[]> {
  const isPlugin = (value: string) => /^([a-z0-9]+(-[a-z0-9]+)*|\.{0,2}\/[^\0,]+)$/.test(value);
  return {
    allowed: '`auto`, `none`, or names and paths (with ./ or / before) with commas between',
    schema: z.union([z.literal('auto'), listOf(isPlugin)]),
  };
}

/** Values between commas, each once; `none` is the empty list. */
function listOf(isValue: (value: string) => boolean): z.ZodType<readonly string[], string> {
  return z
    .string()
    .transform((value) => (value === 'none' ? [] : value.split(',').map((one) => one.trim())))
    .refine((values) => values.every(isValue) && new Set(values).size === values.length)
    .transform((values) => Object.freeze(values));
}

function optional<Value>({ allowed, schema }: Allowed<Value>): Allowed<Value | undefined> {
  const unset = z.literal('').transform(() => undefined);
  return { allowed, schema: z.union([unset, schema]) };
}

function list(values: readonly string[]): string {
  const quoted = values.map((value) => `\`${value}\``);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
