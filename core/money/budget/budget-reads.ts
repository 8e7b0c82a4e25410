/** Budgets and projects of activities with their figures: one statement for a whole level. */
import type { Activity } from '../../activity/activity.entity.js';
import type { Context } from '../../platform/context.js';
import { idsOf, sql } from '../../platform/database/rows.js';
import { money } from '../../platform/money.js';
import { byId, visibleRows } from '../../platform/read/read.js';
import type { Source } from '../../platform/read/source.js';
import { sum } from '../ledger/amounts.js';
import type { Budget } from './budget.entity.js';
import { budgets, projects } from './budget.policy.js';
import type { BudgetFigures, BudgetLine } from './budget.types.js';
import { budgetFigures, forecastMinor, type LineFigures } from './budget-figures.js';
import type { Project } from './project.entity.js';

export const budgetsOf = (ctx: Context, activity: Activity): Promise<Budget[]> =>
  ofActivity(ctx, budgets, activity);

export const projectsOf = (ctx: Context, activity: Activity): Promise<Project[]> =>
  ofActivity(ctx, projects, activity);

/** The project that a document belongs to, by the type that the ledger calls it. */
export async function projectOf(
  ctx: Context,
  sourceType: string,
  documentId: string,
): Promise<Project | null> {
  const load = async (ids: readonly string[]) => {
    const found = await ctx.platform.database.query<{ source: string; project: string }>(
      `select source_id as source, project_id as project from core.project_link
       where cooperative_id = $1 and source_type = $2 and source_id = any ($3::uuid[])`,
      [ctx.viewer.cooperativeId, sourceType, ids],
      'projects-of-documents',
    );
    const bySource = new Map(found.map(({ source, project }) => [source, project]));
    return ids.map((id) => bySource.get(id) ?? null);
  };
  const batch = ctx.loaders.batch<string | null>(projects, `of:${sourceType}`, load);
  const projectId = await batch.load(documentId);
  return projectId === null ? null : byId(ctx, projects, projectId);
}

/** All rows of an activity: their number is bounded where they are made. */
function ofActivity<T extends { id: string; activityId: string }>(
  ctx: Context,
  source: Source<T>,
  { id }: Activity,
): Promise<T[]> {
  const load = async (ids: readonly string[]) => {
    const where = sql`t.activity_id = any(${idsOf(ids)}) order by t.id desc`;
    const byActivity = Map.groupBy(await visibleRows(ctx, source, where), (row) => row.activityId);
    return ids.map((one) => byActivity.get(one) ?? []);
  };
  return ctx.loaders.batch<T[]>(source, 'of-activity', load).load(id);
}

export async function linesOf(ctx: Context, budget: Budget): Promise<BudgetLine[]> {
  const lines = await figuresOf(ctx, budget);
  return lines.map((line) => ({ kind: line.kind, ...shown(ctx, budget, line) }));
}

export async function totalsOf(ctx: Context, budget: Budget): Promise<BudgetFigures> {
  const lines = await figuresOf(ctx, budget);
  const today = ctx.platform.clock.today();
  const total = (key: 'plannedMinor' | 'committedMinor' | 'spentMinor') =>
    sum(lines.map((line) => line[key]));
  const figures = {
    plannedMinor: total('plannedMinor'),
    committedMinor: total('committedMinor'),
    spentMinor: total('spentMinor'),
  };
  const forecast = sum(lines.map((line) => forecastMinor(line, budget, today)));
  return { ...shown(ctx, budget, figures), forecast: money(forecast, budget.currency) };
}

function figuresOf(ctx: Context, budget: Budget): Promise<readonly LineFigures[]> {
  const load = async (ids: readonly string[]) => {
    const found = await budgetFigures(ctx, ctx.tx ?? ctx.platform.database, ids);
    return ids.map((id) => found.get(id) ?? []);
  };
  return ctx.loaders.batch<readonly LineFigures[]>(budgets, 'figures', load).load(budget.id);
}

function shown(
  ctx: Context,
  budget: Budget,
  line: Omit<LineFigures, 'budgetId' | 'kind'>,
): BudgetFigures {
  const { plannedMinor, committedMinor, spentMinor } = line;
  const { currency } = budget;
  return {
    planned: money(plannedMinor, currency),
    committed: money(committedMinor, currency),
    spent: money(spentMinor, currency),
    left: money(plannedMinor - committedMinor - spentMinor, currency),
    forecast: money(forecastMinor(line, budget, ctx.platform.clock.today()), currency),
  };
}
