import type { PluginDefinition } from '../../sdk/define.js';
import type { PluginContext } from '../../sdk/plugin-context.js';
import type { Context, Platform } from '../context.js';
import { raw, sql } from '../database/rows.js';
import type { Sql } from '../database/sql.js';
import type { Domain } from '../domain.js';
import { GezelError } from '../errors.js';
import { corePermissions } from '../permissions.js';
import { byId } from '../read/read.js';
import { type CheckFinding, finding, refuseOn } from '../schema/finding.js';
import type { Snapshot } from '../write/transition.js';
import { type CoreServices, corePorts } from './core-port.js';
import type { DistantCore } from './distant-core.js';
import { enablement } from './enablement.js';
import type { LoadedPlugin, PluginHost } from './host.js';
import { judgement } from './judge.js';
import { offersOf } from './offers.js';
import { pluginContexts } from './plugin-context.js';
import { factPort } from './plugin-facts.js';
import { filePort } from './plugin-files-port.js';
import { type PluginThings, pluginThings } from './plugin-things.js';
import { pluginJobs, pluginSubscribers, remoteJobs, remoteSubscribers } from './plugin-work.js';
import { askJudges, type Foreseen, judgesOf } from './remote-judge.js';
import type { RemotePlugin } from './remote-plugin.js';

export type { CoreServices };

export interface HostOptions {
  readonly definitions: readonly PluginDefinition[];
  /** For the decisions about plugins; the application's pool. */
  readonly database: Sql;
  /** Their sources answer the core port, their tools are offered beside the plugins'. */
  readonly domains: readonly Domain[];
  readonly services: CoreServices;
  /** Plugins that run elsewhere. */
  readonly remotes?: readonly RemotePlugin[];
  /** The core, where it is another server: then its domains and services are not here. */
  readonly distant?: DistantCore;
}

/**
 * The plugins of this process. They are kept in the order of their names, so that nothing depends on
 * the order in which they were listed; two that would meet in the graph are refused here.
 */
export function createHost(options: HostOptions): PluginHost {
  const definitions = [...options.definitions].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { remotes = [], distant, database, domains, services } = options;
  const elsewhere = remotes.map(({ definition }) => definition);
  const all = [...definitions, ...elsewhere];
  refuseOn([...conflicts(all), ...takenNames(all, domains), ...flagFindings(all, domains)]);
  const { enabled, enabledNow, switchedOff, forget } = enablement(
    database,
    all,
    distant && (async (cooperativeId) => ({ ...none, on: await distant.enabled(cooperativeId) })),
  );
  const { contexts, thing, ...doors } = doorsOf(options, definitions, elsewhere);
  return Object.freeze({
    plugins: loaded(definitions, remotes),
    remotes,
    enabled,
    enabledNow,
    switchedOff,
    forget,
    requireEnabled,
    judge: judgement(definitions, elsewhere, { enabled, switchedOff }, services),
    remoteJudges: remoteJudges(remotes, enabled),
    ...doors,
    context: contexts,
    ...{ thing, sees: distant?.sees ?? seeing(domains, thing) },
    inForce: distant?.inForce ?? bindingBy(services),
    subscribers: (platform: Platform) => [
      ...pluginSubscribers(definitions, contexts, platform),
      ...remoteSubscribers(remotes),
      ...services.providerSubscribers(definitions, contexts, platform),
      ...services.providerSubscribers(elsewhere, bare, platform),
    ],
    jobs: () => [...pluginJobs(definitions, contexts), ...remoteJobs(remotes)],
    ...offersOf({ definitions, elsewhere, domains, enabled }),
  });
}

/** By which plugins reach the core, where it is another server too, and what others publish. */
function doorsOf(
  { domains, services, distant }: HostOptions,
  definitions: readonly PluginDefinition[],
  elsewhere: readonly PluginDefinition[],
) {
  const all = [...definitions, ...elsewhere];
  const named = (plugin: string) => definitionNamed(all, plugin);
  const port = distant?.port ?? corePorts(domains, services);
  const providers = distant?.providers ?? providersOf(all, services);
  const files = distant?.files ?? ((ctx: Context, plugin: string) => filePort(ctx, named(plugin)));
  const facts =
    distant?.facts ??
    ((ctx: Context, plugin: string) => factPort(ctx, named(plugin), all, publishedBy));
  const contexts = pluginContexts(definitions, { port, providers, files, facts });
  const away = new Set(elsewhere.map(({ name }) => name));
  // What one that runs elsewhere has published is asked there, with the context of the core.
  const publishedBy = (ctx: Context, owner: string) =>
    away.has(owner) ? (ctx as unknown as PluginContext) : contexts(ctx, owner);
  const thing = distant === undefined ? pluginThings(all, publishedBy) : referredTo(distant.sees);
  return { port, providers, files, facts, contexts, thing };
}

const remoteJudges =
  (remotes: readonly RemotePlugin[], enabled: PluginHost['enabled']): PluginHost['remoteJudges'] =>
  async (ctx, transition) => {
    if (remotes.length === 0) return null;
    const judges = judgesOf(remotes, await enabled(ctx.viewer.cooperativeId), transition);
    return judges.length === 0 ? null : (step: Foreseen<Snapshot>) => askJudges(ctx, judges, step);
  };

const none = { off: new Set<string>() };

const providersOf =
  (all: readonly PluginDefinition[], services: CoreServices): PluginHost['providers'] =>
  (ctx, plugin) =>
    services.providers(ctx, definitionNamed(all, plugin));

function definitionNamed(all: readonly PluginDefinition[], plugin: string): PluginDefinition {
  const definition = all.find(({ name }) => name === plugin);
  if (definition === undefined) throw new Error(`There is no plugin "${plugin}" here.`);
  return definition;
}

/** What is handed to a plugin elsewhere gets its context there. */
const bare = ({ viewer: { cooperativeId } }: Context) => ({ cooperativeId }) as PluginContext;

/** In the order of their names; how one that runs elsewhere does is read when it is asked. */
function loaded(
  definitions: readonly PluginDefinition[],
  remotes: readonly RemotePlugin[],
): LoadedPlugin[] {
  const here = definitions.map((definition): LoadedPlugin => {
    const well = { health: 'OK', breaker: 'CLOSED', elsewhere: false } as const;
    return Object.freeze({ definition, ...well });
  });
  const there = remotes.map((remote): LoadedPlugin => {
    return Object.freeze({
      definition: remote.definition,
      elsewhere: true,
      get health() {
        return remote.health();
      },
      get breaker() {
        return remote.breaker();
      },
    });
  });
  return [...here, ...there].sort((a, b) => (a.definition.name < b.definition.name ? -1 : 1));
}

/** Where the core is another server, all that is known of a thing is that it is there. */
const referredTo =
  (sees: PluginHost['sees']): PluginThings =>
  async (ctx, typeName, id) =>
    (await sees(ctx, typeName, id)) ? { id } : null;

/** By the sources of the domains, as everything that is read of the core, or by its plugin. */
function seeing(domains: readonly Domain[], thing: PluginThings): PluginHost['sees'] {
  const sources = new Map(
    domains.flatMap((domain) => domain.sources.map((source) => [source.typeName, source] as const)),
  );
  return async (ctx, typeName, id) => {
    const source = sources.get(typeName);
    const found = source === undefined ? thing(ctx, typeName, id) : byId(ctx, source, id);
    return (await found) !== null;
  };
}

const bindingBy =
  (services: CoreServices): PluginHost['inForce'] =>
  async ({ tx, platform, viewer }, contractIds) => {
    const binds = services.contractInForce(raw('t.id'));
    if (binds === null) throw new Error('The contracts are in another database.');
    const { text, values } = sql`select t.id from
      (select unnest(${contractIds}::uuid[]) as id, ${viewer.cooperativeId}::uuid as cooperative_id) t
      where ${binds}`;
    const rows = await (tx ?? platform.database).query<{ id: string }>(text, values);
    return new Set(rows.map(({ id }) => id));
  };

function requireEnabled(enabled: ReadonlySet<string>, plugin: string): void {
  if (!enabled.has(plugin)) throw new GezelError('PLUGIN_NOT_ENABLED', { plugin }, { plugin });
}

/** A rule about money that leaves, or about a legal step, never lets it pass in silence. */
export function flagFindings(
  definitions: readonly Pick<PluginDefinition, 'validations'>[],
  domains: readonly Domain[],
): CheckFinding[] {
  const steps = domains.flatMap(({ transitions }) => transitions);
  const strict = new Set(steps.filter(({ tags }) => tags.length > 0).map(({ name }) => name));
  return definitions
    .flatMap(({ validations }) => validations)
    .filter(({ on, onUnavailable }) => onUnavailable === 'flag' && strict.has(on))
    .map(({ name, on }) => finding('PLG-015', `validation "${name}"`, `It flags "${on}".`));
}

/** A plugin tells events under its own name: by one of the core's it would tell the core's events. */
export function takenNames(
  definitions: readonly Pick<PluginDefinition, 'name'>[],
  domains: readonly Domain[],
): CheckFinding[] {
  const steps = domains.flatMap(({ transitions }) => transitions.map(({ name }) => name));
  const taken = new Set(
    [...steps, ...Object.keys(corePermissions)].map((name) => name.split('.', 1).join()),
  );
  return definitions
    .filter(({ name }) => taken.has(name))
    .map(({ name }) =>
      finding('PLG-050', `plugin "${name}"`, `The core names things of its own "${name}. …".`),
    );
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
