import {
  Arg,
  Args,
  type CoreReference,
  Ctx,
  Field,
  FieldResolver,
  ID,
  localId,
  Member,
  Mutation,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  registerEnumType,
  Violation,
} from 'gezel/sdk';
import { GuidanceAdviser } from './adviser.entity.js';
import { GuidanceHandedMember, GuidanceHandOver, HandOverStatus } from './hand-over.entity.js';
import { HandedMemberConnection, HandOverConnection } from './lists.js';
import {
  cancelHandOver,
  GuidanceCancelHandOverInput,
  GuidancePlanHandOverInput,
  planHandOver,
} from './plan-hand-over.js';
import { adviserFor, mayFor } from './whose.js';

export enum HandOverSide {
  GIVEN = 'GIVEN',
  TAKEN = 'TAKEN',
}
registerEnumType(HandOverSide, {
  name: 'GuidanceHandOverSide',
  description: 'On which side of a hand-over an adviser is.',
  valuesConfig: {
    GIVEN: { description: 'Hands members over.' },
    TAKEN: { description: 'Takes members over.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'The hand-over as it now is, or why not.' })
export class GuidanceHandOverPayload {
  @Field(() => GuidanceHandOver, { nullable: true, description: 'The hand-over.' })
  handOver: GuidanceHandOver | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

/** For who hands over, who takes over, and who keeps all advisers. */
const takesPart = (ctx: PluginContext, order: GuidanceHandOver): boolean =>
  [order.fromAdviserId, order.toAdviserId].some((id) => mayFor(ctx, 'guidance.advise', id));

@Resolver(() => GuidanceHandOver)
export class HandOverResolver {
  @FieldResolver(() => GuidanceAdviser, { nullable: true, description: 'Who hands over.' })
  fromAdviser(@Root() { fromAdviserId }: GuidanceHandOver, @Ctx() { store }: PluginContext) {
    return store.get(GuidanceAdviser, fromAdviserId);
  }

  @FieldResolver(() => GuidanceAdviser, { nullable: true, description: 'The next adviser.' })
  toAdviser(@Root() { toAdviserId }: GuidanceHandOver, @Ctx() { store }: PluginContext) {
    return store.get(GuidanceAdviser, toAdviserId);
  }

  @FieldResolver(() => HandedMemberConnection, { description: 'Its members.' })
  members(
    @Root() { id }: GuidanceHandOver,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<GuidanceHandedMember> {
    return store.page(GuidanceHandedMember, args, { by: { property: 'handOverId', id } });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() order: GuidanceHandOver, @Ctx() ctx: PluginContext): string[] {
    const open = order.status === HandOverStatus.PLANNED && order.onDay > ctx.today;
    const own = mayFor(ctx, 'guidance.advise', order.fromAdviserId);
    return open && own ? ['guidance.cancel-hand-over'] : [];
  }

  @Requires('guidance.advise')
  @Query(() => GuidanceHandOver, { nullable: true, description: 'One hand-over.' })
  async guidanceHandOver(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<GuidanceHandOver | null> {
    const row = await ctx.store.get(GuidanceHandOver, localId('GuidanceHandOver', id, 'id'));
    return row !== null && takesPart(ctx, row) ? row : null;
  }

  @Requires('guidance.advise')
  @Query(() => HandOverConnection, {
    nullable: true,
    description: 'Hand-overs by an adviser or to one, the newest first.',
  })
  guidanceHandOvers(
    @Ctx() ctx: PluginContext,
    @Arg('side', () => HandOverSide, { description: 'By, or to.' }) side: HandOverSide,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('adviserId', () => ID, { nullable: true, description: 'The caller when absent.' })
    globalId?: string | null,
  ): Page<GuidanceHandOver> {
    const id = adviserFor(ctx, globalId);
    const where = side === HandOverSide.GIVEN ? { fromAdviserId: id } : { toAdviserId: id };
    return ctx.store.page(GuidanceHandOver, args, { where });
  }

  @Requires('guidance.advise')
  @Mutation(() => GuidanceHandOverPayload, {
    nullable: true,
    description:
      'Hands members over to another adviser on a day: open appointments, files with their notes ' +
      'and legal questions move together.',
  })
  async guidancePlanHandOver(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidancePlanHandOverInput, { description: 'Whom, to whom and when.' })
    input: GuidancePlanHandOverInput,
  ): Promise<GuidanceHandOverPayload> {
    const { done, violations } = await planHandOver(ctx, input);
    return { handOver: done, violations };
  }

  @Requires('guidance.advise')
  @Mutation(() => GuidanceHandOverPayload, {
    nullable: true,
    description: 'Calls a hand-over off before its day.',
  })
  async guidanceCancelHandOver(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceCancelHandOverInput, { description: 'Which.' })
    input: GuidanceCancelHandOverInput,
  ): Promise<GuidanceHandOverPayload> {
    const { done, violations } = await cancelHandOver(ctx, input);
    return { handOver: done, violations };
  }
}

@Resolver(() => GuidanceHandedMember)
export class HandedMemberResolver {
  @FieldResolver(() => Member.type, { nullable: true, description: 'The member.' })
  member(@Root() { memberId }: GuidanceHandedMember): CoreReference {
    return { id: memberId };
  }
}
