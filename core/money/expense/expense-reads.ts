/** What hangs on sheets of expenses: one statement for a whole level. */
import type { Activity } from '../../activity/activity.entity.js';
import type { Member } from '../../member/member.entity.js';
import type { Context } from '../../platform/context.js';
import { type Fragment, idsOf, sql } from '../../platform/database/rows.js';
import {
  type DomainDownload,
  type Download,
  downloadLink,
} from '../../platform/files/downloads.js';
import { filesOf, openFile, type StoredFile } from '../../platform/files/stored-file.js';
import { localId } from '../../platform/ids.js';
import { decimalOf, money } from '../../platform/money.js';
import { type Page, page } from '../../platform/read/page.js';
import type { PageArgs } from '../../platform/read/page-args.js';
import { byId, visibleRows } from '../../platform/read/read.js';
import { ownCurrency } from '../cooperative-currency.js';
import type { Expense } from './expense.entity.js';
import { expenses, vehicles } from './expense.policy.js';
import type { ExpenseFilter, ExpenseOrder } from './expense.types.js';
import { type Category, categoriesStatement, heldOn } from './expense-figures.js';
import { ExpenseLine } from './expense-line.entity.js';
import type { CeilingSpan, ExpenseCategory, ExpenseKind } from './expense-rules.types.js';
import { firstOf } from './sheet.js';
import { Vehicle } from './vehicle.entity.js';

export interface ExpenseList {
  readonly args: PageArgs;
  readonly filter?: ExpenseFilter | null;
  readonly orderBy?: ExpenseOrder | null;
}

/** The sheets that the viewer may see, of all or of one activity. */
export function listExpenses(ctx: Context, list: ExpenseList, activity?: Activity): Page<Expense> {
  const { args, filter, orderBy } = list;
  const where = filter == null ? [] : conditions(filter);
  const options = { orderBy, where, filterKey: JSON.stringify(filter ?? null) };
  const scope = activity && { property: 'activityId', parentId: activity.id };
  return page(ctx, expenses, args, options, scope);
}

function conditions({ activityId, memberId, month, status }: ExpenseFilter): Fragment[] {
  const where: Fragment[] = [];
  if (activityId != null) {
    where.push(sql`t.activity_id = ${localId('Activity', activityId, 'filter.activityId')}`);
  }
  if (memberId != null) {
    where.push(sql`t.member_id = ${localId('Member', memberId, 'filter.memberId')}`);
  }
  if (month != null) where.push(sql`t.month = ${firstOf(month)}::date`);
  if (status != null) where.push(sql`t.status = any(${status}::text[])`);
  return where;
}

/** The lines of a sheet that the viewer has been shown, in order. */
export function linesOfExpense(ctx: Context, { id, currency }: Expense): Promise<ExpenseLine[]> {
  const load = async (ids: readonly string[]) => {
    const rows = ctx.platform.rows(ExpenseLine);
    const found = await rows.read(
      sql`select ${rows.columns('t')} from ${rows.table} t
          where t.cooperative_id = ${ctx.viewer.cooperativeId} and t.expense_id = any(${idsOf(ids)})
          order by t.expense_id, t.position`,
    );
    const bySheet = Map.groupBy(found, ({ expenseId }) => expenseId);
    return ids.map((sheet) => bySheet.get(sheet) ?? []);
  };
  const lines = ctx.loaders.batch<ExpenseLine[]>(ExpenseLine, 'of', load).load(id);
  return lines.then((all) => all.map((line) => Object.assign(line, { currency })));
}

/** Links to the receipts of a line. */
export async function receiptsOf(ctx: Context, line: ExpenseLine): Promise<Download[]> {
  const load = async (ids: readonly string[]) => {
    const { database } = ctx.platform;
    const found = await filesOf(database, ctx.viewer.cooperativeId, 'Expense', ids);
    const bySheet = Map.groupBy(found, ({ subjectId }) => subjectId);
    return ids.map((id) => bySheet.get(id) ?? []);
  };
  const batch = ctx.loaders.batch<StoredFile[]>(ExpenseLine, 'receipts', load);
  const files = await batch.load(line.expenseId);
  return Promise.all(
    files
      .filter(({ id }) => line.receiptIds.includes(id))
      .map((file) => {
        const params = { expenseId: line.expenseId, fileId: file.id };
        return downloadLink(ctx, receiptDownload.name, params, file);
      }),
  );
}

/** A receipt, for whoever still sees its sheet. */
export const receiptDownload: DomainDownload = {
  name: 'expense-receipt',
  open: async (ctx, { expenseId, fileId }) => {
    const sheet = await byId(ctx, expenses, expenseId ?? '');
    if (sheet === null) return null;
    const { cooperativeId } = ctx.viewer;
    const files = await filesOf(ctx.platform.database, cooperativeId, 'Expense', [sheet.id]);
    const file = files.find(({ id }) => id === fileId);
    const body = file && (await openFile(ctx.platform, cooperativeId, file.id));
    return file && body ? { mediaType: file.mediaType, filename: file.filename, body } : null;
  },
};

/** The vehicles of a member, for those who may see them. */
export function vehiclesOf(ctx: Context, member: Member): Promise<Vehicle[]> {
  const load = async (ids: readonly string[]) => {
    const found = await visibleRows(
      ctx,
      vehicles,
      sql`t.member_id = any(${idsOf(ids)}) order by t.id`,
    );
    const byMember = Map.groupBy(found, ({ memberId }) => memberId);
    return ids.map((id) => byMember.get(id) ?? []);
  };
  return ctx.loaders.batch<Vehicle[]>(Vehicle, 'of', load).load(member.id);
}

/** What may be claimed on a day, by code. */
export async function categoriesOn(ctx: Context, day: string): Promise<ExpenseCategory[]> {
  const rows = await ctx.platform.database.query<Category & { title: Record<string, string> }>(
    categoriesStatement,
    [ctx.viewer.cooperativeId],
    'expense-categories',
  );
  const currency = await ownCurrency(ctx);
  const held = [...Map.groupBy(rows, ({ code }) => code).values()]
    .map((versions) => heldOn(versions, day))
    .filter((one) => one !== null);
  return held
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((one) => ({
      ...one,
      title: one.title[ctx.locale] ?? one.code,
      kind: one.kind as ExpenseKind,
      vatDeductible: decimalOf(BigInt(one.vatDeductible), 3),
      ceiling: one.ceilingMinor === null ? null : money(one.ceilingMinor, currency),
      ceilingPer: one.ceilingPer as CeilingSpan | null,
    }));
}
