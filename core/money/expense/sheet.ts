/** What a draft and a submission share: whose sheet it is, what its lines come to, how it is kept. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { claimFindings, claimUploads } from '../../platform/files/claim-uploads.js';
import { filesOf } from '../../platform/files/stored-file.js';
import { globalId } from '../../platform/ids.js';
import { paragraphFindings, tidy } from '../../platform/model/text.js';
import { requireReach } from '../../platform/viewer.js';
import type { Finding } from '../../platform/write/violation.js';
import { lockActivity } from '../account/activity-money.js';
import { linkToProject, projectFindings } from '../budget/project.js';
import { sum } from '../ledger/amounts.js';
import { maximumTextLength } from '../limits.js';
import { ExpensePayer, ExpenseStatus } from './expense.entity.js';
import type { ExpenseState } from './expense.policy.js';
import { expenseFigures } from './expense-figures.js';
import { type ExpenseLineDraft, type PricedLine, priceLines } from './expense-lines.js';
import { lockExpense } from './expense-state.js';

/** A sheet as its member sends it; ids are UUIDs. */
export interface SheetDraft {
  readonly activityId: string;
  /** Any day of its month. */
  readonly month: string;
  readonly paidBy?: ExpensePayer | null;
  readonly advanceId?: string | null;
  /** Of the activity. */
  readonly projectId?: string | null;
  readonly note?: string | null;
  readonly lines: readonly ExpenseLineDraft[];
}

/** The purpose under which receipts are uploaded. */
export const receiptPurpose = 'receipt';

/** The viewer's own sheet under lock, or a new one in memory that nothing is written of yet. */
export async function loadSheet(
  tx: Tx,
  ctx: Context,
  id: string,
  draft: SheetDraft | null,
): Promise<ExpenseState> {
  requireReach(ctx.viewer, 'expense.write');
  const kept = await isKept(tx, id);
  if (!kept && draft === null) throw notFound('Expense', globalId('Expense', id));
  const sheet = kept
    ? await lockExpense(tx, ctx, id)
    : await newSheet(tx, ctx, id, draft as SheetDraft);
  if (sheet.memberId !== ctx.viewer.memberId) {
    throw new GezelError('FORBIDDEN', { permission: 'expense.write' });
  }
  return sheet;
}

async function newSheet(
  tx: Tx,
  ctx: Context,
  id: string,
  draft: SheetDraft,
): Promise<ExpenseState> {
  const { activityId } = draft;
  const { memberId } = ctx.viewer;
  const activity = await lockActivity(tx, activityId);
  if (activity === null || !(await takesPartIn(tx, activityId, memberId))) {
    throw notFound('Activity', globalId('Activity', activityId));
  }
  return {
    ...{ id, activityId, activityStatus: activity.status, hostEntityId: activity.hostEntityId },
    ...{ memberId, month: firstOf(draft.month), status: ExpenseStatus.DRAFT },
    ...{ paidBy: draft.paidBy ?? ExpensePayer.MEMBER, advanceId: draft.advanceId ?? null },
    projectId: draft.projectId ?? null,
    ...{ currency: activity.currency, note: tidy(draft.note ?? ''), claimedMinor: 0n },
    ...{ lines: [], version: 0 },
  };
}

export interface JudgedSheet {
  readonly lines: readonly PricedLine[];
  readonly claimedMinor: bigint;
  /** What no sheet may have, and what stands in the way of submitting it. */
  readonly malformed: readonly Finding[];
  readonly refused: readonly Finding[];
}

/** Judges lines under the lock of the member, so that two sheets cannot share one ceiling. */
export async function judgeSheet(
  tx: Tx,
  ctx: Context,
  sheet: ExpenseState,
  drafts: readonly ExpenseLineDraft[],
): Promise<JudgedSheet> {
  await tx.query(
    'select from core.member where cooperative_id = $1 and id = $2 for no key update',
    [tx.cooperativeId, sheet.memberId],
  );
  const { id: expenseId, memberId, month } = sheet;
  const country = await countryOf(tx, sheet.hostEntityId);
  const figures = await expenseFigures(tx, { country, memberId, expenseId, month });
  const today = ctx.platform.clock.today();
  const priced = priceLines(drafts, figures, { currency: sheet.currency, month, today });
  const { lines } = priced;
  const malformed = [
    ...paragraphFindings('note', sheet.note, maximumTextLength),
    ...priced.malformed,
    ...(await receiptFindings(tx, ctx, sheet, lines)),
  ];
  const refused = [...priced.refused, ...sheetFindings(sheet, today)];
  const claimedMinor = sum(lines.map(({ amountMinor }) => amountMinor));
  const named = [
    ...(await advanceFindings(tx, sheet)),
    ...(await projectFindings(tx, tx.cooperativeId, sheet, 'projectId')),
  ];
  return { lines, claimedMinor, malformed: [...malformed, ...named], refused };
}

function sheetFindings({ activityStatus, month }: ExpenseState, today: string): Finding[] {
  const found: Finding[] = [];
  if (activityStatus !== 'OPEN')
    found.push({ code: 'expense.activity-closed', path: ['activityId'] });
  if (month > today) found.push({ code: 'expense.month-to-come', path: ['month'] });
  return found;
}

async function advanceFindings(tx: Tx, sheet: ExpenseState): Promise<Finding[]> {
  const { advanceId, activityId, memberId, paidBy } = sheet;
  if (advanceId === null) return [];
  const path = ['advanceId'];
  if (paidBy !== ExpensePayer.MEMBER) return [{ code: 'expense.advance-and-card', path }];
  const found = await tx.query(
    `select from core.expense_advance
     where cooperative_id = $1 and id = $2 and activity_id = $3 and member_id = $4
       and status = 'APPROVED'`,
    [tx.cooperativeId, advanceId, activityId, memberId],
  );
  return found.length > 0 ? [] : [{ code: 'expense.advance-not-open', path }];
}

/** Receipts are new uploads of the member, or already on this sheet. */
async function receiptFindings(
  tx: Tx,
  ctx: Context,
  { id }: ExpenseState,
  lines: readonly PricedLine[],
): Promise<Finding[]> {
  const fresh = await freshReceipts(tx, id, lines);
  return claimFindings(tx, ctx, { purpose: receiptPurpose, ids: fresh, path: ['lines'] });
}

async function freshReceipts(tx: Tx, id: string, lines: readonly PricedLine[]): Promise<string[]> {
  const kept = new Set((await filesOf(tx, tx.cooperativeId, 'Expense', [id])).map((f) => f.id));
  return lines.flatMap(({ receiptIds }) => receiptIds).filter((receipt) => !kept.has(receipt));
}

/** Writes a sheet with its lines and claims its receipts; replaces what was there. */
export async function keepSheet(
  tx: Tx,
  ctx: Context,
  sheet: ExpenseState,
  { lines, claimedMinor }: JudgedSheet,
): Promise<void> {
  const fresh = await freshReceipts(tx, sheet.id, lines);
  const submittedOn = sheet.status === ExpenseStatus.SUBMITTED ? ctx.platform.clock.today() : null;
  await tx.query(keepStatement, [
    ...[tx.cooperativeId, sheet.id, sheet.activityId, sheet.hostEntityId, sheet.memberId],
    ...[sheet.month, sheet.status, sheet.paidBy, sheet.advanceId, sheet.currency, sheet.note],
    ...[claimedMinor, submittedOn],
  ]);
  await tx.query('delete from core.expense_line where cooperative_id = $1 and expense_id = $2', [
    ...[tx.cooperativeId, sheet.id],
  ]);
  await tx.query(linesStatement, [tx.cooperativeId, sheet.id, JSON.stringify(lines.map(rowOf))]);
  await linkToProject(tx, sheet, { type: 'expense', id: sheet.id });
  const subject = { type: 'Expense', id: sheet.id };
  await claimUploads(
    tx,
    ctx,
    fresh.map((id) => ({ id, subject })),
  );
}

const rowOf = (line: PricedLine) => ({
  ...line,
  amountMinor: line.amountMinor.toString(),
  vatMinor: line.vatMinor.toString(),
});

const keepStatement = `
  insert into core.expense (cooperative_id, id, activity_id, host_entity_id, member_id, month,
    status, paid_by, advance_id, currency, note, claimed_minor, submitted_on)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict (cooperative_id, id) do update
  set status = excluded.status, paid_by = excluded.paid_by, advance_id = excluded.advance_id,
    month = excluded.month, note = excluded.note, claimed_minor = excluded.claimed_minor,
    submitted_on = excluded.submitted_on, decided_by = null, decided_on = null,
    refusal_reason = null, version = core.expense.version + 1`;

const linesStatement = `
  insert into core.expense_line (cooperative_id, expense_id, position, category, on_day,
    description, supplier, amount_minor, vat_minor, vat_deductible, kilometres, km_rate,
    vehicle_id, receipt_ids)
  select $1, $2, l.position, l.category, l."onDay", l.description, l.supplier, l."amountMinor",
    l."vatMinor", l."vatDeductible", l.kilometres, l."kmRate", l."vehicleId", l."receiptIds"
  from jsonb_to_recordset($3::jsonb) as l (position smallint, category text, "onDay" date,
    description text, supplier text, "amountMinor" bigint, "vatMinor" bigint,
    "vatDeductible" integer, kilometres integer, "kmRate" integer, "vehicleId" uuid,
    "receiptIds" uuid[])`;

export const firstOf = (day: string): string => `${day.slice(0, 7)}-01`;

async function isKept(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.query('select from core.expense where cooperative_id = $1 and id = $2', [
    tx.cooperativeId,
    id,
  ]);
  return found.length > 0;
}

export async function takesPartIn(tx: Tx, activityId: string, memberId: string): Promise<boolean> {
  const found = await tx.query(
    `select from core.participation
     where cooperative_id = $1 and activity_id = $2 and member_id = $3 and status = 'ACTIVE'`,
    [tx.cooperativeId, activityId, memberId],
  );
  return found.length > 0;
}

async function countryOf(tx: Tx, hostEntityId: string): Promise<string> {
  const [row] = await tx.query<{ country: string }>(
    'select country from core.host_entity where cooperative_id = $1 and id = $2',
    [tx.cooperativeId, hostEntityId],
  );
  return (row as { country: string }).country;
}
