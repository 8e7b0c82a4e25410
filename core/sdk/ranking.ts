import type { Nearness } from './nearness.js';
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
  /** From where it is measured how far rows are; it leaves none out. */
  readonly near?: Nearness<T>;
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
  readonly steps: readonly RankStep<T>[];
}

export interface RankStep<T> {
  readonly where: Where<T>;
  /** Only rows that are near, by `near` of the ranking. */
  readonly isNear?: true;
  readonly points: number;
}

export interface Ranked<T> extends Measured {
  readonly row: T;
}

/** What was found out about a row beside its properties. */
export interface Measured {
  /** The points of each part, in the order of the parts. */
  readonly points: readonly number[];
  /** Their weighted mean, rounded down: 0 to 1000; 0 without parts. */
  readonly score: number;
  /** Metres to the nearest of its places; null where none is known or nothing was measured. */
  readonly metres: number | null;
}

/** A list in pages by what is computed of each row: the nearest first, or the best. */
export interface Search<T> {
  readonly order: 'nearest' | 'best';
  readonly where?: Where<T>;
  /** Only rows that are near; needed where the nearest come first. */
  readonly near?: Nearness<T>;
  /** What the score is made of; needed where the best come first. */
  readonly parts?: readonly RankPart<T>[];
  /** Told of each row of the page before it is answered. */
  readonly each?: (row: T, measured: Measured) => void;
}
