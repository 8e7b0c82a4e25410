import { type ExecutionResult, execute, parse, validate } from 'graphql';
import { clockAt } from '../../../core/platform/clock.js';
import { readConfig } from '../../../core/platform/config.js';
import type { Context } from '../../../core/platform/context.js';
import { newId } from '../../../core/platform/ids.js';
import { type OpenPlatform, openPlatform } from '../../../core/platform/open.js';
import { grantsOf, type Role } from '../../../core/platform/permissions.js';
import { Loaders } from '../../../core/platform/read/loaders.js';
import { testDatabase } from '../../../core/platform/testing/database.js';
import { type Fixture, makeFixture } from '../../../core/platform/testing/fixture.js';
import type { PluginDefinition } from '../../../core/sdk/define.js';
import { buildGraph } from '../build-graph.js';
import { tinyDomain } from './tiny-core.js';

/** A platform of the tiny core with some plugins on: the graph and the host without the domains. */
export interface TinyPlatform extends Fixture {
  readonly platform: OpenPlatform;
  readonly other: Fixture;
  ask(query: string, variables?: object, ctx?: Context): Promise<ExecutionResult>;
  ctx(memberId?: string, roles?: readonly Role[], of?: Fixture): Context;
  decide(plugin: string, state: 'ENABLED' | 'DISABLED'): Promise<void>;
  statements(work: () => Promise<unknown>): Promise<string[]>;
  admin(text: string, params?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function tinyPlatform(plugins: readonly PluginDefinition[]): Promise<TinyPlatform> {
  const db = await testDatabase({ plugins });
  const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' });
  const never = () => Promise.reject(new Error('The tiny core has no such service.'));
  const none = () => {
    throw new Error('The tiny core has no such thing.');
  };
  const platform = await openPlatform({
    ...{ config, url: db.url, domains: [tinyDomain], plugins },
    services: {
      ...{ charge: never, refund: never, draftQuote: never, contractDays: never },
      ...{
        turnover: never,
        payOut: never,
        expenses: never,
        expenseLines: never,
        lines: () => ({}) as never,
        loans: () => ({}) as never,
        budgets: () => ({}) as never,
        assets: () => ({}) as never,
        deposits: () => ({}) as never,
        sharing: () => ({}) as never,
        simulatePay: never,
        currentAccounts: () => ({}) as never,
        incomes: () => ({}) as never,
        lateCharges: () => ({}) as never,
        einvoices: () => ({}) as never,
      },
      memberships: () => ({}) as never,
      ...{ providers: () => ({}) as never, providerSubscribers: () => [], endStep: never },
      ...{ quoteStatus: none, invoiceFacts: none, invoiceDocument: never, contractInForce: none },
    },
    clock: clockAt(() => new Date('2026-11-23T12:00:00+01:00')),
  });
  const fixture = await makeFixture(db.admin, 'test');
  const other = await makeFixture(db.admin, 'other');
  const { schema } = await buildGraph({ domains: [tinyDomain], plugins, compose: true });
  const ctx: TinyPlatform['ctx'] = (
    memberId = fixture.memberIds['member-stage'],
    roles = ['MEMBER'],
    of = fixture,
  ) => ({
    platform,
    viewer: {
      ...{ subject: 'test', cooperativeId: of.cooperativeId, memberId, roles, token: null },
      grants: grantsOf(roles, platform.roleGrants),
    },
    ...{ locale: 'en', requestId: newId(), loaders: new Loaders() },
  });
  return {
    ...fixture,
    ...{ platform, other, ctx },
    ask: async (query, variables = {}, contextValue = ctx()) => {
      const document = parse(query);
      const errors = validate(schema, document);
      if (errors.length > 0) throw errors[0];
      return execute({ schema, document, variableValues: { ...variables }, contextValue });
    },
    decide: async (plugin, state) => {
      await db.admin.query(
        `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
         values ($1, $2, $3, $4, 'test')`,
        [fixture.cooperativeId, newId(), plugin, state],
      );
      platform.host.forget(fixture.cooperativeId);
    },
    statements: async (work) => {
      const sent: string[] = [];
      const observer = (text: string) => void sent.push(text);
      platform.database.observers.add(observer);
      await work().finally(() => platform.database.observers.delete(observer));
      return sent;
    },
    admin: (text, params) => db.admin.query(text, params),
    close: async () => {
      await platform.close();
      await db.close();
    },
  };
}
