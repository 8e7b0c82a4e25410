import type { ClassType } from 'type-graphql';
import type { PluginContext } from './plugin-context.js';

/**
 * A type that other subgraphs may refer to by a key, so that they can put fields on it or answer
 * with it: federation's `@key`. Types of the core need none; they are referred to by their tokens.
 */
export interface ReferenceDefinition<Thing extends object = object> {
  readonly type: ClassType<Thing>;
  /** Each a key of federation: "id", "sku package", "study { caseNumber }". */
  readonly keys: readonly string[];
  /** Who lacks it finds nothing, and is told FORBIDDEN. */
  readonly permission: string;
  /**
   * The subgraph, outside this platform, that the type is from: its name then needs no prefix, and
   * what the plugin adds is nullable and named after the plugin. Absent: the type is the plugin's.
   */
  readonly from?: string;
  /** False: the plugin only points at such things and adds nothing to them. */
  readonly resolvable?: boolean;
  /**
   * What the representations refer to, in their order; null where there is nothing that the viewer
   * may see. All of one level are asked for at once. Absent, for a type from elsewhere: the
   * representation is the thing, with what `@requires` names in it.
   */
  find?(
    ctx: PluginContext,
    representations: readonly Representation[],
  ): Promise<readonly (Thing | null)[]>;
}

/** Whether bridges can refer to it: the plugin's own, by its id. */
export const isReferable = ({ from, keys }: ReferenceDefinition): boolean =>
  from === undefined && keys.includes('id');

/** A thing as another subgraph names it: the fields of one key, with global ids as clients see them. */
export type Representation = Readonly<Record<string, unknown>>;

/** The fields of keys that stand on the type itself: "sku study { caseNumber }" → sku, study. */
export const keyFields = (keys: readonly string[]): ReadonlySet<string> => {
  let outer = keys.join(' ');
  while (outer.includes('{')) outer = outer.replace(/\{[^{}]*\}/g, '');
  return new Set(outer.split(/\s+/).filter((name) => name !== ''));
};
