import {
  type AttemptContext,
  type Attempted,
  badInput,
  Field,
  ID,
  InputType,
  type Judged,
  localId,
  locked,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { GuidanceAdviser } from './adviser.entity.js';
import { noteMember } from './book-appointment.js';
import { isLegal, type Reader, readable, readerOf } from './confidential.js';
import {
  GuidanceAttachment,
  GuidanceMessage,
  GuidanceNaming,
  GuidanceQuestion,
  QuestionStatus,
} from './question.entity.js';
import { activityOf, viewerOf } from './whose.js';

const { OPEN, ANSWERED, CLOSED } = QuestionStatus;

@InputType({ description: 'A question to legal advice.' })
export class GuidanceAskLegalInput {
  @Field(() => String, { description: 'What it is about, in a line.' })
  subject: string;

  @Field(() => String, { description: 'The question: up to 20,000 characters.' })
  body: string;

  @Field(() => ID, { nullable: true, description: 'The activity that it is about.' })
  activityId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Which legal adviser; when absent, whose turn it is.',
  })
  adviserId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Files, uploaded for "guidance.attachment".' })
  uploadIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Asks; from then on the member and the legal adviser read it, and nobody else. */
export async function askLegal(
  ctx: PluginContext,
  input: GuidanceAskLegalInput,
): Promise<Attempted<GuidanceQuestion>> {
  ctx.require('guidance.ask');
  const memberId = viewerOf(ctx);
  const activityId = await activityOf(ctx, input.activityId);
  const subject = text(input.subject, 'subject');
  const letter = letterOf(input);
  return ctx.attempt({ action: 'guidance.ask-legal', dryRun: input.dryRun }, async (inside) => {
    const { store, now } = inside;
    await noteMember(inside, memberId);
    const adviser = await legalAdviser(inside, input.adviserId);
    const findings = await claimFindings(inside, letter);
    if (adviser === null) findings.push({ code: 'guidance.no-legal-adviser', path: ['adviserId'] });
    if (adviser?.id === memberId) {
      findings.push({ code: 'guidance.advises-oneself', path: ['adviserId'] });
    }
    return {
      findings,
      write: async () => {
        const question = await store.insert(GuidanceQuestion, {
          ...{ memberId, activityId, subject, status: OPEN, askedAt: now, changedAt: now },
        });
        if (adviser !== null) await nameOn(inside, question.id, adviser.id);
        await write(inside, question, letter);
        const thing = { type: 'GuidanceQuestion', id: question.id };
        inside.emit({ type: 'guidance.question-asked', subject: thing });
        return question;
      },
    };
  });
}

/** The one that is asked for, or who was named the longest ago; locked, so that turns are kept. */
async function legalAdviser(
  { store }: PluginContext,
  globalId?: string | null,
): Promise<GuidanceAdviser | null> {
  const next = async () => {
    const orderBy = { property: 'namedAt', direction: 'asc' } as const;
    const able = { legal: true, active: true };
    return (await store.find(GuidanceAdviser, able, { orderBy, limit: 1 }))[0]?.id;
  };
  const id = globalId == null ? await next() : localId('GuidanceAdviser', globalId, 'adviserId');
  const adviser = id === undefined ? null : await store.lock(GuidanceAdviser, id);
  return adviser?.legal && adviser.active ? adviser : null;
}

async function nameOn(
  { store, now }: PluginContext,
  questionId: string,
  adviserId: string,
): Promise<void> {
  await store.insert(GuidanceNaming, { questionId, adviserId, namedAt: now });
  await store.update(GuidanceAdviser, adviserId, { namedAt: now });
}

@InputType({ description: 'More to a question: an answer, or the member asks on.' })
export class GuidanceWriteMessageInput {
  @Field(() => ID, { description: 'The question.' })
  questionId: string;

  @Field(() => String, { description: 'What to say: up to 20,000 characters.' })
  body: string;

  @Field(() => [ID], { nullable: true, description: 'Files, uploaded for "guidance.attachment".' })
  uploadIds?: string[] | null;
}

/** An answer of a legal adviser makes the question answered; the member opens it again. */
export function writeMessage(
  ctx: PluginContext,
  input: GuidanceWriteMessageInput,
): Promise<Attempted<GuidanceQuestion>> {
  const letter = letterOf(input);
  const order = { id: input.questionId, path: 'questionId' };
  return onQuestion(ctx, 'guidance.write-message', order, async (inside, question, reader) => ({
    findings: [...closedFindings(question), ...(await claimFindings(inside, letter))],
    write: async () => {
      await write(inside, question, letter);
      return moved(inside, question, reader === 'MEMBER' ? OPEN : ANSWERED);
    },
  }));
}

@InputType({ description: 'A question that is done with.' })
export class GuidanceCloseQuestionInput {
  @Field(() => ID, { description: 'The question.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** The member may close it at any time; a legal adviser only once it is answered. */
export function closeQuestion(
  ctx: PluginContext,
  input: GuidanceCloseQuestionInput,
): Promise<Attempted<GuidanceQuestion>> {
  return onQuestion(ctx, 'guidance.close-question', input, async (inside, question, reader) => {
    const findings = closedFindings(question);
    if (reader === 'LEGAL_ADVISER' && question.status === OPEN) {
      findings.push({ code: 'guidance.not-answered-yet', path: ['id'] });
    }
    return { findings, write: () => moved(inside, question, CLOSED) };
  });
}

@InputType({ description: 'Another legal adviser who may read a question.' })
export class GuidanceNameLegalAdviserInput {
  @Field(() => ID, { description: 'The question.' })
  questionId: string;

  @Field(() => ID, { description: 'The legal adviser.' })
  adviserId: string;
}

/** By the member or by who is named on it: from then on the other reads all of it. */
export function nameLegalAdviser(
  ctx: PluginContext,
  input: GuidanceNameLegalAdviserInput,
): Promise<Attempted<GuidanceQuestion>> {
  const adviserId = localId('GuidanceAdviser', input.adviserId, 'adviserId');
  const order = { id: input.questionId, path: 'questionId' };
  return onQuestion(ctx, 'guidance.name-legal-adviser', order, async (inside, question) => {
    const path = ['adviserId'];
    const { store } = inside;
    const findings = closedFindings(question);
    if (!(await isLegal(store, adviserId))) {
      findings.push({ code: 'guidance.no-legal-adviser', path });
    }
    if (adviserId === question.memberId) findings.push({ code: 'guidance.advises-oneself', path });
    const there = { questionId: question.id, adviserId, endedAt: null };
    const [named] = await store.find(GuidanceNaming, there, { limit: 1 });
    if (named !== undefined) findings.push({ code: 'guidance.named-already', path });
    return {
      findings,
      write: async () => {
        await nameOn(inside, question.id, adviserId);
        return question;
      },
    };
  });
}

interface Order {
  readonly id: string;
  readonly path?: string;
  readonly dryRun?: boolean | null;
}

type Judge = (
  inside: AttemptContext,
  question: GuidanceQuestion,
  reader: Reader,
) => Promise<Judged<GuidanceQuestion>>;

/** By whoever may read it still, once it is locked. */
async function onQuestion(
  ctx: PluginContext,
  action: string,
  { id: globalId, path = 'id', dryRun }: Order,
  judge: Judge,
): Promise<Attempted<GuidanceQuestion>> {
  const { question: found } = await readable(ctx, globalId, path);
  return ctx.attempt({ action, dryRun }, async (inside) => {
    const question = await locked(inside, GuidanceQuestion, found.id);
    const reader = await readerOf(inside, question);
    if (reader === null) throw notFound('GuidanceQuestion', globalId);
    return judge(inside, question, reader);
  });
}

const closedFindings = ({ status }: GuidanceQuestion): PluginFinding[] =>
  status === CLOSED ? [{ code: 'guidance.question-is-closed', path: ['id'] }] : [];

/** What somebody writes, with the files that come along. */
interface Letter {
  readonly body: string;
  readonly uploadIds: readonly string[];
}

function letterOf(input: { readonly body: string; readonly uploadIds?: string[] | null }): Letter {
  const uploadIds = input.uploadIds ?? [];
  if (uploadIds.length > 20) throw badInput('At most 20 files.', 'uploadIds');
  return { body: text(input.body, 'body', 20_000), uploadIds };
}

const claimFindings = async ({ files }: PluginContext, { uploadIds: ids }: Letter) =>
  files.claimable({ purpose: 'guidance.attachment', ids, path: ['uploadIds'] });

async function write(
  { store, files, viewer, now }: PluginContext,
  { id: questionId, memberId }: GuidanceQuestion,
  { body, uploadIds }: Letter,
): Promise<void> {
  const card = { questionId, memberId, body, authorId: viewer?.memberId ?? null };
  const { id } = await store.insert(GuidanceMessage, { ...card, writtenAt: now });
  const subject = { type: 'GuidanceMessage', id };
  if (uploadIds.length === 0) return;
  await files.claim(uploadIds, subject);
  for (const { id: fileId, filename, mediaType } of await files.of(subject)) {
    const attachment = { id: fileId, messageId: id, questionId, filename, mediaType };
    await store.insert(GuidanceAttachment, attachment);
  }
}

/** Whoever listens learns that something happened, and nothing of what it is about. */
async function moved(
  { store, now, emit }: AttemptContext,
  question: GuidanceQuestion,
  status: QuestionStatus,
): Promise<GuidanceQuestion> {
  const subject = { type: 'GuidanceQuestion', id: question.id };
  if (status !== question.status) {
    emit({ type: 'guidance.question-moved', subject, payload: { status } });
  }
  const change = { status, changedAt: now };
  return (await store.update(GuidanceQuestion, question.id, change)) ?? question;
}
