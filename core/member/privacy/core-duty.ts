import type { RetentionCode } from './retention.js';

/**
 * What the core does with a table that holds a person. A condition is SQL over the table's row, with
 * the co-operative as $1 and the member as $2.
 */
export interface CoreDuty {
  /** With its schema. A table stands twice when a part of its rows has a duty of its own. */
  readonly table: string;
  /** Which rows are the person's. */
  readonly whose: string;
  /**
   * The row goes, the vault destroys it, or these columns get other values: SQL expressions. Absent:
   * it is kept.
   */
  readonly erase?: 'row' | 'vault' | Readonly<Record<string, string>>;
  /** Of what is kept: the term of the law; absent: as long as the co-operative exists. */
  readonly term?: RetentionCode;
  readonly ground: string;
}
