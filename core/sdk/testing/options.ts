import type { TestPerson } from '../../platform/testing/fixture.js';
import type { TestPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import type { Representation } from '../reference.js';

export interface ConformanceOptions {
  /** Who runs the operations of the README; `member-stage` when absent. */
  readonly as?: TestPerson;
  /**
   * Values for variables of the README's operations that the kit cannot know. It knows the id of
   * whatever an earlier operation answered (`$noteId` is the last id of a type whose name ends in
   * "Note") and the id of a sample of each core type, e.g. `$activityId`, `$contractId`.
   */
  readonly variables?: (test: TestPlatform) => Promise<Readonly<Record<string, unknown>>>;
  /** States by transition that the plugin's checks are tried with, when they read more than ids. */
  readonly states?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** Keys by which things of its `references` are found, by type; those by "id" the kit knows. */
  readonly references?: (
    test: TestPlatform,
  ) => Promise<Readonly<Record<string, readonly Representation[]>>>;
  /** Of a bridge, the two plugins that it joins, where they are not of this server. */
  readonly sides?: readonly PluginDefinition[];
  /** Queries that answer every member alike, so that a stranger may see them. */
  readonly openQueries?: readonly string[];
}
