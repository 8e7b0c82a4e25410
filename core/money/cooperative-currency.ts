import type { Context } from '../platform/context.js';
import type { Sql } from '../platform/database/sql.js';

/** The currency in which the viewer's co-operative keeps its books. */
export async function ownCurrency(ctx: Context): Promise<string> {
  const [row] = await ctx.platform.database.query<{ currency: string }>(
    'select currency from core.cooperative where id = $1',
    [ctx.viewer.cooperativeId],
    'money-own-currency',
  );
  if (row === undefined) throw new Error('The co-operative of the viewer is gone.');
  return row.currency;
}

/** The country whose figures hold for a co-operative. */
export async function ownCountry(sql: Sql, cooperativeId: string): Promise<string> {
  const [row] = await sql.query<{ country: string }>(
    'select country from core.cooperative where id = $1',
    [cooperativeId],
    'money-own-country',
  );
  if (row === undefined) throw new Error(`There is no co-operative ${cooperativeId}.`);
  return row.country;
}
