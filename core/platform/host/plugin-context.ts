import type { PluginDefinition } from '../../sdk/define.js';
import type { PluginContext } from '../../sdk/plugin-context.js';
import type { Context } from '../context.js';
import { newId } from '../ids.js';
import { reachOf, requireReach } from '../viewer.js';
import { transact } from '../write/transact.js';
import { violationOf } from '../write/violation.js';
import type { PluginHost } from './host.js';
import { ownServices } from './own-services.js';
import { attempt } from './plugin-attempt.js';
import { pluginStore } from './plugin-store.js';
import { isSystem } from './system-viewer.js';

/** The ways out of a plugin's own tables. */
type Doors = Pick<PluginHost, 'port' | 'providers' | 'files' | 'facts'>;

/**
 * Makes what a plugin's code gets. One per request and plugin, so that its reads are batched; a new
 * one inside a transaction, so that all it does commits with the rest.
 */
export function pluginContexts(
  definitions: readonly PluginDefinition[],
  { port, providers, files, facts }: Doors,
): (ctx: Context, plugin: string) => PluginContext {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  const made = new WeakMap<Context, Map<string, PluginContext>>();
  const make = (ctx: Context, definition: PluginDefinition): PluginContext => {
    const { clock, messages } = ctx.platform;
    return Object.freeze({
      cooperativeId: ctx.viewer.cooperativeId,
      viewer: isSystem(ctx.viewer)
        ? null
        : Object.freeze({
            memberId: ctx.viewer.memberId,
            reach: (permission: string) => reachOf(ctx.viewer, permission),
          }),
      locale: ctx.locale,
      now: clock.now(),
      today: clock.today(),
      config: definition.config,
      core: ownServices(definition.name, port(ctx)),
      store: pluginStore(ctx, definition),
      providers: providers(ctx, definition.name),
      files: files(ctx, definition.name),
      facts: facts(ctx, definition.name),
      newId,
      require: (permission: string) => requireReach(ctx.viewer, permission),
      violations: (findings) =>
        findings.map((one) =>
          violationOf(messages, ctx.locale, { ...one, plugin: definition.name }),
        ),
      attempt: (step, judge) =>
        attempt(ctx, definition, (inside) => make(inside, definition), step, judge),
      transaction: (work) => transact(ctx, (tx) => work(make({ ...ctx, tx }, definition))),
    } satisfies PluginContext);
  };
  const contextOf = (ctx: Context, plugin: string): PluginContext => {
    let own = made.get(ctx);
    if (own === undefined) {
      own = new Map();
      made.set(ctx, own);
    }
    let context = own.get(plugin);
    if (context === undefined) {
      const definition = byName.get(plugin);
      if (definition === undefined) throw new Error(`There is no plugin "${plugin}" here.`);
      context = make(ctx, definition);
      own.set(plugin, context);
    }
    return context;
  };
  return contextOf;
}
