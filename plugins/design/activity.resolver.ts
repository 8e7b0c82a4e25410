import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  Int,
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
import { DesignActivity, QuoteValidity } from './activity.entity.js';
import { BriefConnection, DesignBrief } from './brief.entity.js';
import { DesignDescribeActivityInput, describeActivity } from './describe-activity.js';
import { DesignLicence, LicenceConnection } from './licence.entity.js';
import { termsOfStudio } from './terms.js';

@ObjectType({ simpleResolvers: true, description: 'The activity as it now is, or why not.' })
export class DesignDescribeActivityPayload {
  @Field(() => DesignActivity, { nullable: true, description: 'What is now known of it.' })
  activity: DesignActivity | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => DesignActivity)
export class ActivityResolver {
  @FieldResolver(() => BriefConnection, { description: 'Its briefs, the newest first.' })
  briefs(
    @Root() { activityId }: DesignActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<DesignBrief> {
    return store.page(DesignBrief, args, { by: { property: 'activityId', id: activityId } });
  }

  @FieldResolver(() => LicenceConnection, { description: 'Its licences, the newest first.' })
  licences(
    @Root() { activityId }: DesignActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<DesignLicence> {
    return store.page(DesignLicence, args, { by: { property: 'activityId', id: activityId } });
  }

  @FieldResolver(() => QuoteValidity, {
    description: 'How long its quotes can be accepted; like what follows, its own or the house’s.',
  })
  async quoteValidity(@Root() studio: DesignActivity, @Ctx() ctx: PluginContext) {
    return (await termsOfStudio(ctx, studio)).quoteValidity;
  }

  @FieldResolver(() => Int, { description: 'Percent of a quote asked in advance; 0: nothing.' })
  async advancePercent(@Root() studio: DesignActivity, @Ctx() ctx: PluginContext) {
    return (await termsOfStudio(ctx, studio)).advancePercent;
  }

  @FieldResolver(() => Int, { description: 'Days from its invoice within which that is paid.' })
  async advanceDays(@Root() studio: DesignActivity, @Ctx() ctx: PluginContext) {
    return (await termsOfStudio(ctx, studio)).advanceDays;
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId }: DesignActivity, @Ctx() ctx: PluginContext) {
    const names = ['design.describe-activity', 'design.create-brief'];
    return ifChangeable(ctx, activityId, 'design.write', names);
  }

  @Requires('design.write')
  @Mutation(() => DesignDescribeActivityPayload, {
    nullable: true,
    description: 'Makes an activity one of design, or changes what is known of it.',
  })
  async designDescribeActivity(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignDescribeActivityInput, { description: 'What is known.' })
    input: DesignDescribeActivityInput,
  ): Promise<DesignDescribeActivityPayload> {
    const { done, violations } = await describeActivity(ctx, input);
    return { activity: done, violations };
  }
}
