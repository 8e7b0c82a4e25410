import {
  type AttemptContext,
  type Attempted,
  Field,
  ID,
  InputType,
  type Judged,
  locked,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { GuidanceAdviser } from './adviser.entity.js';
import { noteMember } from './book-appointment.js';
import { FileStatus, GuidanceFile, GuidanceNote } from './file.entity.js';
import { activityOf, adviserFor, memberOf, requireFor, requireSeen } from './whose.js';

@InputType({ description: 'Something to follow for a member.' })
export class GuidanceOpenFileInput {
  @Field(() => ID, { description: 'The member.' })
  memberId: string;

  @Field(() => ID, { nullable: true, description: 'The adviser; the caller when absent.' })
  adviserId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The activity that it is about.' })
  activityId?: string | null;

  @Field(() => String, { description: 'What it is about.' })
  title: string;
}

export async function openFile(
  ctx: PluginContext,
  input: GuidanceOpenFileInput,
): Promise<Attempted<GuidanceFile>> {
  const adviserId = adviserFor(ctx, input.adviserId);
  const memberId = await memberOf(ctx, input.memberId);
  const activityId = await activityOf(ctx, input.activityId);
  const title = text(input.title, 'title');
  return ctx.attempt({ action: 'guidance.open-file' }, async (inside) => {
    const { store, now } = inside;
    await noteMember(inside, memberId);
    const adviser = await store.get(GuidanceAdviser, adviserId);
    const findings: PluginFinding[] = [];
    if (!adviser?.active) findings.push({ code: 'guidance.adviser-inactive', path: ['adviserId'] });
    return {
      findings,
      write: async () => {
        const card = { memberId, adviserId, activityId, title };
        const file = await store.insert(GuidanceFile, {
          ...{ ...card, status: FileStatus.OPEN, openedAt: now },
        });
        const subject = { type: 'GuidanceFile', id: file.id };
        inside.emit({ type: 'guidance.file-opened', subject, activityId });
        return file;
      },
    };
  });
}

@InputType({ description: 'A note in a file.' })
export class GuidanceWriteNoteInput {
  @Field(() => ID, { description: 'The file.' })
  fileId: string;

  @Field(() => String, { description: 'What to remember: up to 10,000 characters.' })
  body: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the member sees it too.' })
  shared?: boolean | null;
}

/** Notes are never changed: what was wrong is said in another. */
export async function writeNote(
  ctx: PluginContext,
  input: GuidanceWriteNoteInput,
): Promise<Attempted<GuidanceNote>> {
  const body = text(input.body, 'body', 10_000);
  return onFile(ctx, 'guidance.write-note', { id: input.fileId }, async (inside, file) => ({
    findings: closedFindings(file),
    write: () =>
      inside.store.insert(GuidanceNote, {
        ...{ fileId: file.id, memberId: file.memberId, body, shared: input.shared ?? false },
        ...{ authorId: inside.viewer?.memberId ?? null, writtenAt: inside.now },
      }),
  }));
}

@InputType({ description: 'A file that is done with.' })
export class GuidanceCloseFileInput {
  @Field(() => ID, { description: 'The file.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

export function closeFile(
  ctx: PluginContext,
  input: GuidanceCloseFileInput,
): Promise<Attempted<GuidanceFile>> {
  return onFile(ctx, 'guidance.close-file', input, async ({ store, now }, file) => ({
    findings: closedFindings(file),
    write: async () => {
      const change = { status: FileStatus.CLOSED, closedAt: now };
      return (await store.update(GuidanceFile, file.id, change)) ?? file;
    },
  }));
}

const closedFindings = ({ status }: GuidanceFile): PluginFinding[] =>
  status === FileStatus.OPEN ? [] : [{ code: 'guidance.file-is-closed', path: ['id'] }];

/** Work on a file by the adviser whose it is, or by who keeps all advisers. */
async function onFile<T>(
  ctx: PluginContext,
  action: string,
  { id: globalId, dryRun }: { readonly id: string; readonly dryRun?: boolean | null },
  judge: (inside: AttemptContext, file: GuidanceFile) => Promise<Judged<T>>,
): Promise<Attempted<T>> {
  ctx.require('guidance.advise');
  const { id } = await requireSeen(ctx, GuidanceFile, globalId);
  return ctx.attempt({ action, dryRun }, async (inside) => {
    const file = await locked(inside, GuidanceFile, id);
    requireFor(inside, 'guidance.advise', file.adviserId);
    return judge(inside, file);
  });
}
