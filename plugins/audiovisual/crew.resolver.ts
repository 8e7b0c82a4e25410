import {
  Arg,
  Ctx,
  Download,
  Field,
  FieldResolver,
  Mutation,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { AudiovisualAddCrewMemberInput, addCrewMember } from './add-crew.js';
import { AudiovisualRemoveFromListInput, removeCrewMember } from './correct-lists.js';
import { AudiovisualCrewMember } from './crew.entity.js';
import { AudiovisualCrewHours, AudiovisualProductionReport } from './production-report.entity.js';
import { productionReportDocument, reportFileOf } from './production-report-pdf.js';
import { AudiovisualReportDayInput, reportDay } from './report-day.js';
import { AudiovisualShootingDay } from './shooting-day.entity.js';

@ObjectType({ simpleResolvers: true, description: 'Who joined, or why nobody did.' })
export class AudiovisualAddCrewMemberPayload {
  @Field(() => AudiovisualCrewMember, { nullable: true, description: 'Who joined the crew.' })
  crewMember: AudiovisualCrewMember | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The report, or why there is none.' })
export class AudiovisualReportDayPayload {
  @Field(() => AudiovisualProductionReport, { nullable: true, description: 'The report.' })
  report: AudiovisualProductionReport | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => AudiovisualProductionReport)
export class CrewResolver {
  @FieldResolver(() => [AudiovisualCrewHours], { description: 'What each of the crew worked.' })
  hours(@Root() { id }: AudiovisualProductionReport, @Ctx() { store }: PluginContext) {
    return store.listBy(AudiovisualCrewHours, 'reportId', id);
  }

  @FieldResolver(() => Download, {
    nullable: true,
    description: 'The report to hand in: a PDF in the caller’s language.',
  })
  async document(
    @Root() report: AudiovisualProductionReport,
    @Ctx() ctx: PluginContext,
  ): Promise<Download | null> {
    const day = await ctx.store.get(AudiovisualShootingDay, report.shootingDayId);
    if (day === null) return null;
    const params = { id: report.id, locale: ctx.locale };
    return ctx.files.link(productionReportDocument.name, params, reportFileOf(day, report));
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualAddCrewMemberPayload, {
    nullable: true,
    description:
      'Adds the worker of a contract of the same activity to the crew of a production. A signed ' +
      'contract must have the production’s joint committee; a draft is judged when it is signed.',
  })
  async audiovisualAddCrewMember(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualAddCrewMemberInput, { description: 'Who joins.' })
    input: AudiovisualAddCrewMemberInput,
  ): Promise<AudiovisualAddCrewMemberPayload> {
    const { done, violations } = await addCrewMember(ctx, input);
    return { crewMember: done, violations };
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualAddCrewMemberPayload, {
    nullable: true,
    description: 'Takes somebody from the crew of whom no report has hours; answers who it was.',
  })
  async audiovisualRemoveCrewMember(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualRemoveFromListInput, { description: 'Who leaves.' })
    input: AudiovisualRemoveFromListInput,
  ): Promise<AudiovisualAddCrewMemberPayload> {
    const { done, violations } = await removeCrewMember(ctx, input);
    return { crewMember: done, violations };
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualReportDayPayload, {
    nullable: true,
    description:
      'Hands in the production report of a day, with the hours of the crew, or its next version.',
  })
  async audiovisualReportDay(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualReportDayInput, { description: 'The report.' })
    input: AudiovisualReportDayInput,
  ): Promise<AudiovisualReportDayPayload> {
    const { done, violations } = await reportDay(ctx, input);
    return { report: done, violations };
  }
}
