import type { Context } from '../platform/context.js';

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
