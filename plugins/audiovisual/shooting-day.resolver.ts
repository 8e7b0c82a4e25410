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
import { AudiovisualCallSheet } from './call-sheet.entity.js';
import { AudiovisualCancelShootingDayInput, cancelShootingDay } from './cancel-shooting-day.js';
import { AudiovisualMoveShootingDayInput, moveShootingDay } from './move-shooting-day.js';
import { AudiovisualPlanShootingDaysInput, planShootingDays } from './plan-shooting-days.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualProductionReport } from './production-report.entity.js';
import { AudiovisualShootingDay, ShootingDayStatus } from './shooting-day.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The planned days, or why there are none.' })
export class AudiovisualPlanShootingDaysPayload {
  @Field(() => [AudiovisualShootingDay], { nullable: true, description: 'All of the days.' })
  shootingDays: AudiovisualShootingDay[] | null;

  @Field(() => [Violation], { description: 'What stands in the way, and what to look at.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The day as it now is, or why not.' })
export class AudiovisualShootingDayPayload {
  @Field(() => AudiovisualShootingDay, { nullable: true, description: 'The shooting day.' })
  shootingDay: AudiovisualShootingDay | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => AudiovisualShootingDay)
export class ShootingDayResolver {
  @FieldResolver(() => AudiovisualProduction, { nullable: true, description: 'What is shot.' })
  production(@Root() { productionId }: AudiovisualShootingDay, @Ctx() { store }: PluginContext) {
    return store.get(AudiovisualProduction, productionId);
  }

  @FieldResolver(() => [AudiovisualCallSheet], {
    description: 'Its call sheets, the version that holds first; at most the last 20.',
  })
  callSheets(@Root() { id }: AudiovisualShootingDay, @Ctx() { store }: PluginContext) {
    return store.listBy(AudiovisualCallSheet, 'shootingDayId', id, {
      orderBy: { property: 'version', direction: 'desc' },
      limit: 20,
    });
  }

  @FieldResolver(() => [AudiovisualProductionReport], {
    description: 'Its production reports, the version that holds first; at most the last 20.',
  })
  reports(@Root() { id }: AudiovisualShootingDay, @Ctx() { store }: PluginContext) {
    return store.listBy(AudiovisualProductionReport, 'shootingDayId', id, {
      orderBy: { property: 'version', direction: 'desc' },
      limit: 20,
    });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId, status }: AudiovisualShootingDay, @Ctx() ctx: PluginContext) {
    const steps = stepsFrom[status];
    return ifChangeable(ctx, activityId, 'audiovisual.write', steps);
  }

  @Requires('audiovisual.read')
  @Query(() => AudiovisualShootingDay, { nullable: true, description: 'A day by its id.' })
  audiovisualShootingDay(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<AudiovisualShootingDay | null> {
    return visible(ctx, AudiovisualShootingDay, id);
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualPlanShootingDaysPayload, {
    nullable: true,
    description: 'Plans shooting days of a production: all of them or none.',
  })
  async audiovisualPlanShootingDays(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualPlanShootingDaysInput, { description: 'The days.' })
    input: AudiovisualPlanShootingDaysInput,
  ): Promise<AudiovisualPlanShootingDaysPayload> {
    const { done, violations } = await planShootingDays(ctx, input);
    return { shootingDays: done, violations };
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualShootingDayPayload, {
    nullable: true,
    description: 'Moves a planned day to another day or place; warns when its call sheet is out.',
  })
  async audiovisualMoveShootingDay(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualMoveShootingDayInput, {
      description: 'Which day, and where to.',
    })
    input: AudiovisualMoveShootingDayInput,
  ): Promise<AudiovisualShootingDayPayload> {
    const { done, violations } = await moveShootingDay(ctx, input);
    return { shootingDay: done, violations };
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualShootingDayPayload, {
    nullable: true,
    description: 'Cancels a planned shooting day.',
  })
  async audiovisualCancelShootingDay(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualCancelShootingDayInput, { description: 'Which day.' })
    input: AudiovisualCancelShootingDayInput,
  ): Promise<AudiovisualShootingDayPayload> {
    const { done, violations } = await cancelShootingDay(ctx, input);
    return { shootingDay: done, violations };
  }
}

const stepsFrom = {
  [ShootingDayStatus.PLANNED]: [
    ...['audiovisual.create-call-sheet', 'audiovisual.report-day'],
    ...['audiovisual.move-shooting-day', 'audiovisual.cancel-shooting-day'],
  ],
  [ShootingDayStatus.SHOT]: ['audiovisual.report-day'],
  [ShootingDayStatus.CANCELLED]: [],
} as const;
