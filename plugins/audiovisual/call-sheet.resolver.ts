import {
  Arg,
  Ctx,
  Download,
  Field,
  FieldResolver,
  ID,
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
import { callSheetDocument, fileOf } from './call-sheet-pdf.js';
import { AudiovisualCreateCallSheetInput, createCallSheet } from './create-call-sheet.js';
import { AudiovisualShootingDay } from './shooting-day.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The new version, or why there is none.' })
export class AudiovisualCreateCallSheetPayload {
  @Field(() => AudiovisualCallSheet, { nullable: true, description: 'The call sheet.' })
  callSheet: AudiovisualCallSheet | null;

  @Field(() => [Violation], { description: 'What stands in the way, and what to look at.' })
  violations: Violation[];
}

@Resolver(() => AudiovisualCallSheet)
export class CallSheetResolver {
  @FieldResolver(() => AudiovisualShootingDay, { nullable: true, description: 'Which day.' })
  shootingDay(@Root() { shootingDayId }: AudiovisualCallSheet, @Ctx() { store }: PluginContext) {
    return store.get(AudiovisualShootingDay, shootingDayId);
  }

  @FieldResolver(() => Download, {
    nullable: true,
    description: 'The sheet to hand out: a PDF in the caller’s language.',
  })
  async document(
    @Root() sheet: AudiovisualCallSheet,
    @Ctx() ctx: PluginContext,
  ): Promise<Download | null> {
    const day = await ctx.store.get(AudiovisualShootingDay, sheet.shootingDayId);
    if (day === null) return null;
    const params = { id: sheet.id, locale: ctx.locale };
    return ctx.files.link(callSheetDocument.name, params, fileOf(day, sheet));
  }

  @Requires('audiovisual.read')
  @Query(() => AudiovisualCallSheet, { nullable: true, description: 'A call sheet by its id.' })
  audiovisualCallSheet(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<AudiovisualCallSheet | null> {
    return visible(ctx, AudiovisualCallSheet, id);
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualCreateCallSheetPayload, {
    nullable: true,
    description:
      'Makes the call sheet of a planned day, or its next version; warns of less than 11 hours of ' +
      'rest since the sheet of the day before (Labour Act of 16 March 1971, art. 38ter).',
  })
  async audiovisualCreateCallSheet(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualCreateCallSheetInput, { description: 'The sheet.' })
    input: AudiovisualCreateCallSheetInput,
  ): Promise<AudiovisualCreateCallSheetPayload> {
    const { done, violations } = await createCallSheet(ctx, input);
    return { callSheet: done, violations };
  }
}
