import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../activity/activity.entity.js';
import { activities } from '../activity/activity.policy.js';
import { Client } from '../money/client/client.entity.js';
import { clients } from '../money/client/client.policy.js';
import { known, type RequestContext } from '../platform/context.js';
import { violationsOf } from '../platform/model/say.js';
import { Money } from '../platform/money.js';
import { PageArgs } from '../platform/read/page-args.js';
import { byGlobalId, byId } from '../platform/read/read.js';
import { DateTime } from '../platform/scalars.js';
import { Requires } from '../platform/schema-rules.js';
import { Violation } from '../platform/write/violation.js';
import { Assignment } from './assignment.entity.js';
import { assignments } from './assignment.policy.js';
import {
  AssignmentConnection,
  AssignmentFilter,
  AssignmentOrder,
  CashFlowDay,
  CashFlowLine,
} from './assignment.types.js';
import {
  actionsOn,
  assignmentsOf,
  assignmentsPage,
  cashFlowOf,
  costOf,
  stepCashFlow,
  stepCost,
  stepsOf,
  workDoneAtOf,
} from './assignment-reads.js';
import { AssignmentStep } from './assignment-step.entity.js';
import { stepTool, Tool, toolsFor } from './tool.types.js';

@Resolver(() => Assignment)
export class AssignmentResolver {
  @Requires('assignment.read')
  @Query(() => Assignment, { nullable: true, description: 'An assignment.' })
  assignment(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<Assignment | null> {
    return byGlobalId(known(ctx), assignments, id);
  }

  @Requires('assignment.read')
  @Query(() => AssignmentConnection, { description: 'The assignments that you may see.' })
  assignments(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => AssignmentFilter, { nullable: true, description: 'Which.' })
    filter?: AssignmentFilter | null,
    @Arg('orderBy', () => AssignmentOrder, { nullable: true, description: 'In which order.' })
    orderBy?: AssignmentOrder | null,
  ) {
    return assignmentsPage(known(ctx), args, filter, orderBy);
  }

  @Requires('assignment.write')
  @Query(() => [Tool], {
    description: 'What you can start: by whom it comes and what it needs. By name.',
  })
  tools(
    @Ctx() ctx: RequestContext,
    @Arg('activityId', () => ID, {
      nullable: true,
      description: 'On this activity; any if absent.',
    })
    activityId?: string | null,
  ): Promise<Tool[]> {
    return toolsFor(known(ctx), activityId);
  }

  @FieldResolver(() => Activity, {
    nullable: true,
    description: 'The activity that it is for; null when you may not see it any more.',
  })
  activity(@Ctx() ctx: RequestContext, @Root() assignment: Assignment): Promise<Activity | null> {
    return byId(known(ctx), activities, assignment.activityId);
  }

  @FieldResolver(() => Client, { nullable: true, description: 'The client that it is done for.' })
  async client(
    @Ctx() ctx: RequestContext,
    @Root() { clientId }: Assignment,
  ): Promise<Client | null> {
    return clientId === null ? null : byId(known(ctx), clients, clientId);
  }

  @FieldResolver(() => [AssignmentStep], { description: 'Its steps, in the order of their turns.' })
  steps(@Ctx() ctx: RequestContext, @Root() assignment: Assignment): Promise<AssignmentStep[]> {
    return stepsOf(known(ctx), assignment);
  }

  @FieldResolver(() => Money, { description: 'What its steps cost together, as far as is known.' })
  cost(@Ctx() ctx: RequestContext, @Root() assignment: Assignment): Promise<Money> {
    return costOf(known(ctx), assignment);
  }

  @FieldResolver(() => [CashFlowDay], {
    description: 'What it does to the activity’s money day by day, as far as can be foreseen.',
  })
  cashFlow(@Ctx() ctx: RequestContext, @Root() assignment: Assignment): Promise<CashFlowDay[]> {
    return cashFlowOf(known(ctx), assignment);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      'When all its steps were done but those that close it, e.g. by waiting for the client’s ' +
      'money: from then on nobody has anything to do for it. Null while work is under way.',
  })
  workDoneAt(@Ctx() ctx: RequestContext, @Root() assignment: Assignment): Promise<Date | null> {
    return workDoneAtOf(known(ctx), assignment);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() assignment: Assignment): Promise<string[]> {
    return actionsOn(known(ctx), assignment);
  }
}

@Resolver(() => AssignmentStep)
export class AssignmentStepResolver {
  @FieldResolver(() => Tool, { description: 'The tool that it starts.' })
  tool(@Ctx() ctx: RequestContext, @Root() step: AssignmentStep): Tool {
    return stepTool(known(ctx), step);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'What it costs the activity; null when that could not be planned.',
  })
  cost(@Ctx() ctx: RequestContext, @Root() step: AssignmentStep): Promise<Money | null> {
    return stepCost(known(ctx), step);
  }

  @FieldResolver(() => [CashFlowLine], {
    description: 'The money that it moves, as far as can be foreseen.',
  })
  cashFlow(@Ctx() ctx: RequestContext, @Root() step: AssignmentStep): Promise<CashFlowLine[]> {
    return stepCashFlow(known(ctx), step);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it could not be undone, and a person must see to what is left of it.',
  })
  needsPerson(@Root() { stands, seenToAt }: AssignmentStep): boolean {
    return stands && seenToAt === null;
  }

  @FieldResolver(() => [Violation], {
    description: 'Why it could not be done or undone, or what stood against it in the plan.',
  })
  violations(@Ctx() ctx: RequestContext, @Root() step: AssignmentStep): Violation[] {
    return violationsOf(ctx, step.findings);
  }
}

@Resolver(() => Activity)
export class ActivityAssignmentsResolver {
  @FieldResolver(() => AssignmentConnection, {
    description: 'Assignments of the activity: for its manager and the co-operative’s people.',
  })
  assignments(
    @Ctx() ctx: RequestContext,
    @Root() activity: Activity,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => AssignmentFilter, { nullable: true, description: 'Which.' })
    filter?: AssignmentFilter | null,
    @Arg('orderBy', () => AssignmentOrder, { nullable: true, description: 'In which order.' })
    orderBy?: AssignmentOrder | null,
  ) {
    return assignmentsOf(known(ctx), activity, args, filter, orderBy);
  }
}
