import {
  type Attempted,
  addDays,
  CivilDate,
  type EmittedEvent,
  Field,
  ID,
  InputType,
  insertOnce,
  localId,
  locked,
  minutesOf,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { GuidanceAdviser, GuidancePortfolio } from './adviser.entity.js';
import { AppointmentMode, AppointmentStatus, GuidanceAppointment } from './appointment.entity.js';
import { busyIn, hasBegun, isAbsent, isTaken, slotsOn } from './availability.js';
import { GuidanceMember } from './member.entity.js';
import { activityOf, memberOf, requireFor } from './whose.js';

@InputType({ description: 'A talk with an adviser.' })
export class GuidanceBookInput {
  @Field(() => ID, {
    nullable: true,
    description: 'With whom; when absent with the member’s own adviser.',
  })
  adviserId?: string | null;

  @Field(() => ID, { nullable: true, description: 'For whom; the caller when absent.' })
  memberId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The activity that it is about.' })
  activityId?: string | null;

  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Field(() => String, { description: 'When it begins, in the zone of Brussels: "09:30".' })
  startsAt: string;

  @Field(() => AppointmentMode, { description: 'How to meet.' })
  mode: AppointmentMode;

  @Field(() => String, { description: 'What it is about.' })
  subject: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Takes a time of an adviser; of those who want the same one the first gets it. */
export async function bookAppointment(
  ctx: PluginContext,
  input: GuidanceBookInput,
): Promise<Attempted<GuidanceAppointment>> {
  const memberId = await memberOf(ctx, input.memberId);
  requireFor(ctx, 'guidance.book', memberId);
  const activityId = await activityOf(ctx, input.activityId);
  const adviserId =
    input.adviserId == null
      ? await adviserOf(ctx, memberId, activityId)
      : localId('GuidanceAdviser', input.adviserId, 'adviserId');
  if (adviserId === null) {
    const none = { code: 'guidance.no-adviser', path: ['adviserId'] };
    return { done: null, violations: ctx.violations([none]) };
  }
  const { day, mode } = input;
  const wish: Wish = {
    ...{ memberId, activityId, adviserId, day, mode },
    starts: minutesOf(input.startsAt, 'startsAt'),
    subject: text(input.subject, 'subject'),
  };
  return ctx.attempt({ action: 'guidance.book', dryRun: input.dryRun }, async (inside) => {
    const adviser = await held(inside, wish);
    const findings = await bookingFindings(inside, adviser, wish);
    return {
      findings,
      write: async () => {
        const booked = await takeTime(inside, ctx.newId(), adviser, wish);
        await tell(inside, booked, 'guidance.appointment-booked');
        return booked;
      },
    };
  });
}

/** What is wanted, whoever asks. */
export interface Wish {
  readonly memberId: string;
  readonly activityId: string | null;
  readonly adviserId: string;
  readonly day: string;
  readonly starts: number;
  readonly mode: AppointmentMode;
  readonly subject: string;
}

/**
 * Locks the member and then the adviser, in this order everywhere: whoever comes second waits here,
 * and then sees that the time is gone.
 */
export async function held(
  ctx: PluginContext,
  { memberId, adviserId }: Pick<Wish, 'memberId' | 'adviserId'>,
): Promise<GuidanceAdviser> {
  await noteMember(ctx, memberId);
  await locked(ctx, GuidanceMember, memberId);
  return locked(ctx, GuidanceAdviser, adviserId);
}

export const noteMember = ({ store, now }: PluginContext, memberId: string): Promise<void> =>
  insertOnce(store, GuidanceMember, memberId, { memberId, since: now });

/** The member's own adviser, or else one who looks after the sector; null when there is neither. */
export async function adviserOf(
  { core, store, today }: PluginContext,
  memberId: string,
  activityId: string | null,
): Promise<string | null> {
  const own = (await core.memberships.standing(memberId, today))?.adviserId ?? null;
  if (own !== null && (await store.get(GuidanceAdviser, own))?.active) return own;
  const activity = activityId === null ? null : await core.activity(activityId);
  if (activity === null) return null;
  const looking = { sector: activity.sector, untilDay: null };
  for (const { adviserId } of await store.find(GuidancePortfolio, looking, { limit: 10 })) {
    const adviser = await store.get(GuidanceAdviser, adviserId);
    if (adviser?.active && adviserId !== memberId) return adviserId;
  }
  return null;
}

/** All that stands against a wish; the appointment that is moved does not stand in its own way. */
export async function bookingFindings(
  ctx: PluginContext,
  adviser: GuidanceAdviser,
  wish: Omit<Wish, 'subject' | 'activityId'>,
  moved?: GuidanceAppointment,
): Promise<PluginFinding[]> {
  const found: PluginFinding[] = [];
  const say = (code: string, path: string) => found.push({ code, path: [path] });
  const { memberId, day, starts, mode } = wish;
  if (!adviser.active) say('guidance.adviser-inactive', 'adviserId');
  if (adviser.id === memberId) say('guidance.advises-oneself', 'adviserId');
  if (placeOf(adviser, mode) === null) say('guidance.mode-not-offered', 'mode');
  if (hasBegun(ctx, wish)) say('guidance.time-has-passed', 'day');
  if (day > addDays(ctx.today, ctx.config.bookAheadDays as number)) {
    say('guidance.too-far-ahead', 'day');
  }
  const slot = slotsOn(adviser, day).find((one) => one.starts === starts);
  if (slot === undefined) {
    say('guidance.not-open', 'startsAt');
    return found;
  }
  const days = { from: day, upTo: day };
  const [theirs, mine] = await Promise.all([
    busyIn(ctx.store, days, { adviserId: adviser.id }),
    busyIn(ctx.store, days, { adviserId: adviser.id, memberId }),
  ]);
  const others = (busy: typeof theirs) => ({
    ...busy,
    taken: busy.taken.filter((one) => (one as GuidanceAppointment).id !== moved?.id),
  });
  if (isAbsent(theirs, slot)) say('guidance.adviser-absent', 'day');
  if (isTaken(others(theirs), slot)) say('guidance.taken', 'startsAt');
  else if (isTaken(others(mine), slot)) say('guidance.member-busy', 'startsAt');
  return found;
}

/** Where they meet; null where the adviser does not meet people in this way. */
export const placeOf = (
  { place, onlineAt }: Pick<GuidanceAdviser, 'place' | 'onlineAt'>,
  mode: AppointmentMode,
): string | null => (mode === AppointmentMode.ONLINE ? onlineAt : place);

/** Writes the appointment; nothing stands against it. */
export function takeTime(
  { store, now }: PluginContext,
  id: string,
  adviser: GuidanceAdviser,
  { memberId, activityId, day, starts, mode, subject }: Wish,
): Promise<GuidanceAppointment> {
  return store.insert(GuidanceAppointment, {
    ...{ id, adviserId: adviser.id, memberId, activityId, day, starts, mode, subject },
    ...{ ends: starts + adviser.slotMinutes, place: placeOf(adviser, mode) ?? undefined },
    ...{ status: AppointmentStatus.BOOKED, revision: 0, changedAt: now },
  });
}

/** Who can tell others of what is done: an attempt, or a step. */
export interface Telling {
  emit(event: EmittedEvent): void | Promise<void>;
}

export async function tell(
  { emit }: Telling,
  { id, activityId, day }: Pick<GuidanceAppointment, 'id' | 'activityId' | 'day'>,
  type: string,
): Promise<void> {
  const subject = { type: 'GuidanceAppointment', id };
  await emit({ type, subject, activityId, payload: { day } });
}
