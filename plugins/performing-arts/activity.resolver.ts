import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ifChangeable,
  Mutation,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { PerformingArtsActivity } from './activity.entity.js';
import { DealConnection, PerformingArtsDeal } from './deal.entity.js';
import { describeActivity, PerformingArtsDescribeActivityInput } from './describe-activity.js';
import { PerformanceConnection } from './performance.connection.js';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { PerformingArtsSubsidy, SubsidyConnection } from './subsidy.entity.js';
import { PerformingArtsVenue } from './venue.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The activity as it now is, or why not.' })
export class PerformingArtsDescribeActivityPayload {
  @Field(() => PerformingArtsActivity, { nullable: true, description: 'What is now known of it.' })
  activity: PerformingArtsActivity | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => PerformingArtsActivity)
export class ActivityResolver {
  @FieldResolver(() => [PerformingArtsProduction], { description: 'Its productions.' })
  productions(@Root() { activityId }: PerformingArtsActivity, @Ctx() { store }: PluginContext) {
    return store.listBy(PerformingArtsProduction, 'activityId', activityId);
  }

  @FieldResolver(() => [PerformingArtsVenue], { description: 'Its address book of places.' })
  venues(@Root() { activityId }: PerformingArtsActivity, @Ctx() { store }: PluginContext) {
    return store.listBy(PerformingArtsVenue, 'activityId', activityId);
  }

  @FieldResolver(() => PerformanceConnection, {
    description: 'Options and confirmed dates from today on, the nearest first.',
  })
  upcomingDates(
    @Root() { activityId }: PerformingArtsActivity,
    @Ctx() { store, today }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<PerformingArtsPerformance> {
    return store.page(PerformingArtsPerformance, args, {
      where: { day: { from: today }, status: { in: upcoming } },
      orderBy: { property: 'day', direction: 'asc' },
      by: { property: 'activityId', id: activityId },
    });
  }

  @FieldResolver(() => DealConnection, { description: 'Its deals, the newest first.' })
  deals(
    @Root() { activityId }: PerformingArtsActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<PerformingArtsDeal> {
    return store.page(PerformingArtsDeal, args, { by: { property: 'activityId', id: activityId } });
  }

  @FieldResolver(() => SubsidyConnection, { description: 'Its subsidy files, the newest first.' })
  subsidies(
    @Root() { activityId }: PerformingArtsActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<PerformingArtsSubsidy> {
    const by = { property: 'activityId', id: activityId } as const;
    return store.page(PerformingArtsSubsidy, args, { by });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId }: PerformingArtsActivity, @Ctx() ctx: PluginContext) {
    return ifChangeable(ctx, activityId, 'performing-arts.write', [
      'performing-arts.describe-activity',
      'performing-arts.create-production',
      'performing-arts.create-venue',
    ]);
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsDescribeActivityPayload, {
    nullable: true,
    description: 'Makes an activity one of the performing arts, or changes what is known of it.',
  })
  async performingArtsDescribeActivity(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsDescribeActivityInput, { description: 'What is known.' })
    input: PerformingArtsDescribeActivityInput,
  ): Promise<PerformingArtsDescribeActivityPayload> {
    const { done, violations } = await describeActivity(ctx, input);
    return { activity: done, violations };
  }
}

const upcoming = [PerformanceStatus.OPTION, PerformanceStatus.CONFIRMED];
