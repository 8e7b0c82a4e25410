import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExecutionResult, execute, type GraphQLSchema, parse, validate } from 'graphql';
import type { Graph, RemoteSubgraph, Topology } from '../../../gateway/graph/build-graph.js';
import { coreServices } from '../../core-services.js';
import { coreDomains } from '../../domains.js';
import type { PluginDefinition } from '../../sdk/define.js';
import { type Clock, clockAt } from '../clock.js';
import { readConfig } from '../config.js';
import type { Context } from '../context.js';
import { openDatabase } from '../database/pool.js';
import type { Sql } from '../database/sql.js';
import type { RemotePlugin } from '../host/remote-plugin.js';
import { newId } from '../ids.js';
import type { Locale } from '../messages.js';
import { type OpenPlatform, openPlatform } from '../open.js';
import { grantsOf } from '../permissions.js';
import { Loaders } from '../read/loaders.js';
import type { Viewer } from '../viewer.js';
import { copyOfTemplate, dropDatabase } from './database.js';
import { type Fixture, makeFixture, type TestPerson, testPeople } from './fixture.js';
import { graphOf } from './graphs.js';

export interface Asking {
  /** Who asks; nobody when absent. */
  readonly as?: TestPerson;
  readonly locale?: Locale;
  /** Of the other co-operative, for what must stay hidden. */
  readonly foreign?: boolean;
}

/** A whole platform on a database of its own, without HTTP: schema, services and a fixed day. */
export interface TestPlatform extends Fixture {
  readonly platform: OpenPlatform;
  readonly schema: GraphQLSchema;
  readonly graph: Graph;
  readonly admin: Sql;
  /** The database's URL, for a second platform or a child process beside this one. */
  readonly url: string;
  /** A second co-operative with the same people, whose things nobody here may see. */
  readonly other: Fixture;
  graphql<Data = Record<string, never>>(
    query: string,
    variables?: Record<string, unknown>,
    asking?: Asking,
  ): Promise<ExecutionResult<Data>>;
  ctx(as: TestPerson, asking?: Asking): Context;
  /** The statements that some work sends, transaction control included. */
  statements(work: () => Promise<unknown>): Promise<string[]>;
  /** Moves the clock to a day at noon in Brussels. */
  setToday(day: string): void;
  close(): Promise<void>;
}

export interface TestPlatformOptions {
  readonly plugins?: readonly PluginDefinition[];
  /** The day that it is; 2026-11-23 when absent. */
  readonly today?: string;
  /** How the graph is executed; merged when absent. */
  readonly topology?: Topology;
  /** Plugins that run elsewhere, and the token that somebody is known by there. */
  readonly remote?: {
    readonly plugins: readonly RemotePlugin[];
    readonly subgraphs: readonly RemoteSubgraph[];
    authorization(person: TestPerson, foreign: boolean): string;
  };
  /** Variables of the environment for the configuration. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function testPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const plugins = options.plugins ?? [];
  const url = await copyOfTemplate(plugins);
  let day = options.today ?? '2026-11-23';
  const clock = clockAt(() => new Date(`${day}T12:00:00+01:00`));
  const { topology, remote } = options;
  const platform = await openTestPlatform(url, plugins, clock, options);
  const admin = openDatabase({
    ...{ url, size: 2, statementTimeoutMs: 30_000, lockTimeoutMs: 20_000, role: null },
  });
  const [fixture, other] = await Promise.all([
    makeFixture(admin, 'test'),
    makeFixture(admin, 'other'),
  ]);
  await enableAll(admin, fixture, [
    ...plugins,
    ...(remote?.plugins.map(({ definition }) => definition) ?? []),
  ]);
  const graph = await graphOf({ plugins, topology, remotes: remote?.subgraphs });
  const { schema } = graph;
  const ctx = (as: TestPerson, asking: Asking = {}) => ({
    ...contextOf(platform, asking.foreign ? other : fixture, as, asking.locale ?? 'en'),
    authorization: remote?.authorization(as, asking.foreign ?? false) ?? null,
  });
  return {
    ...{ ...fixture, platform, schema, graph, admin, url, other, ctx },
    graphql: async <Data>(query: string, variables = {}, asking: Asking = {}) => {
      const document = parse(query);
      const errors = validate(schema, document);
      if (errors.length > 0) return { errors };
      const contextValue = asking.as ? ctx(asking.as, asking) : anonymous(platform, asking);
      const answer = await execute({ schema, document, variableValues: variables, contextValue });
      return answer as ExecutionResult<Data>;
    },
    statements: async (work) => {
      const sent: string[] = [];
      const observer = (text: string) => void sent.push(text);
      platform.database.observers.add(observer);
      await work().finally(() => platform.database.observers.delete(observer));
      return sent;
    },
    setToday: (next) => {
      day = next;
    },
    close: async () => {
      await platform.close();
      await admin.close();
      await dropDatabase(url);
    },
  };
}

/** A second server on the same database: for what several instances do side by side. */
export function openTestPlatform(
  url: string,
  plugins: readonly PluginDefinition[],
  clock: Clock,
  { remote, env }: Pick<TestPlatformOptions, 'remote' | 'env'> = {},
): Promise<OpenPlatform> {
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    DATA_DIR: join(tmpdir(), 'gezel-test-keys'),
    ...env,
  });
  return openPlatform({
    config,
    url,
    domains: coreDomains,
    plugins,
    services: coreServices,
    remotes: remote?.plugins,
    clock,
  });
}

function contextOf(
  platform: OpenPlatform,
  fixture: Fixture,
  as: TestPerson,
  locale: Locale,
): Context {
  const viewer: Viewer = {
    subject: `demo|${as}`,
    cooperativeId: fixture.cooperativeId,
    memberId: fixture.memberIds[as],
    roles: testPeople[as],
    grants: grantsOf(testPeople[as], platform.roleGrants),
    token: null,
  };
  return { platform, viewer, locale, requestId: newId(), loaders: new Loaders() };
}

function anonymous(platform: OpenPlatform, asking: Asking) {
  const locale = asking.locale ?? 'en';
  return { platform, viewer: null, locale, requestId: newId(), loaders: new Loaders() };
}

async function enableAll(
  admin: Sql,
  fixture: Fixture,
  plugins: readonly PluginDefinition[],
): Promise<void> {
  for (const { name } of plugins) {
    await admin.query(
      `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
       values ($1, $2, $3, 'ENABLED', 'test')`,
      [fixture.cooperativeId, newId(), name],
    );
  }
}
