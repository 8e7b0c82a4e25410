import type { PluginContext } from './plugin-context.js';
import type { JsonRecord } from './provider.js';

/**
 * What a plugin tells bridges about a core thing: published on purpose, like a field of the graph.
 * Its name and its rows are a promise to others; the tables behind it may change.
 */
export interface FactDefinition {
  /** Prefixed by the plugin's name, e.g. "mobility.trips". */
  readonly name: string;
  /** What a row is, property by property, with units. */
  readonly description: string;
  /** The rows about the core thing with this UUID: at most 1,000 plain records. Writes nothing. */
  rows(ctx: PluginContext, id: string): Promise<readonly JsonRecord[]>;
}

/** For bridges: the facts that the two plugins they join have published. */
export interface FactPort {
  /**
   * The rows of a fact about a core thing. As the viewer of this work: what may not be seen is not
   * among them. PLUGIN_UNAVAILABLE when the plugin whose fact it is does not answer.
   */
  read(fact: string, id: string): Promise<readonly JsonRecord[]>;
}
