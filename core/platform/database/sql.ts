/** The one door to SQL: a pool, a transaction or a test connection all answer it. */
export interface Sql {
  /**
   * Runs one statement. Named statements are prepared once a connection and reused; use a name only
   * for text that never varies. `bigint` columns answer `bigint`, `date` columns `YYYY-MM-DD`
   * strings, `timestamptz` columns `Date`, `numeric` columns exact decimal strings, `jsonb` objects.
   */
  query<Row = Record<string, unknown>>(
    text: string,
    params?: readonly unknown[],
    name?: string,
  ): Promise<Row[]>;
}
