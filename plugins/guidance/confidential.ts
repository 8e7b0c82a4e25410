import {
  type DownloadDefinition,
  localId,
  notFound,
  type PluginContext,
  type PluginStore,
} from 'gezel/sdk';
import { GuidanceAdviser } from './adviser.entity.js';
import {
  GuidanceAttachment,
  GuidanceNaming,
  GuidanceQuestion,
  GuidanceReading,
} from './question.entity.js';

/** As what the viewer may read a question; nobody else may, whatever they administer. */
export type Reader = 'MEMBER' | 'LEGAL_ADVISER';

export async function readerOf(
  { store, viewer }: PluginContext,
  { id: questionId, memberId }: GuidanceQuestion,
): Promise<Reader | null> {
  if (viewer === null) return null;
  if (viewer.memberId === memberId && viewer.reach('guidance.ask')) return 'MEMBER';
  if (!viewer.reach('guidance.advise')) return null;
  if (!(await isLegal(store, viewer.memberId))) return null;
  const naming = { questionId, adviserId: viewer.memberId, endedAt: null };
  const [named] = await store.find(GuidanceNaming, naming, { limit: 1 });
  return named === undefined ? null : 'LEGAL_ADVISER';
}

export async function isLegal(store: PluginStore, adviserId: string): Promise<boolean> {
  const adviser = await store.get(GuidanceAdviser, adviserId);
  return adviser?.legal === true && adviser.active;
}

export interface Readable {
  readonly question: GuidanceQuestion;
  readonly reader: Reader;
}

/** A question and as what the viewer reads it; null for everybody else. */
export async function readableOrNull(
  ctx: PluginContext,
  globalId: string,
  path = 'id',
): Promise<Readable | null> {
  const id = localId('GuidanceQuestion', globalId, path);
  const question = await ctx.store.get(GuidanceQuestion, id);
  const reader = question && (await readerOf(ctx, question));
  return question && reader ? { question, reader } : null;
}

/** The same for mutations: NOT_FOUND for everybody else. */
export async function readable(
  ctx: PluginContext,
  globalId: string,
  path = 'id',
): Promise<Readable> {
  const found = await readableOrNull(ctx, globalId, path);
  if (found === null) throw notFound('GuidanceQuestion', globalId);
  return found;
}

/** Written before anything is shown; members who read their own question leave no trace. */
export async function noteReading(
  { store, now, viewer }: PluginContext,
  reader: Reader,
  { questionId, attachmentId }: { questionId: string; attachmentId: string | null },
): Promise<void> {
  if (reader === 'MEMBER' || viewer === null) return;
  await store.insert(GuidanceReading, {
    ...{ questionId, attachmentId, readerId: viewer.memberId, readAt: now },
  });
}

/** An attachment, for whoever may read its question at the moment when they fetch it. */
export const attachmentFile: DownloadDefinition = {
  name: 'guidance.attachment',
  open: async (ctx, { attachmentId }) => {
    const found = attachmentId == null ? null : await readableAttachment(ctx, attachmentId);
    if (found === null) return null;
    const { attachment, reader } = found;
    const { id, messageId, questionId, filename, mediaType } = attachment;
    const body = await ctx.files.open({ type: 'GuidanceMessage', id: messageId }, id);
    if (body === null) return null;
    await noteReading(ctx, reader, { questionId, attachmentId: id });
    return { filename, mediaType, body };
  },
};

export async function readableAttachment(
  ctx: PluginContext,
  id: string,
): Promise<{ readonly attachment: GuidanceAttachment; readonly reader: Reader } | null> {
  const attachment = await ctx.store.get(GuidanceAttachment, id);
  const question = attachment && (await ctx.store.get(GuidanceQuestion, attachment.questionId));
  const reader = question && (await readerOf(ctx, question));
  return attachment && reader ? { attachment, reader } : null;
}
