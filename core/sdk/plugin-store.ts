import type { ClassType } from 'type-graphql';
import type { Page } from '../platform/read/page.js';
import type { PageArgs } from '../platform/read/page-args.js';
import type { Ranked, Ranking, Search } from './ranking.js';

/**
 * A plugin's own tables: rows of its entities in this co-operative. Reads are batched per request
 * and answer plain rows; writes join the transaction of the step, handler or mutation.
 */
export interface PluginStore {
  /** One row by its primary key, batched; null when absent. */
  get<T extends object>(entity: ClassType<T>, id: string): Promise<T | null>;
  /** Rows by an indexed property, batched over siblings: one statement for a whole level. */
  listBy<T extends object>(
    entity: ClassType<T>,
    property: keyof T & string,
    id: string,
    options?: ListOptions<T> & { readonly where?: Where<T> },
  ): Promise<T[]>;
  /** Rows that meet every condition, ordered by their key when nothing else is said. */
  find<T extends object>(
    entity: ClassType<T>,
    where: Where<T>,
    options?: ListOptions<T>,
  ): Promise<T[]>;
  /**
   * The best rows by a score that the database computes, the best first, with the points that make
   * the score: for choosing among more rows than can be read.
   */
  rank<T extends object>(entity: ClassType<T>, ranking: Ranking<T>): Promise<Ranked<T>[]>;
  /**
   * A page for a field whose type is a `connectionType`: like the core's lists, it loads its rows
   * and its count when they are asked for. An answer to a client, so not inside a transaction. The
   * entity is keyed by a UUID: its own, or that of a thing of the core.
   */
  page<T extends object>(entity: ClassType<T>, args: PageArgs, options?: PageOptions<T>): Page<T>;
  /**
   * A page of rows by how far they are from a point or how well they fit, for a field whose type is
   * a `connectionType`: its cursors stay valid when rows come and go.
   */
  search<T extends object>(entity: ClassType<T>, args: PageArgs, search: Search<T>): Page<T>;
  /**
   * Counts and sums, computed by the database: one for each group, in their order, at most 1,000 (more
   * is an error: narrow them); without `groupBy` exactly one. With `by` it is that of one parent,
   * batched over siblings: one statement for a whole level.
   */
  totals<
    T extends object,
    Group extends keyof T & string = never,
    Summed extends keyof T & string = never,
  >(
    entity: ClassType<T>,
    options?: TotalsOptions<T, Group, Summed>,
  ): Promise<Totals<T, Group, Summed>[]>;
  /**
   * The row as it is now, locked until the transaction ends: of two who decide at once, the second
   * sees what the first decided. Null when absent; only inside a transaction.
   */
  lock<T extends object>(entity: ClassType<T>, id: string): Promise<T | null>;
  /**
   * Inserts a row; the co-operative is filled in. CONFLICT where a unique index
   * or an exclusion constraint has one already.
   */
  insert<T extends object>(entity: ClassType<T>, row: Partial<T>): Promise<T>;
  /**
   * Changes properties of a row, or answers null when it is not there. With `expected`, only a row
   * that still has these values is changed; any other is a CONFLICT.
   */
  update<T extends object>(
    entity: ClassType<T>,
    id: string,
    change: Partial<T>,
    options?: { readonly expected?: Partial<T> },
  ): Promise<T | null>;
  remove<T extends object>(entity: ClassType<T>, id: string): Promise<boolean>;
  /** Several writes that commit or leave no trace. */
  transaction<R>(work: (store: PluginStore) => Promise<R>): Promise<R>;
}

/** Conditions on properties, all of which a row meets; what is undefined is no condition. */
export type Where<T> = { readonly [Property in keyof T]?: Condition<T[Property]> };

/**
 * A value or null, one of several, or a range; of an array, one that has any of some values; of
 * ranges of days, those that hold each of some days. An empty `in` or `anyOf` is met by no row.
 */
export type Condition<Value> =
  | Value
  | null
  | { readonly in: readonly NonNullable<Value>[] }
  | (NonNullable<Value> extends readonly (infer Item)[]
      ? { readonly anyOf: readonly Item[] }
      : never)
  | (NonNullable<Value> extends string ? { readonly holds: readonly string[] } : never)
  | Range<NonNullable<Value>>;

/** Bounds, any of them: `from` and `upTo` are within the range, `after` and `before` are not. */
export interface Range<Value> {
  readonly from?: Value;
  readonly after?: Value;
  readonly upTo?: Value;
  readonly before?: Value;
  /** Null is within the range too: an end that is not known yet. */
  readonly orNull?: boolean;
}

export interface ListOptions<T> {
  readonly orderBy?: OrderBy<T>;
  /** 1 to 100 rows; 100 when absent. */
  readonly limit?: number;
}

/** The key breaks ties, in the same direction. */
export interface OrderBy<T> {
  readonly property: keyof T & string;
  readonly direction: 'asc' | 'desc';
}

export interface PageOptions<T> {
  readonly where?: Where<T>;
  /** A property that is never null; the newest first when absent. */
  readonly orderBy?: OrderBy<T>;
  /** The list inside one parent, batched over siblings: the property that holds the parent's id. */
  readonly by?: { readonly property: keyof T & string; readonly id: string };
}

export interface TotalsOptions<
  T,
  Group extends keyof T & string = never,
  Summed extends keyof T & string = never,
> {
  readonly where?: Where<T>;
  readonly groupBy?: readonly Group[];
  /** Properties that hold whole numbers, e.g. amounts in minor units. */
  readonly sum?: readonly Summed[];
  /** Only the rows inside one parent: the property that holds the parent's id. */
  readonly by?: { readonly property: keyof T & string; readonly id: string };
}

/** What the rows of one group come to. */
export interface Totals<
  T,
  Group extends keyof T & string = never,
  Summed extends keyof T & string = never,
> {
  readonly count: number;
  /** The values that these rows share. */
  readonly group: Pick<T, Group>;
  /** Zero where there is nothing to add up. */
  readonly sum: Readonly<Record<Summed, bigint>>;
}
