import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Cooperative } from '../cooperative/cooperative.entity.js';
import { cooperatives, hostEntities } from '../cooperative/cooperative.policy.js';
import { HostEntity } from '../cooperative/host-entity.entity.js';
import { Member } from '../member/member.entity.js';
import { members } from '../member/member.policy.js';
import { known, type RequestContext } from '../platform/context.js';
import { Viewer } from '../platform/model/viewer.js';
import type { Asked } from '../platform/read/card.js';
import { connectionType } from '../platform/read/connection-type.js';
import { PageArgs } from '../platform/read/page-args.js';
import { byGlobalId, byId } from '../platform/read/read.js';
import { Requires } from '../platform/schema-rules.js';
import { Activity } from './activity.entity.js';
import { ActivityFilter, ActivityOrder } from './activity.filter.js';
import { activities, activityActions } from './activity.policy.js';
import * as service from './activity.service.js';
import { Invitation } from './invitation.js';
import { Participation } from './participation.entity.js';

export const ActivityConnection = connectionType(Activity, 'Activity');

const filtered = { nullable: true, description: 'Which activities.' };
const ordered = { nullable: true, description: 'Newest first if absent.' };

@Resolver(() => Activity)
export class ActivityResolver {
  @Requires('activity.read')
  @Query(() => Activity, { nullable: true, description: 'One activity that you may see.' })
  activity(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Activity | null> {
    return byGlobalId(known(ctx), activities, id);
  }

  @Requires('activity.read')
  @Query(() => ActivityConnection, { description: 'The activities that you may see.' })
  activities(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => ActivityFilter, filtered) filter?: ActivityFilter | null,
    @Arg('orderBy', () => ActivityOrder, ordered) orderBy?: ActivityOrder | null,
  ) {
    return service.listActivities(known(ctx), { args, filter, orderBy });
  }

  @FieldResolver(() => Member, { nullable: true, description: 'The one member who manages it.' })
  member(
    @Ctx() ctx: RequestContext,
    @Root() activity: Activity,
    @Info() info: Asked,
  ): Promise<Member | null> {
    return byId(known(ctx), members, activity.managerId, info);
  }

  @FieldResolver(() => Cooperative, { nullable: true, description: 'The co-operative.' })
  cooperative(@Ctx() ctx: RequestContext, @Root() activity: Activity) {
    return byId(known(ctx), cooperatives, activity.cooperativeId);
  }

  @FieldResolver(() => HostEntity, {
    nullable: true,
    description: 'The legal entity that invoices and employs for it.',
  })
  hostEntity(@Ctx() ctx: RequestContext, @Root() activity: Activity) {
    return byId(known(ctx), hostEntities, activity.hostEntityId);
  }

  @FieldResolver(() => [Participation], {
    description: 'Who takes part and who is invited, the manager first.',
  })
  team(@Ctx() ctx: RequestContext, @Root() activity: Activity): Promise<Participation[]> {
    return service.teamOf(known(ctx), activity);
  }

  @FieldResolver(() => [String], { description: 'What you may do with the activity now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() activity: Activity): string[] {
    return activityActions(known(ctx).viewer, activity);
  }
}

@Resolver(() => Participation)
export class ParticipationResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'Who takes part.' })
  member(@Ctx() ctx: RequestContext, @Root() place: Participation): Promise<Member | null> {
    return byId(known(ctx), members, place.memberId);
  }
}

@Resolver(() => Member)
export class MemberActivitiesResolver {
  @FieldResolver(() => ActivityConnection, {
    description: 'The activities in which the member takes part, those managed included.',
  })
  activities(
    @Ctx() ctx: RequestContext,
    @Root() member: Member,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => ActivityFilter, filtered) filter?: ActivityFilter | null,
    @Arg('orderBy', () => ActivityOrder, ordered) orderBy?: ActivityOrder | null,
  ) {
    return service.activitiesOf(known(ctx), member, { args, filter, orderBy });
  }
}

@Resolver(() => Viewer)
export class ViewerInvitationsResolver {
  @FieldResolver(() => [Invitation], {
    description: 'Invitations into activities that you have not answered, newest first.',
  })
  invitations(@Ctx() ctx: RequestContext): Promise<Invitation[]> {
    return service.invitationsOf(known(ctx));
  }
}
