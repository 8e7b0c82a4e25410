/** Lines of expenses as plugins are told of them: of sheets that are submitted or approved. */
import type { Context } from '../../platform/context.js';
import { type Fragment, sql } from '../../platform/database/rows.js';
import { badInput } from '../../platform/errors.js';
import { visibility } from '../../platform/read/read.js';
import type { ExpenseLineFacts, ExpensePage } from '../../sdk/list-doors.js';
import { expenses } from './expense.policy.js';

/** A page of an activity's lines, in the order of the days. */
export async function expensesOf(
  ctx: Context,
  activityId: string,
  { from, until, after, limit = 100 }: ExpensePage,
): Promise<ExpenseLineFacts[]> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw badInput('A page has 1 to 100 lines.', 'limit');
  }
  const place = after && placeOf(after.ref);
  if (place === null) throw badInput('That is no line of expenses.', 'after');
  const parts = [
    sql`t.activity_id = ${activityId}::uuid`,
    from === undefined ? sql`true` : sql`l.on_day >= ${from}::date`,
    until === undefined ? sql`true` : sql`l.on_day <= ${until}::date`,
    place == null
      ? sql`true`
      : sql`(l.on_day, l.expense_id, l.position)
          > (${after?.day}::date, ${place.expenseId}::uuid, ${place.position}::smallint)`,
  ];
  const where = parts.reduce((all, part) => sql`${all} and ${part}`);
  return read(ctx, sql`${where} order by l.on_day, l.expense_id, l.position limit ${limit}`);
}

/** Lines by their refs, in that order. */
export async function expenseLinesOf(
  ctx: Context,
  refs: readonly string[],
): Promise<(ExpenseLineFacts | null)[]> {
  if (refs.length > 1_000) throw badInput('Ask for at most 1,000 lines.', 'refs');
  const places = refs.map(placeOf).filter((place) => place !== null);
  const sheets = places.map(({ expenseId }) => expenseId);
  const positions = places.map(({ position }) => position);
  const found = await read(
    ctx,
    sql`(l.expense_id, l.position) in (
      select * from unnest(${sheets}::uuid[], ${positions}::smallint[]))`,
  );
  const byRef = new Map(found.map((line) => [line.ref, line]));
  return refs.map((ref) => byRef.get(ref) ?? null);
}

async function read(ctx: Context, where: Fragment): Promise<ExpenseLineFacts[]> {
  const visible = visibility(ctx, expenses);
  if (visible === null) return [];
  const { text, values } = sql`
    select t.id as "expenseId", l.position, t.activity_id as "activityId", t.status,
      l.on_day as day, l.category, t.currency, l.amount_minor as "amountMinor",
      l.vat_minor as "vatMinor", l.approved_minor as "approvedMinor"
    from core.expense t
    join core.expense_line l on l.cooperative_id = t.cooperative_id and l.expense_id = t.id
    where ${visible} and t.status in ('SUBMITTED', 'APPROVED') and ${where}`;
  const rows = await (ctx.tx ?? ctx.platform.database).query<Omit<ExpenseLineFacts, 'ref'>>(
    text,
    values,
  );
  return rows.map((row) => Object.freeze({ ref: `${row.expenseId}:${row.position}`, ...row }));
}

function placeOf(ref: string): { readonly expenseId: string; readonly position: number } | null {
  const [, expenseId, position] = /^([0-9a-f-]{36}):(\d{1,4})$/.exec(ref) ?? [];
  if (expenseId === undefined || !uuid.test(expenseId)) return null;
  return { expenseId, position: Number(position) };
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
