/** Rows that point at those of another table for which a condition holds, in one co-operative. */
export const among = (column: string, table: string, condition: string): string =>
  `${column} in (select id from ${table} where cooperative_id = $1 and (${condition}))`;
