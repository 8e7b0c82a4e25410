import type { Where } from './plugin-store.js';

/**
 * How the database ranks rows of a plugin: each row that meets the conditions is given a score from
 * its parts, and only the best leave the database, however many met the conditions. The conditions
 * are what an index can answer; the parts are computed for whatever is left.
 */
export interface Ranking<T> {
  readonly where: Where<T>;
  /** 1 to 10 parts; the score is their mean, weighted. */
  readonly parts: readonly RankPart<T>[];
  /** 1 to 100 rows; 100 when absent. */
  readonly limit?: number;
}

/** A part gives 0 to 1000 points to a row. */
export type RankPart<T> = {
  /** A whole number from 0 to 1000: how much it counts beside the others. */
  readonly weight: number;
  /** A row without any point of it is left out. */
  readonly required?: boolean;
} & (ShareOf<T> | CheapnessOf<T> | StepsOf<T>);

/** How many of these values an array or ranges of the row hold: 500 for one of two. */
export interface ShareOf<T> {
  readonly share: keyof T & string;
  /** 1 to 100 values. */
  readonly of: readonly string[];
}

/** All points up to `full`, none from `none` on, evenly in between; none for null. */
export interface CheapnessOf<T> {
  readonly cheapness: keyof T & string;
  readonly full: bigint;
  readonly none: bigint;
}

/** The points of the first step whose conditions the row meets; none when it meets none. */
export interface StepsOf<T> {
  readonly steps: readonly { readonly where: Where<T>; readonly points: number }[];
}

export interface Ranked<T> {
  readonly row: T;
  /** The points of each part, in the order of the parts. */
  readonly points: readonly number[];
  /** Their weighted mean, rounded down: 0 to 1000. */
  readonly score: number;
}
