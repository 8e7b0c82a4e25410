/** What hangs on movements of the bank besides payments: one statement for a whole level. */
import type { Context } from '../../platform/context.js';
import { idsOf, sql } from '../../platform/database/rows.js';
import type { BankLine } from '../bank/bank-line.entity.js';
import { Payout } from '../payout/payout.entity.js';
import { AwaitedPayment } from './awaited-payment.entity.js';
import { LineAssignment } from './line-assignment.entity.js';

/** What it was said to be for, the first first, undone ones too. */
export async function assignmentsOf(ctx: Context, line: BankLine): Promise<LineAssignment[]> {
  const load = async (ids: readonly string[]) => {
    const rows = ctx.platform.rows(LineAssignment);
    const found = await rows.read(
      sql`select ${rows.columns('t')} from ${rows.table} t
          where t.cooperative_id = ${ctx.viewer.cooperativeId}
            and t.bank_line_id = any(${idsOf(ids)}) order by t.id`,
    );
    const byLine = Map.groupBy(found, ({ bankLineId }) => bankLineId);
    return ids.map((id) => byLine.get(id) ?? []);
  };
  const found = await ctx.loaders
    .batch<LineAssignment[]>(LineAssignment, 'of-line', load)
    .load(line.id);
  for (const one of found) one.currency = line.currency;
  return found;
}

/** What is awaited of exactly what is open of it, the longest waiting first. */
export function awaitedLike(ctx: Context, line: BankLine): Promise<AwaitedPayment[]> {
  if (line.openMinor === 0n) return Promise.resolve([]);
  const load = async (ids: readonly string[]) => {
    const rows = ctx.platform.rows(AwaitedPayment);
    const pairs = await rows.values(
      sql`select l.id, a.id from ${openLines(ctx, ids)}
          cross join lateral (select a.id from core.awaited_payment a
            where a.cooperative_id = ${ctx.viewer.cooperativeId} and a.open_minor = l.open_minor
              and a.open_minor <> 0 and a.currency = l.currency
              and a.host_entity_id = l.host_entity_id
            order by a.since, a.id limit ${most}) a`,
    );
    return found(ctx, AwaitedPayment, ids, pairs);
  };
  return ctx.loaders.batch<AwaitedPayment[]>(AwaitedPayment, 'like-line', load).load(line.id);
}

/** Payouts on their way of exactly what a debit is of, the first due first. */
export function payoutsLike(ctx: Context, line: BankLine): Promise<Payout[]> {
  if (line.openMinor >= 0n || line.openMinor !== line.amountMinor) return Promise.resolve([]);
  const load = async (ids: readonly string[]) => {
    const rows = ctx.platform.rows(Payout);
    const pairs = await rows.values(
      sql`select l.id, o.id from ${openLines(ctx, ids)}
          cross join lateral (select o.id from core.payout o
            where o.cooperative_id = ${ctx.viewer.cooperativeId}
              and o.status in ('RELEASED', 'UNKNOWN') and o.amount_minor = -l.open_minor
              and o.currency = l.currency and o.host_entity_id = l.host_entity_id
            order by (o.iban = l.counterparty_iban) desc nulls last, o.due_on, o.id
            limit ${most}) o`,
    );
    return found(ctx, Payout, ids, pairs);
  };
  return ctx.loaders.batch<Payout[]>(Payout, 'like-line', load).load(line.id);
}

const most = 5;

const openLines = (ctx: Context, ids: readonly string[]) => sql`(
  select b.id, b.open_minor, b.currency, b.counterparty_iban, s.host_entity_id
  from core.bank_line b
  join core.bank_statement s on s.cooperative_id = b.cooperative_id and s.id = b.statement_id
  where b.cooperative_id = ${ctx.viewer.cooperativeId} and b.id = any(${idsOf(ids)})) l`;

/** The rows of pairs of a movement and an id, in the order of the pairs. */
async function found<T extends AwaitedPayment | Payout>(
  ctx: Context,
  entity: new () => T,
  ids: readonly string[],
  pairs: readonly unknown[][],
): Promise<T[][]> {
  const rows = ctx.platform.rows(entity);
  const wanted = [...new Set(pairs.map(([, id]) => id as string))];
  const read =
    wanted.length === 0
      ? []
      : await rows.read(
          sql`select ${rows.columns('t')} from ${rows.table} t
              where t.cooperative_id = ${ctx.viewer.cooperativeId} and t.id = any(${idsOf(wanted)})`,
        );
  const byId = new Map((read as T[]).map((row) => [row.id, row]));
  const byLine = Map.groupBy(pairs, ([line]) => line as string);
  return ids.map((line) =>
    (byLine.get(line) ?? []).flatMap(([, id]) => byId.get(id as string) ?? []),
  );
}
