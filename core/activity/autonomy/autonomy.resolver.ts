import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Member } from '../../member/member.entity.js';
import { members } from '../../member/member.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { globalId } from '../../platform/ids.js';
import { nodeOf } from '../../platform/model/node.resolver.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byGlobalId, byId } from '../../platform/read/read.js';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';
import { Requires } from '../../platform/schema-rules.js';
import { Activity } from '../activity.entity.js';
import { activities } from '../activity.policy.js';
import { ActivityPayload } from '../activity-changes.resolver.js';
import { Approval } from './approval.entity.js';
import { approvalActions, approvals } from './approval.policy.js';
import { approvalsPage } from './approval-list.js';
import { autonomyOf, limitsOn } from './autonomy.service.js';
import * as types from './autonomy.types.js';
import { decideApproval, withdrawApproval } from './decide-approval.js';
import { ActivityAutonomy, AutonomyLimit } from './level.js';
import { requestApproval } from './request-approval.js';
import { setActivityLevel } from './set-level.js';
import { setAutonomyLimit } from './set-limit.js';

export const ApprovalConnection = connectionType(Approval, 'Approval');

const what = { description: 'What is asked.' };

@Resolver(() => Approval)
export class ApprovalResolver {
  @Requires('activity.read')
  @Query(() => Approval, { nullable: true, description: 'One approval that you may see.' })
  approval(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<Approval | null> {
    return byGlobalId(known(ctx), approvals, id);
  }

  @Requires('activity.read')
  @Query(() => ApprovalConnection, { description: 'The approvals that you may see.' })
  approvals(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => types.ApprovalFilter, { nullable: true, description: 'Which.' })
    filter?: types.ApprovalFilter | null,
    @Arg('orderBy', () => types.ApprovalOrder, { nullable: true, description: 'In which order.' })
    orderBy?: types.ApprovalOrder | null,
  ) {
    return approvalsPage(known(ctx), args, filter, orderBy);
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity that is limited.' })
  activity(@Ctx() ctx: RequestContext, @Root() approval: Approval): Promise<Activity | null> {
    return byId(known(ctx), activities, approval.activityId);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: 'What the step is about; null when you may not see it.',
  })
  subject(@Ctx() ctx: RequestContext, @Root() approval: Approval): Promise<object | null> {
    const { subjectType, subjectId } = approval;
    return nodeOf(known(ctx), globalId(subjectType, subjectId), 'id');
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who asked.' })
  requestedBy(@Ctx() ctx: RequestContext, @Root() approval: Approval): Promise<Member | null> {
    return byId(known(ctx), members, approval.requestedById);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who answered.' })
  async decidedBy(@Ctx() ctx: RequestContext, @Root() { decidedById }: Approval) {
    return decidedById === null ? null : byId(known(ctx), members, decidedById);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  async viewerCan(@Ctx() ctx: RequestContext, @Root() approval: Approval): Promise<string[]> {
    const activity = await byId(known(ctx), activities, approval.activityId);
    return approvalActions(known(ctx).viewer, approval, activity?.managerId ?? '');
  }
}

@Resolver(() => Activity)
export class ActivityAutonomyResolver {
  @FieldResolver(() => ActivityAutonomy, { description: 'How far it decides alone today.' })
  autonomy(@Ctx() ctx: RequestContext, @Root() activity: Activity): Promise<ActivityAutonomy> {
    return autonomyOf(known(ctx), activity);
  }
}

@Resolver()
export class AutonomyResolver {
  @Requires('activity.read')
  @Query(() => [AutonomyLimit], {
    description: 'What activities of each level may do alone on a day; today when absent.',
  })
  async autonomyLimits(
    @Ctx() ctx: RequestContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day.' }) on?: string | null,
  ): Promise<AutonomyLimit[]> {
    return [...(await limitsOn(known(ctx), on ?? ctx.platform.clock.today()))];
  }

  @Requires('activity.write')
  @Mutation(() => types.ApprovalPayload, {
    description: 'Asks for leave to make a step that passes the limits of its activity.',
  })
  requestApproval(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.RequestApprovalInput, what) input: types.RequestApprovalInput,
  ): Promise<types.ApprovalPayload> {
    return requestApproval(known(ctx), input);
  }

  @Requires('approval.decide')
  @Mutation(() => types.ApprovalPayload, {
    description: 'Approves or refuses what another person has asked.',
  })
  decideApproval(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.DecideApprovalInput, what) input: types.DecideApprovalInput,
  ): Promise<types.ApprovalPayload> {
    return decideApproval(known(ctx), input);
  }

  @Requires('activity.write')
  @Mutation(() => types.ApprovalPayload, { description: 'Takes back a request of your own.' })
  withdrawApproval(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.WithdrawApprovalInput, what) input: types.WithdrawApprovalInput,
  ): Promise<types.ApprovalPayload> {
    return withdrawApproval(known(ctx), input);
  }

  @Requires('approval.decide')
  @Mutation(() => ActivityPayload, {
    description: 'Decides how far an activity goes alone, from a day on; never its own manager.',
  })
  setActivityLevel(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.SetActivityLevelInput, what) input: types.SetActivityLevelInput,
  ): Promise<ActivityPayload> {
    return setActivityLevel(known(ctx), input);
  }

  @Requires('autonomy.write')
  @Mutation(() => types.AutonomyLimitsPayload, {
    description: 'Decides what activities of a level may do alone, from a day on.',
  })
  async setAutonomyLimit(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.SetAutonomyLimitInput, what) input: types.SetAutonomyLimitInput,
  ): Promise<types.AutonomyLimitsPayload> {
    const { limits, violations } = await setAutonomyLimit(known(ctx), input);
    return { limits: limits && [...limits], violations };
  }
}
