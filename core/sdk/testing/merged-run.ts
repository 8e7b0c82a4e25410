import type { Trial } from './attempt-tests.js';

/** The README's operations in the merged graph, on a database of their own: run once for all. */
export type MergedRun = () => Promise<{
  readonly answers: unknown;
  /** The same operations where they must not do what they say. */
  readonly refused: unknown;
  readonly trials: readonly Trial[];
}>;
