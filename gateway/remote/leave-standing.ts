import { leaveMove } from '../../core/assignment/leave-move.js';
import type { Context } from '../../core/platform/context.js';
import { badInput } from '../../core/platform/errors.js';
import type { PluginFinding } from '../../core/sdk/define.js';

/** A move whose work was not kept, and that stands. */
export interface Left {
  readonly move: string;
  /** As it was asked for; no more of it is kept than the key or the id that it is found by. */
  readonly order: unknown;
  /** Why its undoing was refused. */
  readonly reasons: readonly PluginFinding[];
}

/** Leaves it to a person of the activity that it was for: the order's own, or of what it names. */
export async function leaveStanding(ctx: Context, plugin: string, left: Left): Promise<void> {
  const { move, order, reasons } = left;
  const named: Named = typeof order === 'string' ? { assetId: order } : (order as Named);
  const { key, activityId, invoiceId, document, loanId, accountId, assetId } = named;
  const documentId = invoiceId ?? document?.id;
  const bookedId = accountId ?? loanId ?? assetId;
  const of = activityId ?? (await activityOf(ctx, move, { key, documentId, bookedId }));
  const reference = key ?? documentId ?? bookedId;
  if (of == null || reference === undefined) {
    throw badInput(`"${move}" was for no activity.`, 'order');
  }
  await leaveMove(ctx, { plugin, move, reference, activityId: of, reasons });
}

/** An order that is a text is the id of a thing that the books have. */
type Named = Partial<
  Record<'key' | 'activityId' | 'invoiceId' | 'loanId' | 'accountId' | 'assetId', string>
> & { readonly document?: { readonly id: string } };

interface Thing {
  readonly key?: string;
  readonly documentId?: string;
  /** Of a loan, an account of a member's own money, or a thing. */
  readonly bookedId?: string;
}

async function activityOf(ctx: Context, move: string, thing: Thing): Promise<string | null> {
  const table = keyed.get(move);
  const ofKey = `union all select activity_id from ${table} where cooperative_id = $1 and key = $4`;
  const sql = ctx.tx ?? ctx.platform.database;
  const [row] = await sql.query<{ id: string }>(
    `select activity_id as id from core.loan where cooperative_id = $1 and id = $2
     union all select activity_id from core.asset where cooperative_id = $1 and id = $2
     union all select activity_id from core.invoice where cooperative_id = $1 and id = $3
     union all select activity_id from core.quote where cooperative_id = $1 and id = $3
     ${table === undefined ? '' : ofKey} limit 1`,
    [
      ...[ctx.viewer.cooperativeId, thing.bookedId ?? null, thing.documentId ?? null],
      ...(table === undefined ? [] : [thing.key]),
    ],
  );
  return row?.id ?? null;
}

/** What the orders of these name by its key alone. */
const keyed: ReadonlyMap<string, string> = new Map([
  ['refund', 'core.service_charge'],
  ['deposits.giveBack', 'core.deposit'],
  ['incomes.reverse', 'core.service_income'],
]);
