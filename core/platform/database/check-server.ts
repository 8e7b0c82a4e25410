/**
 * Whether a PostgreSQL server can be trusted with money, asked before anything else is: a posting
 * that was acknowledged must survive a crash, and a copy that follows another server cannot write.
 */
import type { Sql } from './sql.js';

/** The server is too old or not safe; the message is one sentence for the operator. */
export class UnsuitableServerError extends Error {
  override readonly name = 'UnsuitableServerError';
}

const oldestMajorVersion = 15;

/** Refuses, in one sentence, a server that is too old, a standby, or one that may lose commits. */
export async function checkServer(sql: Sql): Promise<void> {
  const settings = await readSettings(sql);
  const objection = objectionTo(settings);
  if (objection !== undefined) throw new UnsuitableServerError(objection);
}

/** What a connection failure means, in one sentence that never holds the password. */
export function explainConnectFailure(error: unknown, url: string): string {
  const target = describe(url);
  const code = codeOf(error);
  const explain = code === undefined ? undefined : explanations[code];
  if (explain) return explain(target);
  const message = messageOf(error, url);
  if (/SSL|TLS|certificate/i.test(message) || code?.startsWith('ERR_TLS')) {
    return (
      `The TLS connection to ${target.server} failed (${message}): ` +
      'check sslmode and the certificates in DATABASE_URL.'
    );
  }
  if (/timeout|timed out/i.test(message)) return unreachable('does not answer in time')(target);
  if (/password must be a string/i.test(message)) {
    return `PostgreSQL at ${target.server} asks for a password, and DATABASE_URL has none.`;
  }
  return `There is no connection to PostgreSQL at ${target.server} (${message}): check DATABASE_URL.`;
}

interface Settings {
  readonly version: number;
  readonly versionName: string;
  readonly fsync: string;
  readonly synchronousCommit: string;
  readonly fullPageWrites: string;
  readonly inRecovery: boolean;
}

async function readSettings(sql: Sql): Promise<Settings> {
  const [settings] = await sql.query<Settings>(
    `select current_setting('server_version_num')::int as "version",
            current_setting('server_version') as "versionName",
            current_setting('fsync') as "fsync",
            current_setting('synchronous_commit') as "synchronousCommit",
            current_setting('full_page_writes') as "fullPageWrites",
            pg_is_in_recovery() as "inRecovery"`,
  );
  if (!settings) throw new Error('PostgreSQL answered no row to a question about its settings');
  return settings;
}

function objectionTo(settings: Settings): string | undefined {
  if (settings.version < oldestMajorVersion * 10_000) {
    return (
      `PostgreSQL ${settings.versionName} is too old: ` +
      `DATABASE_URL must lead to version ${oldestMajorVersion} or later.`
    );
  }
  if (settings.inRecovery) {
    return (
      'This PostgreSQL is a standby (pg_is_in_recovery), which cannot write: ' +
      'DATABASE_URL must lead to the primary.'
    );
  }
  const unsafe = [
    ['fsync', settings.fsync],
    ['synchronous_commit', settings.synchronousCommit],
    ['full_page_writes', settings.fullPageWrites],
  ].find(([, value]) => value === 'off');
  if (!unsafe) return undefined;
  const [name] = unsafe;
  return (
    `PostgreSQL runs with ${name} = off, so that a crash may lose or damage money: ` +
    `set ${name} = on, on the server and for this user and database.`
  );
}

interface Target {
  /** Host and port, as an operator would say them. */
  readonly server: string;
  readonly user: string;
  readonly database: string;
}

type Explain = (target: Target) => string;

const unreachable =
  (what: string): Explain =>
  ({ server }) =>
    `PostgreSQL at ${server} ${what}: check that it runs and that DATABASE_URL leads to it.`;

const refusesLogin: Explain = ({ server, user }) =>
  `PostgreSQL at ${server} refuses the user "${user}": ` +
  'check the user and the password in DATABASE_URL.';

/** By the code of the system, of PostgreSQL (SQLSTATE) or of Node's TLS. */
const explanations: Readonly<Record<string, Explain>> = Object.freeze({
  ECONNREFUSED: unreachable('refuses the connection'),
  ECONNRESET: unreachable('breaks the connection off'),
  ENOENT: unreachable('is not there'),
  EACCES: unreachable('may not be reached by this user'),
  ETIMEDOUT: unreachable('does not answer in time'),
  EHOSTUNREACH: unreachable('cannot be reached over the network'),
  ENETUNREACH: unreachable('cannot be reached over the network'),
  ENOTFOUND: ({ server }) =>
    `There is no host with the name in ${server}: check the host in DATABASE_URL.`,
  EAI_AGAIN: ({ server }) =>
    `The host name in ${server} cannot be looked up now: check the network and DATABASE_URL.`,
  '28P01': refusesLogin,
  '28000': ({ server, user, database }) =>
    `PostgreSQL at ${server} does not let the user "${user}" into the database "${database}" ` +
    'this way: check DATABASE_URL, its sslmode, and pg_hba.conf on the server.',
  '3D000': ({ server, database }) =>
    `PostgreSQL at ${server} has no database "${database}": make it, or name another in DATABASE_URL.`,
  '42501': ({ server, user, database }) =>
    `PostgreSQL at ${server} lets the user "${user}" not connect to the database "${database}": ` +
    'grant it, or use another user in DATABASE_URL.',
  '53300': ({ server }) =>
    `PostgreSQL at ${server} has no connection left: ` +
    'raise max_connections there, or lower DATABASE_POOL_SIZE.',
  '57P03': ({ server }) =>
    `PostgreSQL at ${server} is still starting or already stopping: try again in a moment.`,
});

function describe(url: string): Target {
  if (!URL.canParse(url)) return { server: 'DATABASE_URL', user: '', database: '' };
  const { hostname, port, username, pathname, searchParams } = new URL(url);
  const host = hostname || searchParams.get('host') || 'localhost';
  const user = decode(username) || 'the default user';
  return {
    server: `${decode(host)}:${port || '5432'}`,
    user,
    database: decode(pathname.slice(1)) || user,
  };
}

/** Node bundles the failures of a host with several addresses; the first one speaks for all. */
function codeOf(error: unknown): string | undefined {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: unknown[] };
  if (typeof code === 'string') return code;
  return errors?.[0] === undefined ? undefined : codeOf(errors[0]);
}

function messageOf(error: unknown, url: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const password = URL.canParse(url) ? new URL(url).password : '';
  const secrets = [url, password, decode(password)].filter((secret) => secret !== '');
  const safe = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), message);
  return safe.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '') || 'for no given reason';
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
