import type { PluginDefinition } from '../../sdk/define.js';
import type { Platform } from '../context.js';
import type { Sql } from '../database/sql.js';
import type { Domain } from '../domain.js';
import { GezelError } from '../errors.js';
import { byId } from '../read/read.js';
import { type CheckFinding, finding, refuseOn } from '../schema/finding.js';
import type { CoreServices } from './core-port.js';
import { enablement } from './enablement.js';
import type { OfferedTool, PluginHost } from './host.js';
import { judgement } from './judge.js';
import { pluginContexts } from './plugin-context.js';
import { pluginJobs, pluginSubscribers } from './plugin-work.js';

export type { CoreServices };

export interface HostOptions {
  readonly definitions: readonly PluginDefinition[];
  /** For the decisions about plugins; the application's pool. */
  readonly database: Sql;
  /** Their sources answer the core port, their tools are offered beside the plugins'. */
  readonly domains: readonly Domain[];
  readonly services: CoreServices;
}

/**
 * The plugins of this process. They are kept in the order of their names, so that nothing depends on
 * the order in which they were listed; two that would meet in the graph are refused here.
 */
export function createHost(options: HostOptions): PluginHost {
  const definitions = [...options.definitions].sort((a, b) => (a.name < b.name ? -1 : 1));
  refuseOn(conflicts(definitions));
  const { enabled, enabledNow, switchedOff, forget } = enablement(options.database, definitions);
  const contexts = pluginContexts(definitions, options.domains, options.services);
  const coreTools: OfferedTool[] = options.domains.flatMap(({ tools }) =>
    tools.map((tool) => ({ plugin: null, tool })),
  );
  return Object.freeze({
    plugins: definitions.map((definition) =>
      Object.freeze({ definition, health: 'OK' as const, breaker: 'CLOSED' as const }),
    ),
    enabled,
    enabledNow,
    switchedOff,
    forget,
    requireEnabled,
    judge: judgement(definitions, { enabled, switchedOff }, options.services),
    context: contexts,
    sees: seeing(options.domains),
    subscribers: (platform: Platform) => [
      ...pluginSubscribers(definitions, contexts, platform),
      ...options.services.providerSubscribers(definitions, contexts, platform),
    ],
    jobs: (platform: Platform) => pluginJobs(definitions, contexts, platform),
    tools: async (cooperativeId: string) => {
      const on = await enabled(cooperativeId);
      const offered = definitions.filter(({ name }) => on.has(name));
      return [
        ...coreTools,
        ...offered.flatMap(({ name, tools }) => tools.map((tool) => ({ plugin: name, tool }))),
      ];
    },
  });
}

/** By the sources of the domains, as everything that is read of the core. */
function seeing(domains: readonly Domain[]): PluginHost['sees'] {
  const sources = new Map(
    domains.flatMap((domain) => domain.sources.map((source) => [source.typeName, source] as const)),
  );
  return async (ctx, typeName, id) => {
    const source = sources.get(typeName);
    return source !== undefined && (await byId(ctx, source, id)) !== null;
  };
}

function requireEnabled(enabled: ReadonlySet<string>, plugin: string): void {
  if (!enabled.has(plugin)) throw new GezelError('PLUGIN_NOT_ENABLED', { plugin }, { plugin });
}

/** What two plugins cannot both have: a name, a prefix, an entry. */
function conflicts(definitions: readonly PluginDefinition[]): CheckFinding[] {
  const claims = definitions.flatMap((plugin) => [
    { claim: `the name "${plugin.name}"`, plugin },
    { claim: `the prefix "${plugin.prefix}"`, plugin },
    ...plugin.fields.map(({ on, name }) => ({ claim: `the entry ${on.token}.${name}`, plugin })),
  ]);
  return [...Map.groupBy(claims, ({ claim }) => claim)]
    .filter(([, claimants]) => claimants.length > 1)
    .map(([claim, claimants]) => {
      const names = claimants.map(({ plugin }) => plugin.name).join(', ');
      return finding('PLG-050', `plugins ${names}`, `More than one has ${claim}.`);
    });
}
