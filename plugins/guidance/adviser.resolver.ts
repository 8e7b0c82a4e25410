import {
  Arg,
  Args,
  addDays,
  badInput,
  CivilDate,
  type CoreReference,
  Ctx,
  daysBetween,
  Field,
  FieldResolver,
  ID,
  Int,
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
  timeOf,
  Violation,
} from 'gezel/sdk';
import { GuidanceAbsence, GuidanceAdviser, GuidancePortfolio } from './adviser.entity.js';
import { freeSlots } from './availability.js';
import {
  addAbsence,
  GuidanceAddAbsenceInput,
  GuidanceRemoveAbsenceInput,
  GuidanceSetAdviserInput,
  GuidanceSetSectorsInput,
  removeAbsence,
  setAdviser,
  setSectors,
} from './keep-advisers.js';
import { AdviserConnection, PortfolioConnection } from './lists.js';
import { adviserFor, mayFor } from './whose.js';

@ObjectType({ simpleResolvers: true, description: 'A time at which an adviser is free.' })
export class GuidanceFreeTime {
  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Field(() => String, { description: 'When it begins, in the zone of Brussels.' })
  startsAt: string;

  @Field(() => String, { description: 'When it ends.' })
  endsAt: string;
}

@ObjectType({ description: 'A member whom an adviser advises now.' })
export class GuidanceAdvisedMember {
  @Field(() => Member.type, { nullable: true, description: 'The member.' })
  member: CoreReference;

  @Field(() => CivilDate, { description: 'Since when.' })
  since: string;

  @Field(() => [String], { description: 'Codes of the sectors of their open activities.' })
  sectors: readonly string[];
}

@ObjectType({ simpleResolvers: true, description: 'The adviser as they now are, or why not.' })
export class GuidanceAdviserPayload {
  @Field(() => GuidanceAdviser, { nullable: true, description: 'The adviser.' })
  adviser: GuidanceAdviser | null;

  @Field(() => [Violation], { description: 'What stands in the way, or should be looked at.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The absence, or why not.' })
export class GuidanceAbsencePayload {
  @Field(() => GuidanceAbsence, { nullable: true, description: 'The absence.' })
  absence: GuidanceAbsence | null;

  @Field(() => [Violation], { description: 'What stands in the way, or should be looked at.' })
  violations: Violation[];
}

@Resolver(() => GuidanceAdviser)
export class AdviserResolver {
  @FieldResolver(() => Member.type, { nullable: true, description: 'Who it is, as a member.' })
  member(@Root() { id }: GuidanceAdviser): CoreReference {
    return { id };
  }

  @FieldResolver(() => [GuidancePortfolio], { description: 'The sectors they look after now.' })
  portfolios(@Root() { id }: GuidanceAdviser, @Ctx() { store }: PluginContext) {
    return store.listBy(GuidancePortfolio, 'adviserId', id, { where: { untilDay: null } });
  }

  @FieldResolver(() => [GuidanceAbsence], { description: 'Absences that are not over.' })
  absences(@Root() { id }: GuidanceAdviser, @Ctx() { store, today }: PluginContext) {
    const orderBy = { property: 'fromDay', direction: 'asc' } as const;
    const where = { untilDay: { from: today } };
    return store.listBy(GuidanceAbsence, 'adviserId', id, { where, orderBy });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with them now.' })
  viewerCan(@Root() { id, active }: GuidanceAdviser, @Ctx() ctx: PluginContext): string[] {
    const keeps = mayFor(ctx, 'guidance.advise', id);
    const books = active && ctx.viewer?.reach('guidance.book') !== undefined;
    return [
      ...(books ? ['guidance.book'] : []),
      ...(keeps ? ['guidance.set-adviser', 'guidance.set-sectors', 'guidance.add-absence'] : []),
      ...(keeps ? ['guidance.plan-hand-over'] : []),
    ];
  }

  @Requires('guidance.read')
  @Query(() => AdviserConnection, { nullable: true, description: 'Who gives advice, by name.' })
  guidanceAdvisers(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('legal', () => Boolean, { nullable: true, description: 'Only legal advisers, or none.' })
    legal?: boolean | null,
  ): Page<GuidanceAdviser> {
    const where = { active: true, legal: legal ?? undefined };
    const orderBy = { property: 'name', direction: 'asc' } as const;
    return store.page(GuidanceAdviser, args, { where, orderBy });
  }

  @Requires('guidance.read')
  @Query(() => PortfolioConnection, { nullable: true, description: 'Who looks after a sector.' })
  guidancePortfolios(
    @Ctx() { store }: PluginContext,
    @Arg('sector', () => String, { description: 'Code of the sector.' }) sector: string,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<GuidancePortfolio> {
    const orderBy = { property: 'fromDay', direction: 'asc' } as const;
    return store.page(GuidancePortfolio, args, { where: { sector, untilDay: null }, orderBy });
  }

  @Requires('guidance.read')
  @Query(() => [GuidanceFreeTime], {
    nullable: true,
    description: 'When an adviser is free: at most 500 times, in order.',
  })
  async guidanceFreeTimes(
    @Ctx() ctx: PluginContext,
    @Arg('adviserId', () => ID, { description: 'The adviser.' }) adviserId: string,
    @Arg('from', () => CivilDate, {
      nullable: true,
      description: 'The first day; today if absent.',
    })
    from?: string | null,
    @Arg('days', () => Int, {
      nullable: true,
      description: 'How many days: 1 to 62; 14 if absent.',
    })
    days?: number | null,
  ): Promise<GuidanceFreeTime[] | null> {
    const adviser = await ctx.store.get(
      GuidanceAdviser,
      localId('GuidanceAdviser', adviserId, 'adviserId'),
    );
    if (adviser === null) return null;
    const [first, count] = [from ?? ctx.today, days ?? 14];
    if (count < 1 || count > 62) throw badInput('1 to 62 days are looked at.', 'days');
    if (Math.abs(daysBetween(ctx.today, first)) > 3_660) throw badInput('Too far away.', 'from');
    const upTo = addDays(first, count - 1);
    const free = await freeSlots(ctx, adviser, { from: first, upTo });
    return free.map(({ day, starts, ends }) => ({
      ...{ day, startsAt: timeOf(starts), endsAt: timeOf(ends) },
    }));
  }

  @Requires('guidance.advise')
  @Query(() => [GuidanceAdvisedMember], {
    nullable: true,
    description: 'Whom an adviser advises now: a hundred at a time, in the order of their ids.',
  })
  async guidanceAdvised(
    @Ctx() ctx: PluginContext,
    @Arg('adviserId', () => ID, { nullable: true, description: 'The caller when absent.' })
    globalId?: string | null,
    @Arg('after', () => ID, { nullable: true, description: 'The last member of the list before.' })
    last?: string | null,
  ): Promise<GuidanceAdvisedMember[]> {
    const adviserId = adviserFor(ctx, globalId);
    const after = last == null ? undefined : localId('Member', last, 'after');
    const advised = await ctx.core.memberships.advisedBy(adviserId, { after });
    return advised.map(({ id, since, sectors }) => ({ member: { id }, since, sectors }));
  }

  @Requires('guidance.advise')
  @Mutation(() => GuidanceAdviserPayload, {
    nullable: true,
    description: 'Says who advises, where and when.',
  })
  async guidanceSetAdviser(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceSetAdviserInput, { description: 'Who and when.' })
    input: GuidanceSetAdviserInput,
  ): Promise<GuidanceAdviserPayload> {
    const { done, violations } = await setAdviser(ctx, input);
    return { adviser: done, violations };
  }

  @Requires('guidance.advise')
  @Mutation(() => GuidanceAdviserPayload, {
    nullable: true,
    description: 'Says which sectors an adviser looks after from today.',
  })
  async guidanceSetSectors(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceSetSectorsInput, { description: 'Who and which.' })
    input: GuidanceSetSectorsInput,
  ): Promise<GuidanceAdviserPayload> {
    const { done, violations } = await setSectors(ctx, input);
    return { adviser: done, violations };
  }

  @Requires('guidance.advise')
  @Mutation(() => GuidanceAbsencePayload, {
    nullable: true,
    description: 'Days without appointments; what is booked then stays, with a warning.',
  })
  async guidanceAddAbsence(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceAddAbsenceInput, { description: 'Who and when.' })
    input: GuidanceAddAbsenceInput,
  ): Promise<GuidanceAbsencePayload> {
    const { done, violations } = await addAbsence(ctx, input);
    return { absence: done, violations };
  }

  @Requires('guidance.advise')
  @Mutation(() => GuidanceAbsencePayload, {
    nullable: true,
    description: 'Takes an absence back.',
  })
  async guidanceRemoveAbsence(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceRemoveAbsenceInput, { description: 'Which.' })
    input: GuidanceRemoveAbsenceInput,
  ): Promise<GuidanceAbsencePayload> {
    const { done, violations } = await removeAbsence(ctx, input);
    return { absence: done, violations };
  }
}

@Resolver(() => GuidancePortfolio)
export class PortfolioResolver {
  @FieldResolver(() => GuidanceAdviser, { nullable: true, description: 'The adviser.' })
  adviser(@Root() { adviserId }: GuidancePortfolio, @Ctx() { store }: PluginContext) {
    return store.get(GuidanceAdviser, adviserId);
  }
}
