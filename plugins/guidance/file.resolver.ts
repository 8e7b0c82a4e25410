import {
  Activity,
  Arg,
  Args,
  type CoreReference,
  Ctx,
  Field,
  FieldResolver,
  ID,
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
  Violation,
} from 'gezel/sdk';
import { GuidanceAdviser } from './adviser.entity.js';
import { GuidanceAppointment } from './appointment.entity.js';
import { FileStatus, GuidanceFile, GuidanceNote } from './file.entity.js';
import {
  closeFile,
  GuidanceCloseFileInput,
  GuidanceOpenFileInput,
  GuidanceWriteNoteInput,
  openFile,
  writeNote,
} from './keep-files.js';
import { AppointmentConnection, FileConnection, NoteConnection } from './lists.js';
import { GuidanceMember } from './member.entity.js';
import { mayFor, seen, seesMember } from './whose.js';

@ObjectType({ simpleResolvers: true, description: 'The file as it now is, or why not.' })
export class GuidanceFilePayload {
  @Field(() => GuidanceFile, { nullable: true, description: 'The file.' })
  file: GuidanceFile | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The note, or why there is none.' })
export class GuidanceNotePayload {
  @Field(() => GuidanceNote, { nullable: true, description: 'The note.' })
  note: GuidanceNote | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => GuidanceMember)
export class MemberResolver {
  @FieldResolver(() => AppointmentConnection, {
    nullable: true,
    description: 'Appointments, the newest first; null for whoever may not see them.',
  })
  appointments(
    @Root() { memberId }: GuidanceMember,
    @Ctx() ctx: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<GuidanceAppointment> | null {
    if (!seesMember(ctx, memberId)) return null;
    const by = { property: 'memberId', id: memberId } as const;
    return ctx.store.page(GuidanceAppointment, args, { by });
  }

  @FieldResolver(() => FileConnection, {
    nullable: true,
    description: 'What advisers follow, the newest first; null for whoever may not see it.',
  })
  files(
    @Root() { memberId }: GuidanceMember,
    @Ctx() ctx: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<GuidanceFile> | null {
    if (!seesMember(ctx, memberId)) return null;
    return ctx.store.page(GuidanceFile, args, { by: { property: 'memberId', id: memberId } });
  }
}

@Resolver(() => GuidanceFile)
export class FileResolver {
  @FieldResolver(() => Member.type, { nullable: true, description: 'Whom it is about.' })
  member(@Root() { memberId }: GuidanceFile): CoreReference {
    return { id: memberId };
  }

  @FieldResolver(() => GuidanceAdviser, { nullable: true, description: 'Who follows it.' })
  adviser(@Root() { adviserId }: GuidanceFile, @Ctx() { store }: PluginContext) {
    return store.get(GuidanceAdviser, adviserId);
  }

  @FieldResolver(() => Activity.type, { nullable: true, description: 'What activity it is about.' })
  activity(@Root() { activityId }: GuidanceFile): CoreReference | null {
    return activityId === null ? null : { id: activityId };
  }

  @FieldResolver(() => NoteConnection, {
    description: 'Its notes, the newest first; the member sees those that are shared.',
  })
  notes(
    @Root() { id }: GuidanceFile,
    @Ctx() { store, viewer }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<GuidanceNote> {
    const all = viewer?.reach('guidance.read') === 'all';
    const by = { property: 'fileId', id } as const;
    return store.page(GuidanceNote, args, { by, where: all ? {} : { shared: true } });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { status, adviserId }: GuidanceFile, @Ctx() ctx: PluginContext): string[] {
    const works = status === FileStatus.OPEN && mayFor(ctx, 'guidance.advise', adviserId);
    return works ? ['guidance.write-note', 'guidance.close-file'] : [];
  }

  @Requires('guidance.read')
  @Query(() => GuidanceFile, { nullable: true, description: 'One file.' })
  guidanceFile(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<GuidanceFile | null> {
    return seen(ctx, GuidanceFile, id);
  }

  @Requires('guidance.advise')
  @Mutation(() => GuidanceFilePayload, {
    nullable: true,
    description: 'Opens a file to follow something for a member.',
  })
  async guidanceOpenFile(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceOpenFileInput, { description: 'For whom and what.' })
    input: GuidanceOpenFileInput,
  ): Promise<GuidanceFilePayload> {
    const { done, violations } = await openFile(ctx, input);
    return { file: done, violations };
  }

  @Requires('guidance.advise')
  @Mutation(() => GuidanceNotePayload, {
    nullable: true,
    description: 'Writes a note in a file, for advisers or for the member too.',
  })
  async guidanceWriteNote(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceWriteNoteInput, { description: 'Where and what.' })
    input: GuidanceWriteNoteInput,
  ): Promise<GuidanceNotePayload> {
    const { done, violations } = await writeNote(ctx, input);
    return { note: done, violations };
  }

  @Requires('guidance.advise')
  @Mutation(() => GuidanceFilePayload, { nullable: true, description: 'Closes a file.' })
  async guidanceCloseFile(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceCloseFileInput, { description: 'Which.' })
    input: GuidanceCloseFileInput,
  ): Promise<GuidanceFilePayload> {
    const { done, violations } = await closeFile(ctx, input);
    return { file: done, violations };
  }
}
