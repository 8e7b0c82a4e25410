import type { GraphQLSchema } from 'graphql';
import type { Domain } from '../../core/platform/domain.js';
import type { Source } from '../../core/platform/read/source.js';
import { buildCoreSchema, type Subgraph } from '../../core/platform/schema/build-core.js';
import { buildPluginSchema, type PluginSubgraph } from '../../core/platform/schema/build-plugin.js';
import { type Composition, compose } from '../../core/platform/schema/compose.js';
import { refuseOn } from '../../core/platform/schema/finding.js';
import { overrideFindings } from '../../core/platform/schema/override-findings.js';
import type { PluginDefinition } from '../../core/sdk/define.js';
import { type FederatedSubgraph, federated, localExecutor } from '../federation/federate.js';
import { localSubgraph } from '../federation/local-subgraph.js';
import { coreSubgraphSchema, pluginSubgraphSchema } from '../federation/subgraph-schema.js';
import { mergeSubgraphs } from './merge.js';
import { refuseDisparity } from './parity.js';

/** How the subgraphs of this process become one graph. */
export type Topology = 'merged' | 'federated';

/** What the graph is made of. */
export interface GraphParts {
  readonly domains: readonly Domain[];
  readonly plugins: readonly PluginDefinition[];
  /**
   * Whether to compose the subgraphs and compare: unless in production, where it would only repeat
   * what `schema check` has proved of the same commit.
   */
  readonly compose: boolean;
  /** Merged when absent: the fastest. */
  readonly topology?: Topology;
  /** Subgraphs that run elsewhere; what is local is merged into one beside them. */
  readonly remotes?: readonly RemoteSubgraph[];
}

/** A subgraph that somebody else serves: as committed, whether or not it answers now. */
export interface RemoteSubgraph extends FederatedSubgraph {
  readonly sdl: string;
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
  /** A subgraph of this process as one that a router can ask; built when first wanted. */
  readonly local: ReadonlyMap<string, () => GraphQLSchema>;
}

/**
 * Builds the graph: 1 the core's schema, then each plugin's from its own storage; 2 composes their
 * SDL as a federation would; 3 makes one executable schema of them: merged, federated over the
 * local subgraphs, or federated over the merged local ones and those that run elsewhere; 4 refuses
 * when 2 and 3 differ.
 */
export function buildGraph(parts: GraphParts): Graph {
  const core = buildCoreSchema(parts.domains);
  const plugins = parts.plugins.map(buildPluginSchema);
  const remotes = parts.remotes ?? [];
  refuseOn(overrideFindings([...plugins, ...remotes]));
  const composition = parts.compose ? compose([core, ...plugins, ...remotes]) : null;
  const built = { core, plugins, remotes, sources: sourcesByType(parts.domains) };
  const local = localSchemas(built);
  const executor = executorOf(built, local, parts.topology ?? 'merged');
  if (composition !== null) refuseDisparity(executor.schema, composition);
  const subgraphs = [core, ...plugins, ...remotes].map(({ name, sdl }) => ({ name, sdl }));
  return { ...executor, subgraphs, composition, local };
}

export type Sources = ReadonlyMap<string, Source<{ id: string }>>;

const sourcesByType = (domains: readonly Domain[]): Sources =>
  new Map(
    domains.flatMap(({ sources }) => sources.map((source) => [source.typeName, source] as const)),
  );

interface Built {
  readonly core: Subgraph;
  readonly plugins: readonly PluginSubgraph[];
  readonly remotes: readonly RemoteSubgraph[];
  readonly sources: Sources;
}

function localSchemas({ core, plugins, sources }: Built): Graph['local'] {
  return new Map([
    [core.name, once(() => coreSubgraphSchema(core, sources))],
    ...plugins.map((one) => [one.name, once(() => pluginSubgraphSchema(one))] as const),
  ]);
}

function executorOf(built: Built, local: Graph['local'], topology: Topology): GraphExecutor {
  const { core, plugins, remotes, sources } = built;
  if (topology === 'federated') {
    const subgraphs = [core, ...plugins].map((one) =>
      answeredHere(one, (local.get(one.name) as () => GraphQLSchema)()),
    );
    const { supergraphSdl } = compose([core, ...plugins, ...remotes]);
    return { topology, schema: federated(supergraphSdl, [...subgraphs, ...remotes]) };
  }
  const schema = mergeSubgraphs(core, plugins, sources);
  if (remotes.length === 0) return { topology, schema };
  const here = localSubgraph(schema, sources, plugins);
  const subgraphs = [answeredHere(here, coreSubgraphSchema(here, sources, plugins)), ...remotes];
  const { supergraphSdl } = compose([here, ...remotes]);
  return { topology: 'mixed', schema: federated(supergraphSdl, subgraphs) };
}

const answeredHere = ({ name, schema }: Subgraph, executable: GraphQLSchema): FederatedSubgraph => {
  return { name, schema, execute: localExecutor(executable) };
};

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
