import {
  type AttemptContext,
  GezelError,
  handler,
  job,
  type PluginContext,
  type PluginStore,
} from 'gezel/sdk';
import { GuidanceAdviser } from './adviser.entity.js';
import { AppointmentStatus, GuidanceAppointment } from './appointment.entity.js';
import { busyIn, isAbsent, isTaken, slotsOn } from './availability.js';
import { noteMember, placeOf, tell } from './book-appointment.js';
import { FileStatus, GuidanceFile } from './file.entity.js';
import {
  GuidanceHandedMember,
  GuidanceHandOver,
  HandedStatus,
  HandOverStatus,
} from './hand-over.entity.js';
import { GuidanceMember } from './member.entity.js';
import { GuidanceNaming, GuidanceQuestion, QuestionStatus } from './question.entity.js';

/** A hand-over of today begins when it was planned. */
export const handOverAtOnce = handler({
  name: 'hand-over',
  on: ['guidance.hand-over-due'],
  handle: async (ctx, { subject: { id } }) => carryOut(ctx, id),
});

/** Every morning those whose day has come, and again what was left of those before. */
export const handOverByDay = job({
  name: 'hand-over',
  cron: '10 0 * * *',
  run: async (ctx) => {
    const due = { status: HandOverStatus.PLANNED, onDay: { upTo: ctx.today } };
    for (const { id } of await ctx.store.find(GuidanceHandOver, due)) await goOn(ctx, id);
  },
});

const goOn = (ctx: PluginContext, id: string): Promise<unknown> =>
  ctx.attempt({ action: 'guidance.go-on-with-hand-over' }, async ({ emit }) => ({
    findings: [],
    write: async () => emit({ type: 'guidance.hand-over-due', subject: { type: thing, id } }),
  }));

const thing = 'GuidanceHandOver';

/**
 * Some members at a time, so that no piece of work is long, each in a part of its own: 1 the adviser
 * of the core; 2 open files with their notes; 3 legal questions, where both are legal advisers and
 * the one who hands over has planned it; 4 appointments to come. Somebody who has another adviser
 * meanwhile is left where they are. What was done is not done again.
 */
export async function carryOut(ctx: PluginContext, id: string): Promise<void> {
  const order = await ctx.store.get(GuidanceHandOver, id);
  if (order?.status !== HandOverStatus.PLANNED || order.onDay > ctx.today) return;
  const waits = { handOverId: id, status: HandedStatus.WAITING };
  const some = await ctx.store.find(GuidanceHandedMember, waits, { limit: atOnce });
  await hold(ctx, order, some);
  for (const one of some) await handOver(ctx, order, one);
  const [left] = await ctx.store.find(GuidanceHandedMember, waits, { limit: 1 });
  if (left !== undefined) {
    await goOn(ctx, id);
    return;
  }
  await ctx.attempt({ action: 'guidance.end-hand-over' }, async ({ store, emit }) => ({
    findings: [],
    write: async () => {
      const expected = { status: HandOverStatus.PLANNED };
      emit({ type: 'guidance.handed-over', subject: { type: thing, id } });
      return store.update(GuidanceHandOver, id, { status: HandOverStatus.DONE }, { expected });
    },
  }));
}

/**
 * All members and then both advisers, as whoever books locks them: this work is one transaction, and
 * one member after the other would wait for who holds the next and waits for an adviser.
 */
async function hold(
  ctx: PluginContext,
  { fromAdviserId, toAdviserId }: GuidanceHandOver,
  some: readonly GuidanceHandedMember[],
): Promise<void> {
  for (const memberId of some.map((one) => one.memberId).sort()) {
    await noteMember(ctx, memberId);
    await ctx.store.lock(GuidanceMember, memberId);
  }
  for (const id of [fromAdviserId, toAdviserId].sort()) await ctx.store.lock(GuidanceAdviser, id);
}

/** Members that one piece of work moves. */
const atOnce = 25;

async function handOver(
  ctx: PluginContext,
  order: GuidanceHandOver,
  waiting: GuidanceHandedMember,
): Promise<void> {
  const refusal = await moveMember(ctx, order, waiting).catch((error: unknown) => {
    if (!(error instanceof GezelError) || error.code !== 'CONFLICT') throw error;
    return 'guidance.not-advised';
  });
  if (refusal === null) return;
  const change = { status: HandedStatus.REFUSED, refusal };
  const expected = { status: HandedStatus.WAITING };
  await ctx.store.update(GuidanceHandedMember, waiting.id, change, { expected });
}

/** Answers the code of what stood in the way, or null. */
async function moveMember(
  ctx: PluginContext,
  order: GuidanceHandOver,
  { id, memberId }: GuidanceHandedMember,
): Promise<string | null> {
  const { fromAdviserId, toAdviserId: adviserId } = order;
  const { violations } = await ctx.attempt({ action: 'guidance.hand-over-member' }, async (on) => ({
    findings: [],
    write: async () => {
      const { memberships } = on.core;
      await memberships.assignAdviser({ memberId, adviserId, expectedId: fromAdviserId });
      const moved = await moveAll(on, order, memberId);
      const change = { ...moved, status: HandedStatus.MOVED };
      return on.store.update(GuidanceHandedMember, id, change);
    },
  }));
  return violations[0]?.code ?? null;
}

async function moveAll(ctx: AttemptContext, order: GuidanceHandOver, memberId: string) {
  const { store } = ctx;
  const files = await moveFiles(store, order, memberId);
  const questions = await moveQuestions(ctx, order, memberId);
  return { ...(await moveAppointments(ctx, order, memberId)), files, questions };
}

/** A time at which the next adviser is not there is not lost: the appointment needs another. */
async function moveAppointments(ctx: AttemptContext, order: GuidanceHandOver, memberId: string) {
  const { store, now } = ctx;
  const { fromAdviserId: adviserId, toAdviserId, onDay } = order;
  const next = await store.get(GuidanceAdviser, toAdviserId);
  const status = { in: [AppointmentStatus.BOOKED, AppointmentStatus.NEEDS_TIME] };
  const open = { memberId, adviserId, status, day: { from: onDay } };
  const found = await store.find(GuidanceAppointment, open);
  let clashes = 0;
  for (const { id, day, starts, ends, mode, place, revision } of found) {
    const slot = { day, starts, ends };
    const busy = await busyIn(store, { from: day, upTo: day }, { adviserId: toAdviserId });
    const inHours = next !== null && slotsOn(next, day).some((one) => one.starts === starts);
    const where = next === null ? null : placeOf(next, mode);
    const free = inHours && where !== null && !isAbsent(busy, slot) && !isTaken(busy, slot);
    if (!free) clashes += 1;
    const after = await store.update(GuidanceAppointment, id, {
      ...{ adviserId: toAdviserId, revision: revision + 1, changedAt: now },
      place: where ?? place,
      status: free ? AppointmentStatus.BOOKED : AppointmentStatus.NEEDS_TIME,
    });
    if (after !== null) await tell(ctx, after, 'guidance.appointment-moved');
  }
  return { appointments: found.length, clashes };
}

async function moveFiles(
  store: PluginStore,
  { fromAdviserId: adviserId, toAdviserId }: GuidanceHandOver,
  memberId: string,
): Promise<number> {
  const open = { memberId, adviserId, status: FileStatus.OPEN };
  let count = 0;
  for (;;) {
    const files = await store.find(GuidanceFile, open);
    for (const { id } of files) await store.update(GuidanceFile, id, { adviserId: toAdviserId });
    count += files.length;
    if (files.length < 100) return count;
  }
}

/**
 * Who reads a question stays somebody of legal advice: otherwise who was named stays named. And only
 * who reads it lets another read it: where somebody else planned, the member names the next.
 */
async function moveQuestions(
  { store, now }: AttemptContext,
  { fromAdviserId, toAdviserId, movesQuestions }: GuidanceHandOver,
  memberId: string,
): Promise<number> {
  const next = movesQuestions ? await store.get(GuidanceAdviser, toAdviserId) : null;
  if (!next?.legal) return 0;
  const open = { memberId, status: { in: [QuestionStatus.OPEN, QuestionStatus.ANSWERED] } };
  let count = 0;
  for (const { id: questionId } of await store.find(GuidanceQuestion, open)) {
    const on = (adviserId: string) =>
      store.find(GuidanceNaming, { questionId, adviserId, endedAt: null }, { limit: 1 });
    const [naming] = await on(fromAdviserId);
    if (naming === undefined) continue;
    await store.update(GuidanceNaming, naming.id, { endedAt: now });
    const [already] = await on(toAdviserId);
    if (already === undefined) {
      await store.insert(GuidanceNaming, { questionId, adviserId: toAdviserId, namedAt: now });
    }
    count += 1;
  }
  return count;
}
