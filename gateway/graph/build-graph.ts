import type { GraphQLSchema } from 'graphql';
import type { Domain } from '../../core/platform/domain.js';
import { bridgeFindings, type Joining } from '../../core/platform/schema/bridge-findings.js';
import { buildCoreSchema, type Subgraph } from '../../core/platform/schema/build-core.js';
import { buildPluginSchema, type PluginSubgraph } from '../../core/platform/schema/build-plugin.js';
import type { ComposedSubgraph, Composition } from '../../core/platform/schema/compose.js';
import { refuseOn } from '../../core/platform/schema/finding.js';
import { overrideFindings } from '../../core/platform/schema/override-findings.js';
import type { PluginDefinition } from '../../core/sdk/define.js';
import { isReferable } from '../../core/sdk/reference.js';
import type { FederatedSubgraph, SupergraphExecutor } from '../federation/federate.js';
import { type CommittedSchema, committedApi } from './committed-api.js';
import { mergeSubgraphs } from './merge.js';
import { refuseDisparity } from './parity.js';
import type { Sources } from './sources.js';
import { withoutSyntax } from './without-syntax.js';

/** How the subgraphs of this process become one graph. */
export type Topology = 'merged' | 'federated';

/** What the graph is made of. */
export interface GraphParts {
  readonly domains: readonly Domain[];
  /** The subgraph of these domains, where it was built before; nothing changes it afterwards. */
  readonly core?: Subgraph;
  readonly plugins: readonly PluginDefinition[];
  /**
   * Whether to compose the subgraphs and compare: unless in production, where it would only repeat
   * what `schema check` has proved of the same commit.
   */
  readonly compose: boolean;
  /** Stands in for composing where the subgraphs are the very ones that it was composed from. */
  readonly committed?: CommittedSchema;
  /** Merged when absent: the fastest. */
  readonly topology?: Topology;
  /** Subgraphs that run elsewhere; what is local is merged into one beside them. */
  readonly remotes?: readonly RemoteSubgraph[];
  /** Tried before the stitching where the graph federates, in this order. */
  readonly executors?: readonly SupergraphExecutor[];
}

/** A subgraph that somebody else serves: as committed, whether or not it answers now. */
export interface RemoteSubgraph extends FederatedSubgraph {
  readonly sdl: string;
  /** Of a plugin: how it meets others. */
  readonly joining?: Joining;
}

/** What executes operations, however the graph is put together. Its context: a `RequestContext`. */
export interface GraphExecutor {
  readonly topology: Topology | 'mixed';
  readonly schema: GraphQLSchema;
}

/** The one graph that clients see, and the subgraphs that it is made of. */
export interface Graph extends GraphExecutor {
  readonly subgraphs: readonly { readonly name: string; readonly sdl: string }[];
  /** Null when it was built without composing. */
  readonly composition: Composition | null;
  readonly local: LocalSubgraphs;
}

/** A subgraph of this process as one that a router can ask; built when first wanted. */
export type LocalSubgraphs = ReadonlyMap<string, () => Promise<GraphQLSchema>>;

/**
 * Builds the graph: 1 the core's schema, then each plugin's from its own storage; 2 composes their
 * SDL as a federation would, unless the result is committed; 3 makes one executable schema of them:
 * merged, federated over the local subgraphs, or federated over the merged local ones and those that
 * run elsewhere; 4 refuses when 2 and 3 differ. What composes and what federates is loaded where
 * it is needed: a merged server would hold some 20 MiB of it for nothing.
 */
export async function buildGraph(parts: GraphParts): Promise<Graph> {
  const core = parts.core ?? buildCoreSchema(parts.domains);
  const joined = withBothSides(parts);
  const plugins = joined.plugins.map(buildPluginSchema);
  const remotes = joined.remotes;
  const joining = [...plugins.map(joiningOf), ...remotes.flatMap((one) => one.joining ?? [])];
  refuseOn([...overrideFindings([...plugins, ...remotes]), ...bridgeFindings(joining)]);
  const { domains, executors } = parts;
  const built = { core, plugins, remotes, executors, sources: sourcesByType(domains) };
  const all = [core, ...plugins, ...remotes];
  const known = parts.compose ? committedApi(parts.committed, all) : undefined;
  const composition = parts.compose && known === undefined ? await composed(all) : null;
  const executor = await executorOf(built, parts.topology ?? 'merged');
  const api = composition?.apiSdl ?? known;
  if (api !== undefined) refuseDisparity(executor.schema, api);
  const subgraphs = all.map(({ name, sdl }) => ({ name, sdl }));
  return { ...executor, subgraphs, composition, local: localSubgraphs(joined) };
}

/** A bridge has nothing to say in a graph that lacks one of the plugins it joins. */
function withBothSides(parts: GraphParts) {
  const { plugins, remotes = [] } = parts;
  const names = new Set([...plugins, ...remotes].map(({ name }) => name));
  const whole = (bridges: readonly string[] = []) => bridges.every((side) => names.has(side));
  return {
    ...parts,
    plugins: plugins.filter(({ bridges }) => whole(bridges)),
    remotes: remotes.filter(({ joining }) => whole(joining?.bridges)),
  };
}

const joiningOf = ({ definition, name, schema, references }: PluginSubgraph): Joining => ({
  ...{ name, schema, prefix: definition.prefix, bridges: definition.bridges },
  referable: new Set([...references].filter(([, one]) => isReferable(one)).map(([type]) => type)),
  extends: definition.extends,
});

async function composed(subgraphs: readonly ComposedSubgraph[]): Promise<Composition> {
  const { compose } = await import('../../core/platform/schema/compose.js');
  return compose(subgraphs);
}

const sourcesByType = (domains: readonly Domain[]): Sources =>
  new Map(
    domains.flatMap(({ sources }) => sources.map((source) => [source.typeName, source] as const)),
  );

/** The subgraphs of a graph, and where the core's things are read. */
export interface Built {
  readonly core: Subgraph;
  readonly plugins: readonly PluginSubgraph[];
  readonly remotes: readonly RemoteSubgraph[];
  readonly sources: Sources;
  readonly executors?: GraphParts['executors'];
}

async function executorOf(built: Built, topology: Topology): Promise<GraphExecutor> {
  const { core, plugins, remotes, sources } = built;
  const federation = () => import('../federation/federated-graph.js');
  if (topology === 'federated') return (await federation()).federatedGraph(built);
  const isAlone = remotes.length === 0;
  // Subgraphs elsewhere may require what no client sees; where there are none, everybody is a client.
  const schema = mergeSubgraphs(core, plugins, sources, isAlone ? 'accessible' : 'whole');
  if (isAlone) return { topology, schema: withoutSyntax(schema) };
  return (await federation()).mixedGraph(schema, built);
}

/** Built anew when a router first asks: few servers have one, and none holds schemas for it. */
function localSubgraphs({ domains, plugins }: GraphParts): LocalSubgraphs {
  const federation = () => import('../federation/subgraph-schema.js');
  const core = async () => {
    const { coreSubgraphSchema } = await federation();
    return coreSubgraphSchema(buildCoreSchema(domains), sourcesByType(domains));
  };
  const pluginOf = (plugin: PluginDefinition) => async () =>
    (await federation()).pluginSubgraphSchema(buildPluginSchema(plugin));
  return new Map([
    ['core', once(core)],
    ...plugins.map((one) => [one.name, once(pluginOf(one))] as const),
  ]);
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
