import {
  type AssignmentFacts,
  declined,
  globalId,
  localId,
  notFound,
  onlyForNeed,
  priceOf,
  StepRefusal,
  type ToolContext,
  tool,
  unsaid,
} from 'gezel/sdk';
import { CourseStatus, SessionStatus, TrainingCourse, TrainingSession } from './course.entity.js';
import {
  cancelFindings,
  freeSeat,
  giveBack,
  noteActivity,
  participant,
  registerFindings,
  seatOrWait,
} from './register.js';
import { RegistrationStatus, TrainingRegistration } from './registration.entity.js';

export interface RegistrationInput {
  readonly sessionId: string;
  readonly memberId?: string;
}

/** Registers somebody for a training. */
export const registration = tool<RegistrationInput, null>({
  name: 'training.registration',
  title: { nl: 'Opleiding', fr: 'Formation', en: 'Training', de: 'Weiterbildung' },
  description: 'Registers somebody for a session and pays the seat; in a full one they wait.',
  permission: 'training.write',
  meets: ['training'],
  input: {
    type: 'object',
    required: ['sessionId'],
    additionalProperties: false,
    properties: {
      sessionId: { type: 'string', format: 'id', description: 'The session.' },
      memberId: { type: 'string', format: 'id', description: 'Who; the caller when absent.' },
    },
  },

  propose: async (ctx, facts) => {
    const [before] = facts.days;
    if (!facts.needs.includes('training')) return onlyForNeed('training');
    if (before === undefined) return unsaid('days');
    return (await nearest(ctx, facts, before)) ?? declined('training.no-session', { before });
  },

  plan: async (ctx, input) => {
    const { session, wish } = await wished(ctx, input);
    const findings = await registerFindings(ctx, session, wish);
    const seat = await freeSeat(ctx.store, session);
    const { currency, priceMinor } = session;
    if (findings.length > 0)
      return { costMinor: 0n, currency: wish.currency, findings, plan: null };
    const waits = {
      code: 'training.session-full',
      path: ['sessionId'],
      severity: 'WARNING',
    } as const;
    const cashFlow = priceOf('training.course', priceMinor, ctx.today);
    const full = seat === null ? [waits] : [];
    return { costMinor: priceMinor, currency, findings: full, plan: null, cashFlow };
  },

  start: async (ctx, input) => {
    const id = ctx.stepId;
    await noteActivity(ctx, ctx.assignment.activityId);
    const { session, wish } = await wished(ctx, input, { hold: true });
    const findings = await registerFindings(ctx, session, wish);
    if (findings.length > 0) throw new StepRefusal(findings);
    await seatOrWait(ctx, session, { id, ...wish });
    return { reference: globalId('TrainingRegistration', id), state: 'DONE' };
  },

  cancel: async (ctx, _input, reference) => {
    if (reference === null) return;
    const { store } = ctx;
    const id = localId('TrainingRegistration', reference);
    const found = await store.get(TrainingRegistration, id);
    const session = found && (await store.lock(TrainingSession, found.sessionId));
    const held = session && (await store.lock(TrainingRegistration, id));
    if (!session || !held || held.status === RegistrationStatus.CANCELLED) return;
    const findings = cancelFindings(ctx, session, held);
    if (findings.length > 0) throw new StepRefusal(findings);
    await giveBack(ctx, held);
  },
});

async function wished(ctx: ToolContext, input: RegistrationInput, { hold = false } = {}) {
  const { activityId } = ctx.assignment;
  const { currency } = await ctx.core.require('Activity', activityId, 'training.write');
  const memberId = await participant(ctx, input.memberId);
  const id = localId('TrainingSession', input.sessionId, 'sessionId');
  const session = await (hold
    ? ctx.store.lock(TrainingSession, id)
    : ctx.store.get(TrainingSession, id));
  if (session === null) throw notFound('TrainingSession', input.sessionId);
  return { session, wish: { activityId, memberId, currency } };
}

/** The first session of the catalogue that ends before the work begins and has a seat. */
async function nearest(
  { store, today }: ToolContext,
  { currency }: AssignmentFacts,
  before: string,
): Promise<RegistrationInput | null> {
  const orderBy = { property: 'firstDay', direction: 'asc' } as const;
  const coming = { firstDay: { from: today }, lastDay: { before }, status: SessionStatus.OPEN };
  for (const session of await store.find(TrainingSession, { ...coming, currency }, { orderBy })) {
    const course = await store.get(TrainingCourse, session.courseId);
    if (course?.status !== CourseStatus.PUBLISHED) continue;
    if ((await freeSeat(store, session)) === null) continue;
    return { sessionId: globalId('TrainingSession', session.id) };
  }
  return null;
}
