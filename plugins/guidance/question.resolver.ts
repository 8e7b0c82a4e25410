import {
  Activity,
  Arg,
  Args,
  type CoreReference,
  Ctx,
  Download,
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
  Violation,
} from 'gezel/sdk';
import { GuidanceAdviser } from './adviser.entity.js';
import {
  isLegal,
  noteReading,
  type Reader,
  readableAttachment,
  readableOrNull,
} from './confidential.js';
import {
  askLegal,
  closeQuestion,
  GuidanceAskLegalInput,
  GuidanceCloseQuestionInput,
  GuidanceNameLegalAdviserInput,
  GuidanceWriteMessageInput,
  nameLegalAdviser,
  writeMessage,
} from './legal-questions.js';
import {
  MessageConnection,
  NamingConnection,
  QuestionConnection,
  ReadingConnection,
} from './lists.js';
import {
  GuidanceAttachment,
  GuidanceMessage,
  GuidanceNaming,
  GuidanceQuestion,
  GuidanceReading,
  QuestionStatus,
} from './question.entity.js';
import { viewerOf } from './whose.js';

@ObjectType({ description: 'A legal question opened: all that is confidential in it.' })
export class GuidanceConfidentialFile {
  @Field(() => GuidanceQuestion, { description: 'The question.' })
  question: GuidanceQuestion;

  readonly reader: Reader;
}

@ObjectType({ simpleResolvers: true, description: 'The question as it now stands, or why not.' })
export class GuidanceQuestionPayload {
  @Field(() => GuidanceQuestion, { nullable: true, description: 'The question.' })
  question: GuidanceQuestion | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => GuidanceConfidentialFile)
export class ConfidentialFileResolver {
  @FieldResolver(() => MessageConnection, {
    description: 'All that was written, the newest first.',
  })
  messages(
    @Root() { question }: GuidanceConfidentialFile,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<GuidanceMessage> {
    return store.page(GuidanceMessage, args, { where: { questionId: question.id } });
  }

  @FieldResolver(() => NamingConnection, { description: 'Who may read it, and could.' })
  named(
    @Root() { question }: GuidanceConfidentialFile,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<GuidanceNaming> {
    return store.page(GuidanceNaming, args, { where: { questionId: question.id } });
  }

  @FieldResolver(() => ReadingConnection, {
    description: 'Which legal adviser has read it or one of its files, and when.',
  })
  readings(
    @Root() { question }: GuidanceConfidentialFile,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<GuidanceReading> {
    return store.page(GuidanceReading, args, { where: { questionId: question.id } });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { question, reader }: GuidanceConfidentialFile): string[] {
    const { status } = question;
    if (status === QuestionStatus.CLOSED) return [];
    const closes = reader === 'MEMBER' || status === QuestionStatus.ANSWERED;
    return [
      ...['guidance.write-message', 'guidance.name-legal-adviser'],
      ...(closes ? ['guidance.close-question'] : []),
    ];
  }
}

@Resolver(() => GuidanceQuestion)
export class QuestionResolver {
  @FieldResolver(() => Member.type, { nullable: true, description: 'Who asks.' })
  member(@Root() { memberId }: GuidanceQuestion): CoreReference {
    return { id: memberId };
  }

  @FieldResolver(() => Activity.type, { nullable: true, description: 'What activity it is about.' })
  activity(@Root() { activityId }: GuidanceQuestion): CoreReference | null {
    return activityId === null ? null : { id: activityId };
  }

  @Requires('guidance.ask')
  @Query(() => QuestionConnection, { nullable: true, description: 'One’s own legal questions.' })
  guidanceQuestions(
    @Ctx() ctx: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<GuidanceQuestion> {
    return ctx.store.page(GuidanceQuestion, args, { where: { memberId: viewerOf(ctx) } });
  }

  @Requires('guidance.advise')
  @Query(() => NamingConnection, {
    nullable: true,
    description: 'The legal questions on which the caller is named now; null: no legal adviser.',
  })
  async guidanceNamings(
    @Ctx() ctx: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<GuidanceNaming> | null> {
    if (!(await isLegal(ctx.store, viewerOf(ctx)))) return null;
    const where = { adviserId: viewerOf(ctx), endedAt: null };
    return ctx.store.page(GuidanceNaming, args, { where });
  }

  @Requires('guidance.read')
  @Query(() => GuidanceConfidentialFile, {
    nullable: true,
    description:
      'Opens a legal question, for the member and the legal advisers named on it. That a legal ' +
      'adviser opened it is written down.',
  })
  async guidanceConfidentialFile(
    @Ctx() ctx: PluginContext,
    @Arg('questionId', () => ID, { description: 'The question.' }) id: string,
  ): Promise<GuidanceConfidentialFile | null> {
    const found = await readableOrNull(ctx, id, 'questionId');
    if (found === null) return null;
    const { question, reader } = found;
    await noteReading(ctx, reader, { questionId: question.id, attachmentId: null });
    return found;
  }

  @Requires('guidance.read')
  @Query(() => Download, {
    nullable: true,
    description: 'A link to an attachment; who fetches it is written down too.',
  })
  async guidanceAttachment(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'The attachment.' }) globalId: string,
  ): Promise<Download | null> {
    const id = localId('GuidanceAttachment', globalId, 'id');
    const found = await readableAttachment(ctx, id);
    if (found === null) return null;
    return ctx.files.link('guidance.attachment', { attachmentId: id }, found.attachment);
  }

  @Requires('guidance.ask')
  @Mutation(() => GuidanceQuestionPayload, {
    nullable: true,
    description: 'Asks legal advice; files may come along.',
  })
  async guidanceAskLegal(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceAskLegalInput, { description: 'What.' })
    input: GuidanceAskLegalInput,
  ): Promise<GuidanceQuestionPayload> {
    const { done, violations } = await askLegal(ctx, input);
    return { question: done, violations };
  }

  @Requires('guidance.read')
  @Mutation(() => GuidanceQuestionPayload, {
    nullable: true,
    description: 'Answers a question, or asks on.',
  })
  async guidanceWriteMessage(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceWriteMessageInput, { description: 'Where and what.' })
    input: GuidanceWriteMessageInput,
  ): Promise<GuidanceQuestionPayload> {
    const { done, violations } = await writeMessage(ctx, input);
    return { question: done, violations };
  }

  @Requires('guidance.read')
  @Mutation(() => GuidanceQuestionPayload, {
    nullable: true,
    description: 'Lets another legal adviser read a question, by whoever may read it.',
  })
  async guidanceNameLegalAdviser(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceNameLegalAdviserInput, { description: 'Where and whom.' })
    input: GuidanceNameLegalAdviserInput,
  ): Promise<GuidanceQuestionPayload> {
    const { done, violations } = await nameLegalAdviser(ctx, input);
    return { question: done, violations };
  }

  @Requires('guidance.read')
  @Mutation(() => GuidanceQuestionPayload, { nullable: true, description: 'Closes a question.' })
  async guidanceCloseQuestion(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => GuidanceCloseQuestionInput, { description: 'Which.' })
    input: GuidanceCloseQuestionInput,
  ): Promise<GuidanceQuestionPayload> {
    const { done, violations } = await closeQuestion(ctx, input);
    return { question: done, violations };
  }
}

@Resolver(() => GuidanceNaming)
export class NamingResolver {
  @FieldResolver(() => GuidanceAdviser, { nullable: true, description: 'The legal adviser.' })
  adviser(@Root() { adviserId }: GuidanceNaming, @Ctx() { store }: PluginContext) {
    return store.get(GuidanceAdviser, adviserId);
  }

  @FieldResolver(() => GuidanceQuestion, { nullable: true, description: 'The question.' })
  question(@Root() { questionId }: GuidanceNaming, @Ctx() { store }: PluginContext) {
    return store.get(GuidanceQuestion, questionId);
  }
}

@Resolver(() => GuidanceMessage)
export class MessageResolver {
  @FieldResolver(() => Member.type, { nullable: true, description: 'Who wrote; null: gone since.' })
  author(@Root() { authorId }: GuidanceMessage): CoreReference | null {
    return authorId === null ? null : { id: authorId };
  }

  @FieldResolver(() => [GuidanceAttachment], { description: 'Files that came along: at most 20.' })
  attachments(@Root() { id }: GuidanceMessage, @Ctx() { store }: PluginContext) {
    return store.listBy(GuidanceAttachment, 'messageId', id);
  }
}

@Resolver(() => GuidanceReading)
export class ReadingResolver {
  @FieldResolver(() => GuidanceAdviser, { nullable: true, description: 'Who has read it.' })
  reader(@Root() { readerId }: GuidanceReading, @Ctx() { store }: PluginContext) {
    return store.get(GuidanceAdviser, readerId);
  }

  @FieldResolver(() => GuidanceAttachment, {
    nullable: true,
    description: 'The file that was fetched; null: the messages were read.',
  })
  attachment(@Root() { attachmentId }: GuidanceReading, @Ctx() { store }: PluginContext) {
    return attachmentId === null ? null : store.get(GuidanceAttachment, attachmentId);
  }
}
