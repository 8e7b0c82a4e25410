import { deepStrictEqual } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { type Clock, systemClock } from '../../../core/platform/clock.js';
import { type Config, readConfig } from '../../../core/platform/config.js';
import type { Platform } from '../../../core/platform/context.js';
import type { EventHub, Signal } from '../../../core/platform/events/hub.js';
import { Subscriptions } from '../../../core/platform/events/subscriptions.js';
import { newId } from '../../../core/platform/ids.js';
import { coreRoleGrants, type Role } from '../../../core/platform/permissions.js';
import { type TestDatabase, testDatabase } from '../../../core/platform/testing/database.js';
import { developmentKey, signDevelopmentToken } from '../../auth/development-key.js';
import { openTokens } from '../../auth/tokens.js';
import { openViewers } from '../../auth/viewers.js';
import { openLog } from '../logs.js';
import { type ApiServer, createServer } from '../server.js';

/** A server around a small schema, with a database of its own, real tokens and real members. */
export interface TestApi extends ApiServer {
  readonly database: TestDatabase;
  readonly config: Config;
  readonly cooperativeId: string;
  readonly signals: Subscriptions<Signal>;
  /** The parsed lines of the log so far. */
  readonly lines: Record<string, unknown>[];
  /** A member with these roles; answers its token. */
  member(name: string, ...roles: Role[]): Promise<string>;
  token(name: string, claims?: { scopes?: string[]; hours?: number }): Promise<string>;
  ask(query: string, options?: Ask): Promise<Answer>;
  forget(name: string): void;
  end(): Promise<void>;
}

export interface Ask {
  readonly token?: string;
  readonly variables?: object;
  readonly operationName?: string;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape.
  readonly data: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same.
  readonly errors: any[] | undefined;
}

export interface TestApiOptions {
  readonly schema: GraphQLSchema;
  readonly env?: Record<string, string>;
  readonly clock?: Clock;
  /** A database to share with other servers of a test; `end` leaves it open. */
  readonly database?: TestDatabase;
}

export async function testApi(options: TestApiOptions): Promise<TestApi> {
  const { schema, env, clock } = options;
  const database = options.database ?? (await testDatabase());
  const folder = await mkdtemp(join(tmpdir(), 'gezel-api-'));
  const config = readConfig({ DATA_DIR: folder, PORT: '0', NODE_ENV: 'test', ...env });
  const lines: Record<string, unknown>[] = [];
  const log = openLog(config, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const signals = new Subscriptions<Signal>();
  const platform = platformOf(config, database, log, clock ?? systemClock, signals);
  const tokens = await openTokens(config, platform.clock);
  const viewers = openViewers(platform);
  const server = await createServer({ platform, graph: { schema }, tokens, viewers });
  const cooperativeId = await addCooperative(database);
  const token: TestApi['token'] = async (name, { scopes, hours = 1 } = {}) => {
    const claims = { subject: name, cooperative: 'demo', hours, ...(scopes && { scopes }) };
    return signDevelopmentToken(await developmentKey(config), claims, platform.clock.now());
  };
  return {
    ...server,
    ...{ database, config, lines, cooperativeId, token, signals },
    forget: viewers.forget,
    member: async (name, ...roles) => {
      await addMember(database, cooperativeId, name, roles);
      return token(name);
    },
    ask: (query, options = {}) => ask(server, query, options),
    end: async () => {
      await server.close();
      if (options.database === undefined) await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The parts of a platform that the gateway itself touches; resolvers of a test need no others. */
function platformOf(
  config: Config,
  database: TestDatabase,
  log: Logger,
  clock: Clock,
  signals: Subscriptions<Signal>,
): Platform {
  const hub: EventHub = { wake: () => undefined, listen: (test) => signals.subscribe(test) };
  const used = { config, database: database.sql, log, clock, hub, roleGrants: coreRoleGrants };
  return used as unknown as Platform;
}

export async function ask(server: ApiServer, query: string, options: Ask): Promise<Answer> {
  const { token, variables, operationName, headers } = options;
  const response = await server.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    payload: JSON.stringify({ query, variables, operationName }),
  });
  const body = JSON.parse(response.body);
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.body,
    data: body.data,
    errors: body.errors,
  };
}

/** The same request three times, by graphql-js and twice compiled: the answers must be the same. */
export async function askThrice(api: TestApi, query: string, options?: Ask): Promise<Answer> {
  const first = await api.ask(query, options);
  for (let i = 0; i < 2; i++) {
    const { status, data, errors } = await api.ask(query, options);
    const again = { status, data, errors };
    deepStrictEqual(again, { status: first.status, data: first.data, errors: first.errors });
  }
  return first;
}

async function addCooperative({ admin }: TestDatabase): Promise<string> {
  const [row] = await admin.query<{ id: string }>(
    `insert into core.cooperative (id, slug, name, country, currency, locale)
     values ($1, 'demo', 'Demo', 'BE', 'EUR', 'nl')
     on conflict (slug) do update set name = excluded.name returning id`,
    [newId()],
  );
  return row?.id as string;
}

async function addMember(
  { admin }: TestDatabase,
  cooperativeId: string,
  name: string,
  roles: readonly Role[],
): Promise<void> {
  const id = newId();
  await admin.query(
    `insert into core.member (cooperative_id, id, subject, display_name, email, locale, status,
       category, joined_on)
     values ($1, $2, $3, $3, $3 || '@example.org', 'nl', 'ACTIVE', 'USER', '2026-01-01')`,
    [cooperativeId, id, name],
  );
  for (const role of roles) {
    await admin.query(
      `insert into core.role_grant (cooperative_id, id, member_id, role, from_day)
       values ($1, $2, $3, $4, '2020-01-01')`,
      [cooperativeId, newId(), id, role],
    );
  }
}
