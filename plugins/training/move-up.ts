import { addDays, handler, job, type PluginContext } from 'gezel/sdk';
import { SessionStatus, TrainingSession } from './course.entity.js';
import { freeSeat, pay, tell } from './register.js';
import { RegistrationStatus, TrainingRegistration } from './registration.entity.js';

/**
 * When a seat becomes free, who waits longest and can pay gets it; also when somebody comes while
 * those before could not pay.
 */
export const moveUpAfterwards = handler({
  name: 'move-up',
  on: ['training.seat-freed', 'training.registered'],
  handle: async (ctx, { subject: { id } }) => {
    const registration = await ctx.store.get(TrainingRegistration, id);
    if (registration !== null) await moveUp(ctx, registration.sessionId);
  },
});

/** Every night again, for those whose activity had no money when a seat became free. */
export const moveUpNightly = job({
  name: 'move-up',
  cron: '40 3 * * *',
  run: async (ctx) => {
    const { store, today } = ctx;
    const firstDay = { from: today, upTo: addDays(today, 550) };
    const coming = { status: SessionStatus.OPEN, firstDay };
    let last: string | undefined;
    for (;;) {
      const beyond = last === undefined ? {} : { id: { after: last } };
      const sessions = await store.find(TrainingSession, { ...coming, ...beyond });
      for (const { id } of sessions) await moveUp(ctx, id);
      last = sessions.at(-1)?.id;
      if (sessions.length < 100) return;
    }
  },
});

/** One after the other, each in a part of its own: who cannot pay keeps waiting. */
export async function moveUp(ctx: PluginContext, sessionId: string): Promise<void> {
  let last: string | undefined;
  for (;;) {
    const waits = { sessionId, status: RegistrationStatus.WAITING };
    const beyond = last === undefined ? {} : { id: { after: last } };
    const [next] = await ctx.store.find(
      TrainingRegistration,
      { ...waits, ...beyond },
      { limit: 1 },
    );
    if (next === undefined) return;
    if (!(await seatFor(ctx, sessionId, next.id))) return;
    last = next.id;
  }
}

/** Answers false when there is no seat for anybody. */
async function seatFor(ctx: PluginContext, sessionId: string, id: string): Promise<boolean> {
  let room = true;
  await ctx.attempt({ action: 'training.move-up' }, async (inside) => {
    const { store, today } = inside;
    const session = await store.lock(TrainingSession, sessionId);
    const waiting = await store.lock(TrainingRegistration, id);
    const open = session?.status === SessionStatus.OPEN && session.firstDay >= today;
    const seat = open ? await freeSeat(store, session) : null;
    room = seat !== null;
    return {
      findings: [],
      write: async () => {
        if (seat === null || waiting?.status !== RegistrationStatus.WAITING) return null;
        await pay(inside, waiting);
        tell(inside, waiting, 'training.moved-up');
        const change = { seat, status: RegistrationStatus.REGISTERED };
        return store.update(TrainingRegistration, id, change);
      },
    };
  });
  return room;
}
