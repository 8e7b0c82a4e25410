import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { byGlobalId, byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { ActivityTransfer } from './activity-transfer.entity.js';
import { Budget } from './budget.entity.js';
import { createBudget, updateBudget } from './budget.js';
import { budgets, projects, transfers } from './budget.policy.js';
import * as types from './budget.types.js';
import { budgetsOf, linesOf, projectsOf, totalsOf } from './budget-reads.js';
import { Project } from './project.entity.js';
import { assignToProject, closeProject, createProject } from './project.js';
import { transferBetweenActivities } from './transfer.js';

const what = { description: 'What is asked.' };

@Resolver(() => Budget)
export class BudgetResolver {
  @Requires('ledger.read')
  @Query(() => Budget, { nullable: true, description: 'One budget that you may see.' })
  budget(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Budget | null> {
    return byGlobalId(known(ctx), budgets, id);
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'Whose plan it is.' })
  activity(@Ctx() ctx: RequestContext, @Root() budget: Budget): Promise<Activity | null> {
    return byId(known(ctx), activities, budget.activityId);
  }

  @FieldResolver(() => Project, { nullable: true, description: 'Null: the whole activity.' })
  async project(@Ctx() ctx: RequestContext, @Root() { projectId }: Budget) {
    return projectId && (await byId(known(ctx), projects, projectId));
  }

  @FieldResolver(() => [types.BudgetLine], { description: 'A line for each kind, by kind.' })
  lines(@Ctx() ctx: RequestContext, @Root() budget: Budget): Promise<types.BudgetLine[]> {
    return linesOf(known(ctx), budget);
  }

  @FieldResolver(() => types.BudgetFigures, { description: 'The sums of its lines.' })
  totals(@Ctx() ctx: RequestContext, @Root() budget: Budget): Promise<types.BudgetFigures> {
    return totalsOf(known(ctx), budget);
  }
}

@Resolver(() => Project)
export class ProjectResolver {
  @FieldResolver(() => Activity, { nullable: true, description: 'Whose part it is.' })
  activity(@Ctx() ctx: RequestContext, @Root() project: Project): Promise<Activity | null> {
    return byId(known(ctx), activities, project.activityId);
  }
}

@Resolver(() => ActivityTransfer)
export class ActivityTransferResolver {
  @FieldResolver(() => Activity, { nullable: true, description: 'Which gave, if you may see it.' })
  from(@Ctx() ctx: RequestContext, @Root() transfer: ActivityTransfer): Promise<Activity | null> {
    return byId(known(ctx), activities, transfer.fromActivityId);
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'Which got, if you may see it.' })
  to(@Ctx() ctx: RequestContext, @Root() transfer: ActivityTransfer): Promise<Activity | null> {
    return byId(known(ctx), activities, transfer.toActivityId);
  }
}

@Resolver(() => Activity)
export class ActivityBudgetsResolver {
  @FieldResolver(() => [Budget], { description: 'Its budgets, newest first; at most 100.' })
  budgets(@Ctx() ctx: RequestContext, @Root() activity: Activity): Promise<Budget[]> {
    return budgetsOf(known(ctx), activity);
  }

  @FieldResolver(() => [Project], { description: 'Its projects, newest first; at most 200.' })
  projects(@Ctx() ctx: RequestContext, @Root() activity: Activity): Promise<Project[]> {
    return projectsOf(known(ctx), activity);
  }
}

@Resolver()
export class BudgetChangesResolver {
  @Requires('budget.write')
  @Mutation(() => types.BudgetPayload, { description: 'Plans what is spent in a period.' })
  createBudget(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.CreateBudgetInput, what) input: types.CreateBudgetInput,
  ): Promise<types.BudgetPayload> {
    return createBudget(known(ctx), input);
  }

  @Requires('budget.write')
  @Mutation(() => types.BudgetPayload, { description: 'Plans anew, or ends a budget.' })
  updateBudget(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.UpdateBudgetInput, what) input: types.UpdateBudgetInput,
  ): Promise<types.BudgetPayload> {
    return updateBudget(known(ctx), input);
  }

  @Requires('budget.write')
  @Mutation(() => types.ProjectPayload, { description: 'Begins a project of an activity.' })
  createProject(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.CreateProjectInput, what) input: types.CreateProjectInput,
  ): Promise<types.ProjectPayload> {
    return createProject(known(ctx), input);
  }

  @Requires('budget.write')
  @Mutation(() => types.ProjectPayload, { description: 'Ends a project.' })
  closeProject(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.CloseProjectInput, what) input: types.CloseProjectInput,
  ): Promise<types.ProjectPayload> {
    return closeProject(known(ctx), input.projectId);
  }

  @Requires('budget.write')
  @Mutation(() => types.ProjectPayload, {
    description: 'Says to which project a document of the activity belongs.',
  })
  assignToProject(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.AssignToProjectInput, what) input: types.AssignToProjectInput,
  ): Promise<types.ProjectPayload> {
    return assignToProject(known(ctx), input);
  }

  @Requires('budget.write')
  @Mutation(() => types.TransferBetweenActivitiesPayload, {
    description:
      'Moves money between two activities that you manage, down to the floor of the first.',
  })
  async transferBetweenActivities(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.TransferBetweenActivitiesInput, what)
    input: types.TransferBetweenActivitiesInput,
  ): Promise<types.TransferBetweenActivitiesPayload> {
    const project = (id: string | null | undefined, path: string) =>
      id == null ? null : localId('Project', id, path);
    const { after, violations } = await transferBetweenActivities(known(ctx), {
      ...input,
      fromProjectId: project(input.fromProjectId, 'fromProjectId'),
      toProjectId: project(input.toProjectId, 'toProjectId'),
    });
    return { transfer: after && (await byId(known(ctx), transfers, after.id)), violations };
  }
}
