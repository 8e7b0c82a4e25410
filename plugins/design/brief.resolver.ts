import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ifChangeable,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
  visible,
} from 'gezel/sdk';
import { BriefStatus, DesignBrief } from './brief.entity.js';
import { cancelBrief, DesignCancelBriefInput } from './cancel-brief.js';
import { createBrief, DesignCreateBriefInput } from './create-brief.js';
import { DesignDeliverable } from './deliverable.entity.js';
import { DesignQuoteBriefInput, quoteBrief } from './quote-brief.js';
import { DesignUpdateBriefInput, updateBrief } from './update-brief.js';

@ObjectType({ simpleResolvers: true, description: 'The brief, or why there is none.' })
export class DesignBriefPayload {
  @Field(() => DesignBrief, { nullable: true, description: 'The brief.' })
  brief: DesignBrief | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => DesignBrief)
export class BriefResolver {
  @FieldResolver(() => [DesignDeliverable], { description: 'What it asks for: at most 100.' })
  deliverables(@Root() { id }: DesignBrief, @Ctx() { store }: PluginContext) {
    return store.listBy(DesignDeliverable, 'briefId', id);
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId, status }: DesignBrief, @Ctx() ctx: PluginContext) {
    const open = status === BriefStatus.OPEN;
    const steps = ['add-deliverable', 'cancel-brief', 'quote-brief', 'update-brief'];
    const names = open ? steps.map((step) => `design.${step}`) : [];
    return ifChangeable(ctx, activityId, 'design.write', names);
  }

  @Requires('design.read')
  @Query(() => DesignBrief, { nullable: true, description: 'A brief by its id.' })
  designBrief(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<DesignBrief | null> {
    return visible(ctx, DesignBrief, id);
  }

  @Requires('design.write')
  @Mutation(() => DesignBriefPayload, { nullable: true, description: 'Opens a brief.' })
  async designCreateBrief(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignCreateBriefInput, { description: 'The brief.' })
    input: DesignCreateBriefInput,
  ): Promise<DesignBriefPayload> {
    const { done, violations } = await createBrief(ctx, input);
    return { brief: done, violations };
  }

  @Requires('design.write')
  @Mutation(() => DesignBriefPayload, {
    nullable: true,
    description: 'Changes what is known of a brief that is worked on.',
  })
  async designUpdateBrief(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignUpdateBriefInput, { description: 'What changes.' })
    input: DesignUpdateBriefInput,
  ): Promise<DesignBriefPayload> {
    const { done, violations } = await updateBrief(ctx, input);
    return { brief: done, violations };
  }

  @Requires('design.write')
  @Mutation(() => DesignBriefPayload, {
    nullable: true,
    description: 'Gives a brief up; the step of an assignment that waits for it fails.',
  })
  async designCancelBrief(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignCancelBriefInput, { description: 'Which.' })
    input: DesignCancelBriefInput,
  ): Promise<DesignBriefPayload> {
    const { done, violations } = await cancelBrief(ctx, input);
    return { brief: done, violations };
  }

  @Requires('design.write')
  @Mutation(() => DesignBriefPayload, {
    nullable: true,
    description:
      'Drafts the quote of a brief: a price for each deliverable, valid as long as the studio says, ' +
      'with its advance and what becomes of the rights among the conditions.',
  })
  async designQuoteBrief(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignQuoteBriefInput, { description: 'Which, and at what prices.' })
    input: DesignQuoteBriefInput,
  ): Promise<DesignBriefPayload> {
    const { done, violations } = await quoteBrief(ctx, input);
    return { brief: done, violations };
  }
}
