import {
  Arg,
  badInput,
  Ctx,
  Field,
  FieldResolver,
  Int,
  Mutation,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { ifChangeable } from './access.js';
import { PerformingArtsActivity } from './activity.entity.js';
import { describeActivity, PerformingArtsDescribeActivityInput } from './describe-activity.js';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
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

  @FieldResolver(() => [PerformingArtsPerformance], {
    description: 'Options and confirmed dates from today on, the nearest first.',
  })
  async upcomingDates(
    @Root() { activityId }: PerformingArtsActivity,
    @Ctx() { store, today }: PluginContext,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many: 1 to 100.' })
    first: number,
  ): Promise<PerformingArtsPerformance[]> {
    if (first < 1 || first > 100) throw badInput('Ask for 1 to 100 dates.', 'first');
    const dates = await store.listBy(PerformingArtsPerformance, 'activityId', activityId);
    return dates
      .filter((date) => isUpcoming(date, today))
      .sort(byDay)
      .slice(0, first);
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId }: PerformingArtsActivity, @Ctx() ctx: PluginContext) {
    return ifChangeable(ctx, activityId, [
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

const isUpcoming = ({ day, status }: PerformingArtsPerformance, today: string): boolean =>
  day >= today && (status === PerformanceStatus.OPTION || status === PerformanceStatus.CONFIRMED);

const byDay = (a: PerformingArtsPerformance, b: PerformingArtsPerformance): number =>
  a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? -1 : 1;
