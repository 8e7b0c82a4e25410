import { requireManaged } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId, localId, newId } from '../../platform/ids.js';
import { locked } from '../../platform/model/locked.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { byId, requireVisible } from '../../platform/read/read.js';
import { takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { amountOf } from '../expense/expense-lines.js';
import { maximumTitleLength } from '../limits.js';
import { Budget, type BudgetPolicy } from './budget.entity.js';
import { budgets } from './budget.policy.js';
import { PlanStatus } from './project.entity.js';
import { placeFindings, projectFindings } from './project.js';

export interface BudgetLineDraft {
  readonly kind: string;
  readonly planned: string;
}

/** Ids are global. */
export interface BudgetDraft {
  readonly activityId: string;
  readonly projectId?: string | null;
  readonly title: string;
  readonly from: string;
  readonly until: string;
  readonly policy: BudgetPolicy;
  readonly lines: readonly BudgetLineDraft[];
  readonly idempotencyKey?: string | null;
}

export interface ChangedBudget {
  readonly budget: Budget | null;
  readonly violations: Violation[];
}

/** Budgets that an activity has at most, closed ones too: they are listed whole. */
export const maximumBudgets = 100;

/** Plans what an activity that the viewer manages, or a project of it, will spend in a period. */
export async function createBudget(ctx: Context, draft: BudgetDraft): Promise<ChangedBudget> {
  const activity = await requireManaged(ctx, draft.activityId, 'budget.write');
  const { projectId: named, title, from, until, policy, lines } = draft;
  const projectId = named == null ? null : localId('Project', named, 'projectId');
  const place = { activityId: activity.id, projectId };
  const found: Finding[] = [
    ...lineFindings('title', tidy(title), maximumTitleLength),
    ...(until < from ? [{ code: 'budget.until-before-from', path: ['until'] }] : []),
    ...(await linesFindings(ctx, lines, activity.currency)),
  ];
  const id = newId();
  const { made, refused } = await transact(ctx, async (tx) => {
    const once = draft.idempotencyKey == null ? null : { key: draft.idempotencyKey, input: draft };
    const done = once && (await takeKey(tx, ctx, 'budget.create', once, id));
    if (done != null) return { made: done, refused: [] };
    const against = [
      ...found,
      ...(await placeFindings(tx, activity.id, 'budget', maximumBudgets)),
      ...(await projectFindings(tx, tx.cooperativeId, place, 'projectId')),
    ];
    // A refused request leaves no key.
    if (against.length > 0) throw new Refused(against);
    await tx.query(
      `insert into core.budget (cooperative_id, id, activity_id, project_id, title, currency,
         from_day, until_day, policy, status, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'OPEN', $10)`,
      [
        ...[tx.cooperativeId, id, activity.id, projectId, tidy(title), activity.currency],
        ...[from, until, policy, ctx.viewer.memberId],
      ],
    );
    await writeLines(tx, id, lines, activity.currency);
    const subject = { type: 'Budget', id };
    await record(tx, ctx, 'budget.create', [
      { type: 'budget.created', subject, activityId: activity.id },
    ]);
    return { made: id, refused: [] };
  }).catch(refusalOf);
  return answer(ctx, made, refused);
}

/** Ids are global; what is absent stays. */
export interface BudgetChange {
  readonly budgetId: string;
  readonly title?: string | null;
  readonly policy?: BudgetPolicy | null;
  readonly lines?: readonly BudgetLineDraft[] | null;
  readonly close?: boolean | null;
  readonly expectedVersion?: number | null;
}

/** Plans anew, or closes: what is spent and committed does not change by it. */
export async function updateBudget(ctx: Context, change: BudgetChange): Promise<ChangedBudget> {
  const seen = await requireVisible(ctx, budgets, change.budgetId, 'budgetId');
  await requireManaged(ctx, globalId('Activity', seen.activityId), 'budget.write');
  const title = change.title == null ? null : tidy(change.title);
  const found = [
    ...(title === null ? [] : lineFindings('title', title, maximumTitleLength)),
    ...(change.lines == null ? [] : await linesFindings(ctx, change.lines, seen.currency)),
  ];
  const { made, refused } = await transact(ctx, async (tx) => {
    const budget = await locked(tx, Budget, seen.id);
    if (budget === null) throw notFound('Budget', change.budgetId);
    const { expectedVersion: expected } = change;
    if (expected != null && expected !== budget.version) {
      throw new GezelError('CONFLICT', { thing: 'Budget', expected, actual: budget.version });
    }
    if (budget.status !== PlanStatus.OPEN)
      found.push({ code: 'budget.closed', path: ['budgetId'] });
    if (found.length > 0) throw new Refused(found);
    await tx.query(
      `update core.budget set title = coalesce($3, title), policy = coalesce($4, policy),
         status = case when $5 then 'CLOSED' else status end, version = version + 1
       where cooperative_id = $1 and id = $2`,
      [tx.cooperativeId, seen.id, title, change.policy ?? null, change.close ?? false],
    );
    if (change.lines != null) await writeLines(tx, seen.id, change.lines, seen.currency);
    const subject = { type: 'Budget', id: seen.id };
    await record(tx, ctx, 'budget.update', [
      { type: 'budget.updated', subject, activityId: seen.activityId },
    ]);
    return { made: seen.id, refused: [] };
  }).catch(refusalOf);
  return answer(ctx, made, refused);
}

async function answer(ctx: Context, id: string | null, refused: readonly Finding[]) {
  const budget = id === null ? null : await byId(ctx, budgets, id);
  return { budget, violations: violationsOf(ctx, refused) };
}

async function linesFindings(
  { platform }: Context,
  lines: readonly BudgetLineDraft[],
  currency: string,
): Promise<Finding[]> {
  const kinds = await platform.database.query<{ code: string }>(
    'select code from core.budget_kind order by code',
    [],
    'budget-kinds',
  );
  const known = kinds.map(({ code }) => code);
  const found: Finding[] =
    lines.length === 0 ? [{ code: 'budget.without-lines', path: ['lines'] }] : [];
  for (const [index, { kind, planned }] of lines.entries()) {
    const at = (code: string, field: string, values = {}): Finding => ({
      ...{ code, path: ['lines', String(index), field], values },
    });
    const repeated = lines.findIndex((line) => line.kind === kind) !== index;
    if (!known.includes(kind) || repeated) {
      found.push(at('budget.kind', 'kind', { kinds: known.join(', ') }));
    }
    if (amountOf(planned, currency) === null)
      found.push(at('budget.planned', 'planned', { currency }));
  }
  return found;
}

async function writeLines(
  tx: Tx,
  budgetId: string,
  lines: readonly BudgetLineDraft[],
  currency: string,
): Promise<void> {
  await tx.query('delete from core.budget_line where cooperative_id = $1 and budget_id = $2', [
    ...[tx.cooperativeId, budgetId],
  ]);
  await tx.query(
    `insert into core.budget_line (cooperative_id, budget_id, kind, planned_minor)
     select $1, $2, n.kind, n.planned from unnest($3::text[], $4::bigint[]) as n (kind, planned)`,
    [
      ...[tx.cooperativeId, budgetId, lines.map(({ kind }) => kind)],
      lines.map(({ planned }) => amountOf(planned, currency)),
    ],
  );
}

/** Carries the findings out of the transaction that they roll back. */
class Refused extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super('The budget was refused.');
  }
}

function refusalOf(error: unknown): { made: string | null; refused: readonly Finding[] } {
  if (error instanceof Refused) return { made: null, refused: error.findings };
  throw error;
}
