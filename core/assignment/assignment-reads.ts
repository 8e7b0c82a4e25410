import type { Activity } from '../activity/activity.entity.js';
import { activities } from '../activity/activity.policy.js';
import type { Context } from '../platform/context.js';
import type { Fragment } from '../platform/database/rows.js';
import { idsOf, sql } from '../platform/database/rows.js';
import { localId } from '../platform/ids.js';
import { type Money, money } from '../platform/money.js';
import { type Page, page } from '../platform/read/page.js';
import type { PageArgs } from '../platform/read/page-args.js';
import { byId, visibleRows } from '../platform/read/read.js';
import { type Assignment, AssignmentStatus } from './assignment.entity.js';
import { assignmentActions, assignmentSteps, assignments } from './assignment.policy.js';
import type {
  AssignmentFilter,
  AssignmentOrder,
  CashFlowDay,
  CashFlowLine,
} from './assignment.types.js';
import { type AssignmentStep, StepStatus } from './assignment-step.entity.js';
import { sumsByDay } from './cash-flow.js';

/** The steps of an assignment in their turn; those of siblings go in one statement. */
export function stepsOf(ctx: Context, assignment: Assignment): Promise<AssignmentStep[]> {
  const load = async (ids: readonly string[]) => {
    const wanted = sql`t.assignment_id = any(${idsOf(ids)}) order by t.assignment_id, t.place`;
    const found = await visibleRows(ctx, assignmentSteps, wanted);
    const steps = Map.groupBy(found, ({ assignmentId }) => assignmentId);
    return ids.map((id) => steps.get(id) ?? []);
  };
  return ctx.loaders
    .batch<AssignmentStep[]>(assignmentSteps, 'of-assignment', load)
    .load(assignment.id);
}

/** What all steps together cost, as far as it is known. */
export async function costOf(ctx: Context, assignment: Assignment): Promise<Money> {
  const steps = await stepsOf(ctx, assignment);
  const total = steps.reduce((sum, { costMinor }) => sum + (costMinor ?? 0n), 0n);
  return money(total, assignment.currency);
}

/** When the last step that does not close was done; null while one of them is not. */
export async function workDoneAtOf(ctx: Context, assignment: Assignment): Promise<Date | null> {
  const work = (await stepsOf(ctx, assignment)).filter(({ closes }) => !closes);
  const over = work.every(({ status }) => status === StepStatus.DONE);
  if (!over || !workedOn.has(assignment.status)) return null;
  const ends = work.flatMap(({ endedAt }) => (endedAt === null ? [] : [endedAt]));
  return ends.reduce<Date | null>((last, one) => (last !== null && last > one ? last : one), null);
}

const workedOn: ReadonlySet<AssignmentStatus> = new Set([
  AssignmentStatus.RUNNING,
  AssignmentStatus.WAITING,
  AssignmentStatus.DONE,
]);

/** A step has the currency of its assignment. */
export async function stepCost(ctx: Context, step: AssignmentStep): Promise<Money | null> {
  if (step.costMinor === null) return null;
  const assignment = await byId(ctx, assignments, step.assignmentId);
  return assignment && money(step.costMinor, assignment.currency);
}

/** The money that a step moves, by day. */
export async function stepCashFlow(ctx: Context, step: AssignmentStep): Promise<CashFlowLine[]> {
  const assignment = await byId(ctx, assignments, step.assignmentId);
  if (assignment === null) return [];
  return step.cashFlow.map(({ amountMinor, ...line }) => ({
    ...line,
    amount: money(BigInt(amountMinor), assignment.currency),
  }));
}

/** The same of all steps together, summed day by day. */
export async function cashFlowOf(ctx: Context, assignment: Assignment): Promise<CashFlowDay[]> {
  const steps = await stepsOf(ctx, assignment);
  return sumsByDay(steps.flatMap(({ cashFlow }) => cashFlow)).map(
    ({ day, withMinor, withoutMinor }) => ({
      day,
      withPrefinancing: money(withMinor, assignment.currency),
      withoutPrefinancing: money(withoutMinor, assignment.currency),
    }),
  );
}

export async function actionsOn(ctx: Context, assignment: Assignment): Promise<string[]> {
  const activity = await byId(ctx, activities, assignment.activityId);
  return assignmentActions(ctx.viewer, activity, assignment);
}

export function assignmentsPage(
  ctx: Context,
  args: PageArgs,
  filter?: AssignmentFilter | null,
  orderBy?: AssignmentOrder | null,
): Page<Assignment> {
  return page(ctx, assignments, args, { orderBy, where: conditions(filter) });
}

export function assignmentsOf(
  ctx: Context,
  activity: Activity,
  args: PageArgs,
  filter?: AssignmentFilter | null,
  orderBy?: AssignmentOrder | null,
): Page<Assignment> {
  const options = { orderBy, where: conditions(filter), filterKey: JSON.stringify(filter ?? null) };
  const scope = { property: 'activityId', parentId: activity.id };
  return page(ctx, assignments, args, options, scope);
}

function conditions(filter: AssignmentFilter | null | undefined): Fragment[] {
  const where: Fragment[] = [];
  if (filter?.status != null) where.push(sql`t.status = any(${filter.status}::text[])`);
  if (filter?.activityId != null) {
    const activityId = localId('Activity', filter.activityId, 'filter.activityId');
    where.push(sql`t.activity_id = ${activityId}`);
  }
  if (filter?.needsPerson != null) {
    const left = sql`exists (select from core.assignment_step n
      where n.cooperative_id = t.cooperative_id and n.assignment_id = t.id
        and n.stands and n.seen_to_at is null)`;
    where.push(filter.needsPerson ? left : sql`not ${left}`);
  }
  return where;
}
