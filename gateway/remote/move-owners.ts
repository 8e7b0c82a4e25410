/** Whose service a move is for: what it was made under. */
import type { Context } from '../../core/platform/context.js';

export const named = async (_ctx: Context, order: { readonly service: string }) => order.service;

/** The service that a row was made for. */
async function ownerIn(
  ctx: Context,
  select: string,
  ...which: readonly (string | null)[]
): Promise<string | null> {
  const sql = ctx.tx ?? ctx.platform.database;
  const [row] = await sql.query<{ service: string }>(select, [ctx.viewer.cooperativeId, ...which]);
  return row?.service ?? null;
}

export const ofCharge = (ctx: Context, one: string) =>
  ownerIn(
    ctx,
    'select service from core.service_charge where cooperative_id = $1 and key = $2',
    one,
  );
export const ofAsset = (ctx: Context, one: string) =>
  ownerIn(ctx, 'select service from core.asset where cooperative_id = $1 and id = $2', one);
export const ofLoan = (ctx: Context, one: string) =>
  ownerIn(ctx, 'select service from core.loan where cooperative_id = $1 and id = $2', one);
export const ofDeposit = (ctx: Context, one: string) =>
  ownerIn(ctx, 'select service from core.deposit where cooperative_id = $1 and key = $2', one);

export const ofIncome = (ctx: Context, one: string) =>
  ownerIn(
    ctx,
    'select service from core.service_income where cooperative_id = $1 and key = $2',
    one,
  );

export const ofLines = (ctx: Context, one: string) =>
  ownerIn(ctx, 'select service from core.added_lines where cooperative_id = $1 and key = $2', one);

/** The plugin of a step, as if it were a service. */
export const ofStep = (ctx: Context, one: string) =>
  ownerIn(
    ctx,
    `select coalesce(plugin, 'core') || '.' as service from core.assignment_step
     where cooperative_id = $1 and id = $2`,
    one,
  );
