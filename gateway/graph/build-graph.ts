import type { GraphQLSchema } from 'graphql';
import type { Domain } from '../../core/platform/domain.js';
import type { Source } from '../../core/platform/read/source.js';
import { buildCoreSchema } from '../../core/platform/schema/build-core.js';
import { buildPluginSchema } from '../../core/platform/schema/build-plugin.js';
import { type Composition, compose } from '../../core/platform/schema/compose.js';
import type { PluginDefinition } from '../../core/sdk/define.js';
import { mergeSubgraphs } from './merge.js';
import { refuseDisparity } from './parity.js';

/** What the graph is made of. */
export interface GraphParts {
  readonly domains: readonly Domain[];
  readonly plugins: readonly PluginDefinition[];
  /**
   * Whether to compose the subgraphs and compare: unless in production, where it would only repeat
   * what `schema check` has proved of the same commit.
   */
  readonly compose: boolean;
}

/** The one graph that clients see, and the subgraphs that it is made of. */
export interface Graph {
  /** Executable: its context is a `RequestContext`. */
  readonly schema: GraphQLSchema;
  readonly subgraphs: readonly { readonly name: string; readonly sdl: string }[];
  /** Null when it was built without composing. */
  readonly composition: Composition | null;
}

/**
 * Builds the merged topology: 1 the core's schema, then each plugin's from its own storage;
 * 2 composes their SDL as a federation would; 3 merges the built schemas into one executable schema
 * whose plugin entries are masked, coded and hydrated; 4 refuses when 2 and 3 differ.
 */
export function buildGraph(parts: GraphParts): Graph {
  const core = buildCoreSchema(parts.domains);
  const plugins = parts.plugins.map(buildPluginSchema);
  const composition = parts.compose ? compose([core, ...plugins]) : null;
  const schema = mergeSubgraphs(core, plugins, sourcesByType(parts.domains));
  if (composition !== null) refuseDisparity(schema, composition);
  const subgraphs = [core, ...plugins].map(({ name, sdl }) => ({ name, sdl }));
  return { schema, subgraphs, composition };
}

export type Sources = ReadonlyMap<string, Source<{ id: string }>>;

const sourcesByType = (domains: readonly Domain[]): Sources =>
  new Map(
    domains.flatMap(({ sources }) => sources.map((source) => [source.typeName, source] as const)),
  );
