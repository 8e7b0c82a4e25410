import { LRUCache } from 'lru-cache';
import { buildGraph, type Graph, type GraphParts } from '../../../gateway/graph/build-graph.js';
import { coreDomains } from '../../domains.js';
import type { PluginDefinition } from '../../sdk/define.js';
import { buildCoreSchema, type Subgraph } from '../schema/build-core.js';

let core: Subgraph | undefined;
/** A graph knows no database: the platforms of a test file have the same plugins most of the time. */
const graphs = new LRUCache<string, Promise<Graph>>({ max: 8 });
const numbers = new WeakMap<PluginDefinition, number>();
let known = 0;

/** The core's domains and their subgraph, which all tests of a thread share. */
export function builtCore(): Pick<GraphParts, 'domains' | 'core'> {
  core ??= buildCoreSchema(coreDomains);
  return { domains: coreDomains, core };
}

/** The graph of the core and these plugins; built once where all of it runs in this process. */
export function graphOf(
  parts: Pick<GraphParts, 'plugins' | 'topology' | 'remotes'>,
): Promise<Graph> {
  const whole = { ...builtCore(), ...parts, compose: false };
  const { plugins, topology = 'merged', remotes = [] } = parts;
  if (remotes.length > 0) return buildGraph(whole);
  const key = [topology, ...plugins.map(numberOf)].join();
  const graph = graphs.get(key) ?? buildGraph(whole);
  graphs.set(key, graph);
  return graph;
}

/** Two definitions may have one name, so it is the very object that counts. */
function numberOf(plugin: PluginDefinition): number {
  const number = numbers.get(plugin) ?? ++known;
  numbers.set(plugin, number);
  return number;
}
