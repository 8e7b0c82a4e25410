import type { ClassType } from 'type-graphql';

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
  ): Promise<T[]>;
  /** Rows that equal these values, ordered by id, at most `limit` (100). */
  find<T extends object>(entity: ClassType<T>, where: Partial<T>, limit?: number): Promise<T[]>;
  /** Inserts a row; the co-operative is filled in. */
  insert<T extends object>(entity: ClassType<T>, row: Partial<T>): Promise<T>;
  /** Changes properties of a row, or answers null when it is not there. */
  update<T extends object>(entity: ClassType<T>, id: string, change: Partial<T>): Promise<T | null>;
  remove<T extends object>(entity: ClassType<T>, id: string): Promise<boolean>;
  /** Several writes that commit or leave no trace. */
  transaction<R>(work: (store: PluginStore) => Promise<R>): Promise<R>;
}
