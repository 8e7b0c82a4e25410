import {
  Arg,
  CivilDate,
  Ctx,
  Field,
  ID,
  Int,
  localId,
  notFound,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
} from 'gezel/sdk';
import { PerformingArtsActivity } from './activity.entity.js';
import { PerformingArtsContractDay } from './contract.entity.js';
import { ceilingOn, savedBy, seasonOf } from './saved-overtime.js';
import { knownFrom } from './working-time.limits.js';

@ObjectType({
  simpleResolvers: true,
  description: 'What a worker has saved beyond 38 hours a week in a season, up to a day.',
})
export class PerformingArtsSavedOvertime {
  @Field(() => CivilDate, {
    description: 'The first day that counts: of the season, if it is said.',
  })
  from: string;

  @Field(() => Int, { description: 'Minutes that were saved.' })
  savedMinutes: number;

  @Field(() => Int, { description: 'Minutes that were taken back as rest.' })
  takenMinutes: number;

  @Field(() => Int, { description: 'Minutes that are still to be taken back.' })
  balanceMinutes: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The most that may be saved on the day; null: nobody said when the season begins.',
  })
  ceilingMinutes: number | null;
}

@Resolver()
export class SavedOvertimeResolver {
  @Requires('performing-arts.read')
  @Query(() => PerformingArtsSavedOvertime, {
    nullable: true,
    description:
      'What a worker has saved under all contracts in force, in the season of a company: for the ' +
      'member and for staff.',
  })
  async performingArtsSavedOvertime(
    @Ctx() ctx: PluginContext,
    @Arg('memberId', () => ID, { description: 'The worker.' }) memberId: string,
    @Arg('activityId', () => ID, { description: 'The company whose season it is.' })
    activityId: string,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
  ): Promise<PerformingArtsSavedOvertime> {
    const workerId = localId('Member', memberId, 'memberId');
    await ctx.core.require('Member', workerId, 'performing-arts.read');
    const id = localId('Activity', activityId, 'activityId');
    if ((await ctx.core.activity(id)) === null) throw notFound('Activity', activityId);
    const company = await ctx.store.get(PerformingArtsActivity, id);
    return savedOf(ctx, workerId, on ?? ctx.today, company?.seasonBegins ?? null);
  }
}

async function savedOf(
  { store }: PluginContext,
  workerId: string,
  day: string,
  begins: string | null,
): Promise<PerformingArtsSavedOvertime> {
  const season = seasonOf(day, begins);
  // What held before the agreement is not known.
  const [, from = season.from] = [season.from, knownFrom].sort();
  const groups = await store.totals(PerformingArtsContractDay, {
    where: { workerId, inForce: true, day: { from, upTo: day } },
    groupBy: ['day', 'kindCode'],
    sum: ['minutes'],
  });
  const weeks = savedBy(
    groups.map(({ group, sum }) => ({
      ...{ day: String(group.day), kind: String(group.kindCode), minutes: Number(sum.minutes) },
    })),
    season,
  );
  return {
    from,
    savedMinutes: weeks.reduce((all, { savedMinutes }) => all + savedMinutes, 0),
    takenMinutes: weeks.reduce((all, { takenMinutes }) => all + takenMinutes, 0),
    balanceMinutes: weeks.at(-1)?.balanceMinutes ?? 0,
    ceilingMinutes: day < knownFrom ? null : ceilingOn(day, season),
  };
}
