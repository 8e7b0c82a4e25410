import {
  type AttemptContext,
  type Attempted,
  changeable,
  Field,
  ID,
  InputType,
  insertOnce,
  localId,
  locked,
  notFound,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
} from 'gezel/sdk';
import { TrainingActivity } from './activity.entity.js';
import { SessionStatus, TrainingSession } from './course.entity.js';
import { RegistrationStatus, TrainingRegistration } from './registration.entity.js';

const { REGISTERED, WAITING, CANCELLED } = RegistrationStatus;

@InputType({ description: 'Somebody to register.' })
export class TrainingRegisterInput {
  @Field(() => ID, { description: 'The session.' })
  sessionId: string;

  @Field(() => ID, { description: 'The activity that pays.' })
  activityId: string;

  @Field(() => ID, { nullable: true, description: 'Who takes part; the caller when absent.' })
  memberId?: string | null;

  @Field(() => String, { description: 'Makes a repeated request harmless.' })
  idempotencyKey: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** A seat, which is paid, or a place in the waiting list, which is not. */
export async function register(
  ctx: PluginContext,
  input: TrainingRegisterInput,
): Promise<Attempted<TrainingRegistration>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.require('Activity', activityId, 'training.write');
  const sessionId = localId('TrainingSession', input.sessionId, 'sessionId');
  const memberId = await participant(ctx, input.memberId);
  const id = ctx.newId();
  const { idempotencyKey: key, dryRun } = input;
  const once = { key, input, entity: TrainingRegistration, id };
  return ctx.attempt({ action: 'training.register', dryRun, once }, async (inside) => {
    await noteActivity(inside, activityId);
    const session = await locked(inside, TrainingSession, sessionId);
    const wish = { id, activityId, memberId, currency };
    return {
      findings: await registerFindings(inside, session, wish),
      write: async () => {
        const registration = await seatOrWait(inside, session, wish);
        tell(inside, registration, 'training.registered');
        return registration;
      },
    };
  });
}

/** The member who takes part, as far as the viewer may see that member. */
export async function participant(ctx: PluginContext, globalId?: string | null): Promise<string> {
  if (globalId == null) {
    if (ctx.viewer === null) throw new Error('Somebody registers somebody.');
    return ctx.viewer.memberId;
  }
  const id = localId('Member', globalId, 'memberId');
  if ((await ctx.core.member(id)) === null) throw notFound('Member', globalId);
  return id;
}

export const noteActivity = ({ store, now }: PluginContext, activityId: string): Promise<void> =>
  insertOnce(store, TrainingActivity, activityId, { activityId, since: now });

export interface Registering {
  readonly id: string;
  readonly activityId: string;
  readonly memberId: string;
  readonly currency: string;
}

export async function registerFindings(
  { store, core, today }: PluginContext,
  session: TrainingSession,
  { activityId, memberId, currency }: Omit<Registering, 'id'>,
): Promise<PluginFinding[]> {
  const found: PluginFinding[] = [];
  const { status } = (await core.activity(activityId)) ?? { status: 'CLOSED' };
  if (status === 'CLOSED') found.push({ code: 'training.activity-closed', path: ['activityId'] });
  if (session.status === SessionStatus.CANCELLED) {
    found.push({ code: 'training.session-cancelled', path: ['sessionId'] });
  }
  if (session.firstDay < today) {
    const values = { day: session.firstDay };
    found.push({ code: 'training.day-has-passed', path: ['sessionId'], values });
  }
  if (session.currency !== currency) {
    const values = { currency: session.currency };
    found.push({ code: 'training.other-currency', path: ['activityId'], values });
  }
  const there = { sessionId: session.id, memberId, status: { in: [REGISTERED, WAITING] } };
  const [same] = await store.find(TrainingRegistration, there, { limit: 1 });
  if (same !== undefined) {
    found.push({ code: 'training.registered-already', path: ['memberId'] });
  }
  return found;
}

/** The lowest seat that nobody has, of a session that is locked; null when all are taken. */
export async function freeSeat(
  store: PluginStore,
  { id: sessionId, seats }: TrainingSession,
): Promise<number | null> {
  // A session has a hundred seats at most, so this is all of them.
  const taken = await store.find(TrainingRegistration, { sessionId, status: REGISTERED });
  const numbers = new Set(taken.map(({ seat }) => seat));
  const free = Array.from({ length: seats }, (_, i) => i + 1).find((seat) => !numbers.has(seat));
  return free ?? null;
}

/** Somebody who waits already is served before whoever comes now, even when a seat is free. */
export async function seatOrWait(
  ctx: PluginContext,
  session: TrainingSession,
  { id, activityId, memberId }: Registering,
): Promise<TrainingRegistration> {
  const { store, now } = ctx;
  const waits = { sessionId: session.id, status: WAITING };
  const [before] = await store.find(TrainingRegistration, waits, { limit: 1 });
  const seat = before === undefined ? await freeSeat(store, session) : null;
  const registration = await store.insert(TrainingRegistration, {
    ...{ id, activityId, memberId, sessionId: session.id, seat, attendedDays: [] },
    ...{ priceMinor: session.priceMinor, currency: session.currency, registeredAt: now },
    status: seat === null ? WAITING : REGISTERED,
  });
  if (seat !== null) await pay(ctx, registration);
  return registration;
}

export async function pay(
  { core }: PluginContext,
  { id, activityId, priceMinor: amountMinor, currency }: TrainingRegistration,
): Promise<void> {
  if (amountMinor === 0n) return;
  const source = { type: 'TrainingRegistration', id };
  const order = { key: id, activityId, amountMinor, currency, source };
  await core.charge({ ...order, service: 'training.course' });
}

@InputType({ description: 'A registration to cancel.' })
export class TrainingCancelRegistrationInput {
  @Field(() => ID, { description: 'The registration.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Until the day before the first: what was paid goes back, and who waits moves up. */
export async function cancelRegistration(
  ctx: PluginContext,
  { id: globalId, dryRun }: TrainingCancelRegistrationInput,
): Promise<Attempted<TrainingRegistration>> {
  const permission = 'training.write';
  const { id, sessionId } = await changeable(ctx, TrainingRegistration, globalId, { permission });
  return ctx.attempt({ action: 'training.cancel-registration', dryRun }, async (inside) => {
    // The session is locked first, as in every other work on its seats.
    const session = await locked(inside, TrainingSession, sessionId);
    const registration = await locked(inside, TrainingRegistration, id);
    return {
      findings: cancelFindings(inside, session, registration),
      write: async () => {
        const after = await giveBack(inside, registration);
        tell(inside, after, 'training.seat-freed');
        return after;
      },
    };
  });
}

export function cancelFindings(
  { today }: PluginContext,
  { firstDay }: TrainingSession,
  { status }: TrainingRegistration,
): PluginFinding[] {
  if (status === CANCELLED) return [{ code: 'training.registration-cancelled', path: ['id'] }];
  if (today < firstDay) return [];
  return [{ code: 'training.too-late-to-cancel', path: ['id'], values: { day: firstDay } }];
}

/** Frees the seat, or the place in the list, and gives the price back. */
export async function giveBack(
  { core, store }: PluginContext,
  registration: TrainingRegistration,
): Promise<TrainingRegistration> {
  const { id, status, priceMinor } = registration;
  if (status === REGISTERED && priceMinor > 0n) await core.refund(id);
  const change = { status: CANCELLED, seat: null };
  return (await store.update(TrainingRegistration, id, change)) ?? registration;
}

export const tell = (
  { emit }: AttemptContext,
  { id, activityId, sessionId }: TrainingRegistration,
  type: string,
): void => {
  const payload = { sessionId };
  emit({ type, subject: { type: 'TrainingRegistration', id }, activityId, payload });
};
