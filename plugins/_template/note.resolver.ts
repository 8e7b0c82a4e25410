import {
  Arg,
  badInput,
  Ctx,
  Field,
  ID,
  InputType,
  localId,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Violation,
} from 'gezel/sdk';
import { SamplePluginNote } from './note.entity.js';

@InputType({ description: 'A note to write.' })
export class SamplePluginWriteNoteInput {
  @Field(() => ID, { description: 'The activity that it is on.' })
  activityId: string;

  @Field(() => String, { description: 'What it says: 1 to 1,000 characters.' })
  text: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether it has been dealt with.' })
  resolved?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@ObjectType({ description: 'The note that was written, or why not.', simpleResolvers: true })
export class SamplePluginWriteNotePayload {
  @Field(() => SamplePluginNote, { nullable: true, description: 'The note as it now is.' })
  note: SamplePluginNote | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class NoteResolver {
  @Requires('sample-plugin.read')
  @Query(() => SamplePluginNote, { nullable: true, description: 'The note on one activity.' })
  async samplePluginNote(
    @Ctx() ctx: PluginContext,
    @Arg('activityId', () => ID, { description: 'The activity.' }) activityId: string,
  ): Promise<SamplePluginNote | null> {
    const activity = await ctx.core.read('Activity', localId('Activity', activityId, 'activityId'));
    return activity === null ? null : ctx.store.get(SamplePluginNote, activity.id);
  }

  @Requires('sample-plugin.write')
  @Mutation(() => SamplePluginWriteNotePayload, {
    nullable: true,
    description: 'Writes the note on the activity, in place of the one that is there.',
  })
  async samplePluginWriteNote(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => SamplePluginWriteNoteInput, { description: 'The note.' })
    input: SamplePluginWriteNoteInput,
  ): Promise<SamplePluginWriteNotePayload> {
    const id = localId('Activity', input.activityId, 'activityId');
    const activity = await ctx.core.require('Activity', id, 'sample-plugin.write');
    if (input.text.length > 1_000) throw badInput('A note has at most 1,000 characters.', 'text');
    const written = { text: input.text, resolved: input.resolved ?? false, writtenAt: ctx.now };
    const step = { action: 'sample-plugin.write-note', dryRun: input.dryRun };
    const { done, violations } = await ctx.attempt(step, async ({ store }) => ({
      findings: isEmpty(input) ? [{ code: 'sample-plugin.empty-note', path: ['text'] }] : [],
      write: async () =>
        (await store.update(SamplePluginNote, activity.id, written)) ??
        store.insert(SamplePluginNote, { ...written, activityId: activity.id }),
    }));
    return { note: done, violations };
  }
}

const isEmpty = ({ text }: SamplePluginWriteNoteInput): boolean => text.trim() === '';
