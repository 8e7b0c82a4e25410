import {
  Arg,
  Args,
  Ctx,
  connectionType,
  Download,
  Field,
  FieldResolver,
  ID,
  ifChangeable,
  localId,
  Money,
  Mutation,
  money,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { buyCover, InsuranceBuyInput } from './buy-cover.js';
import { cancelCover, InsuranceCancelInput } from './cancel-cover.js';
import { certificate, certificateNamed } from './certificate.js';
import { InsuranceClaim } from './claim.entity.js';
import { CoverStatus, NeedStatus } from './codes.js';
import { InsuranceCover } from './cover.entity.js';
import { InsuranceNeed } from './need.entity.js';
import { flagRisk, InsuranceFlagRiskInput, InsuranceWaiveInput, waive } from './needs.js';
import { InsurancePolicy } from './policy.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The cover as it now is, or why not.' })
export class InsuranceCoverPayload {
  @Field(() => InsuranceCover, {
    nullable: true,
    description: 'What it now is; null: nothing changed.',
  })
  cover: InsuranceCover | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The need as it now is, or why not.' })
export class InsuranceNeedPayload {
  @Field(() => InsuranceNeed, {
    nullable: true,
    description: 'What it now is; null: nothing changed.',
  })
  need: InsuranceNeed | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

const CoverConnection = connectionType(InsuranceCover);
const NeedConnection = connectionType(InsuranceNeed);

@Resolver(() => InsuranceNeed)
export class NeedResolver {
  @FieldResolver(() => Money, {
    nullable: true,
    description: 'What is at stake; null: nobody said, so only a policy by the day answers it.',
  })
  async value(
    @Root() { activityId, valueMinor }: InsuranceNeed,
    @Ctx() { core }: PluginContext,
  ): Promise<Money | null> {
    const activity = valueMinor === null ? null : await core.read('Activity', activityId);
    return activity && money(valueMinor as bigint, activity.currency);
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId, status }: InsuranceNeed, @Ctx() ctx: PluginContext) {
    const names = status === NeedStatus.OPEN ? ['insurance.buy', 'insurance.waive'] : [];
    return ifChangeable(ctx, activityId, 'insurance.write', names);
  }

  @Requires('insurance.read')
  @Query(() => NeedConnection, {
    nullable: true,
    description: 'What should perhaps be insured for an activity.',
  })
  async insuranceNeeds(
    @Ctx() ctx: PluginContext,
    @Arg('activityId', () => ID, { description: 'The activity.' }) activityId: string,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<InsuranceNeed> | null> {
    const id = localId('Activity', activityId, 'activityId');
    if ((await ctx.core.read('Activity', id)) === null) return null;
    return ctx.store.page(InsuranceNeed, args, { by: { property: 'activityId', id } });
  }

  @Requires('insurance.write')
  @Mutation(() => InsuranceNeedPayload, {
    nullable: true,
    description: 'Says that something should be insured.',
  })
  async insuranceFlagRisk(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => InsuranceFlagRiskInput, { description: 'What is asked.' })
    input: InsuranceFlagRiskInput,
  ): Promise<InsuranceNeedPayload> {
    const { done, violations } = await flagRisk(ctx, input);
    return { need: done, violations };
  }

  @Requires('insurance.write')
  @Mutation(() => InsuranceNeedPayload, {
    nullable: true,
    description: 'Leaves something uninsured, for a reason.',
  })
  async insuranceWaive(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => InsuranceWaiveInput, { description: 'What is asked.' })
    input: InsuranceWaiveInput,
  ): Promise<InsuranceNeedPayload> {
    const { done, violations } = await waive(ctx, input);
    return { need: done, violations };
  }
}

@Resolver(() => InsuranceCover)
export class CoverResolver {
  @FieldResolver(() => InsurancePolicy, { nullable: true, description: 'Under which policy.' })
  policy(@Root() { policyId }: InsuranceCover, @Ctx() { store }: PluginContext) {
    return store.get(InsurancePolicy, policyId);
  }

  @FieldResolver(() => [InsuranceClaim], { description: 'What was reported under it.' })
  claims(@Root() { id }: InsuranceCover, @Ctx() { store }: PluginContext) {
    return store.listBy(InsuranceClaim, 'coverId', id);
  }

  @FieldResolver(() => Download, {
    nullable: true,
    description: 'The certificate, as a PDF; null while the insurer has not confirmed the cover.',
  })
  async certificate(@Root() cover: InsuranceCover, @Ctx() { files }: PluginContext) {
    if (cover.status !== CoverStatus.ACTIVE) return null;
    return files.link(certificate.name, { coverId: cover.id }, certificateNamed(cover));
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId, status }: InsuranceCover, @Ctx() ctx: PluginContext) {
    const names = { REQUESTED: ['insurance.cancel'], ACTIVE: ['insurance.report-claim'] };
    const may = names[status as keyof typeof names] ?? [];
    return ifChangeable(ctx, activityId, 'insurance.write', may);
  }

  @Requires('insurance.read')
  @Query(() => CoverConnection, {
    nullable: true,
    description: 'What an activity has insured, the newest first.',
  })
  async insuranceCovers(
    @Ctx() ctx: PluginContext,
    @Arg('activityId', () => ID, { description: 'The activity.' }) activityId: string,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<InsuranceCover> | null> {
    const id = localId('Activity', activityId, 'activityId');
    if ((await ctx.core.read('Activity', id)) === null) return null;
    return ctx.store.page(InsuranceCover, args, { by: { property: 'activityId', id } });
  }

  @Requires('insurance.write')
  @Mutation(() => InsuranceCoverPayload, {
    nullable: true,
    description: 'Takes the premium and asks the insurer for a cover.',
  })
  async insuranceBuy(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => InsuranceBuyInput, { description: 'What is asked.' })
    input: InsuranceBuyInput,
  ): Promise<InsuranceCoverPayload> {
    const { done, violations } = await buyCover(ctx, input);
    return { cover: done, violations };
  }

  @Requires('insurance.write')
  @Mutation(() => InsuranceCoverPayload, {
    nullable: true,
    description: 'Calls off a cover before its first day; the premium goes back.',
  })
  async insuranceCancel(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => InsuranceCancelInput, { description: 'What is asked.' })
    input: InsuranceCancelInput,
  ): Promise<InsuranceCoverPayload> {
    const { done, violations } = await cancelCover(ctx, input);
    return { cover: done, violations };
  }
}
