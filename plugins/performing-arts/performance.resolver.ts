import {
  Arg,
  Contract,
  type CoreReference,
  Ctx,
  Download,
  Field,
  FieldResolver,
  ifChangeable,
  Mutation,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { changeDate, dateSteps, PerformingArtsChangeDateInput, stepsFrom } from './change-date.js';
import { PerformingArtsContractDay } from './contract.entity.js';
import { PerformingArtsDayKind } from './day-kind.entity.js';
import { daySheetDocument, fileOf } from './day-sheet-pdf.js';
import { PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { PerformingArtsRightsDeclaration } from './rights.entity.js';
import {
  PerformingArtsScheduleDateInput,
  PerformingArtsScheduleTourInput,
  scheduleDate,
  scheduleTour,
} from './schedule-tour.js';
import { PerformingArtsSetTimetableInput, setTimetable } from './set-timetable.js';
import { PerformingArtsTour } from './tour.entity.js';
import { PerformingArtsVenue } from './venue.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The date as it now is, or why not.' })
export class PerformingArtsDatePayload {
  @Field(() => PerformingArtsPerformance, { nullable: true, description: 'The date.' })
  date: PerformingArtsPerformance | null;

  @Field(() => [Violation], { description: 'What stands in the way, and what to look at.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The tour and its dates, or why there is none.' })
export class PerformingArtsScheduleTourPayload {
  @Field(() => PerformingArtsTour, { nullable: true, description: 'The tour.' })
  tour: PerformingArtsTour | null;

  @Field(() => [PerformingArtsPerformance], { nullable: true, description: 'All of its dates.' })
  dates: PerformingArtsPerformance[] | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => PerformingArtsPerformance)
export class PerformanceResolver {
  @FieldResolver(() => PerformingArtsProduction, { nullable: true, description: 'What is played.' })
  production(@Root() date: PerformingArtsPerformance, @Ctx() { store }: PluginContext) {
    return store.get(PerformingArtsProduction, date.productionId);
  }

  @FieldResolver(() => PerformingArtsTour, {
    nullable: true,
    description: 'The tour that it belongs to; null: it stands alone.',
  })
  tour(@Root() { tourId }: PerformingArtsPerformance, @Ctx() { store }: PluginContext) {
    return tourId === null ? null : store.get(PerformingArtsTour, tourId);
  }

  @FieldResolver(() => PerformingArtsVenue, { nullable: true, description: 'Where, if known.' })
  venue(@Root() { venueId }: PerformingArtsPerformance, @Ctx() { store }: PluginContext) {
    return venueId === null ? null : store.get(PerformingArtsVenue, venueId);
  }

  @FieldResolver(() => PerformingArtsDayKind, { nullable: true, description: 'What kind of day.' })
  kind(@Root() { kindCode }: PerformingArtsPerformance, @Ctx() { store }: PluginContext) {
    return store.get(PerformingArtsDayKind, kindCode);
  }

  @FieldResolver(() => [Contract.type], {
    nullable: 'items',
    description: 'The contracts in force under which people work on this date.',
  })
  async contracts(
    @Root() { id }: PerformingArtsPerformance,
    @Ctx() { store }: PluginContext,
  ): Promise<CoreReference[]> {
    const days = await workedOn(store, id);
    return days.map(({ contractId }) => ({ id: contractId }));
  }

  @FieldResolver(() => Boolean, { description: 'Whether anybody is bound to work on this date.' })
  async staffed(@Root() { id }: PerformingArtsPerformance, @Ctx() { store }: PluginContext) {
    return (await workedOn(store, id)).length > 0;
  }

  @FieldResolver(() => [PerformingArtsRightsDeclaration], {
    description: 'What was declared of it to societies of authors, taken back or not.',
  })
  rights(@Root() { id }: PerformingArtsPerformance, @Ctx() { store }: PluginContext) {
    return store.listBy(PerformingArtsRightsDeclaration, 'performanceId', id);
  }

  @FieldResolver(() => Download, {
    nullable: true,
    description: 'The sheet for everybody who works on it: a PDF in the caller’s language.',
  })
  daySheet(@Root() date: PerformingArtsPerformance, @Ctx() { files, locale }: PluginContext) {
    return files.link(daySheetDocument.name, { id: date.id, locale }, fileOf(date));
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() date: PerformingArtsPerformance, @Ctx() ctx: PluginContext) {
    return ifChangeable(ctx, date.activityId, 'performing-arts.write', stepsFrom(date.status));
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsDatePayload, {
    nullable: true,
    description: 'Schedules one date of a production as an option.',
  })
  async performingArtsScheduleDate(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsScheduleDateInput, { description: 'The date.' })
    input: PerformingArtsScheduleDateInput,
  ): Promise<PerformingArtsDatePayload> {
    const { done, violations } = await scheduleDate(ctx, input);
    return { date: done?.[0] ?? null, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsScheduleTourPayload, {
    nullable: true,
    description: 'Makes a tour: schedules its dates as options, all of them or none.',
  })
  async performingArtsScheduleTour(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsScheduleTourInput, { description: 'The tour.' })
    input: PerformingArtsScheduleTourInput,
  ): Promise<PerformingArtsScheduleTourPayload> {
    const { done, violations } = await scheduleTour(ctx, input);
    return { tour: done?.tour ?? null, dates: done?.dates ?? null, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsDatePayload, {
    nullable: true,
    description: 'Confirms an option: it is agreed with the organiser.',
  })
  async performingArtsConfirmDate(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsChangeDateInput, { description: 'Which date.' })
    input: PerformingArtsChangeDateInput,
  ): Promise<PerformingArtsDatePayload> {
    const { done, violations } = await changeDate(ctx, dateSteps.confirm, input);
    return { date: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsDatePayload, {
    nullable: true,
    description:
      'Cancels an option or a confirmed date; warns when people are bound to work on it.',
  })
  async performingArtsCancelDate(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsChangeDateInput, { description: 'Which date.' })
    input: PerformingArtsChangeDateInput,
  ): Promise<PerformingArtsDatePayload> {
    const { done, violations } = await changeDate(ctx, dateSteps.cancel, input);
    return { date: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsDatePayload, {
    nullable: true,
    description: 'Says how the hours of a date go, and what everybody must know.',
  })
  async performingArtsSetTimetable(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsSetTimetableInput, { description: 'How it goes.' })
    input: PerformingArtsSetTimetableInput,
  ): Promise<PerformingArtsDatePayload> {
    const { done, violations } = await setTimetable(ctx, input);
    return { date: done, violations };
  }
}

const workedOn = (store: PluginContext['store'], id: string) =>
  store.listBy(PerformingArtsContractDay, 'performanceId', id, { where: { inForce: true } });
