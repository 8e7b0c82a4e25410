import {
  type AttemptContext,
  type Attempted,
  CivilDate,
  Field,
  ID,
  InputType,
  type Judged,
  locked,
  minutesOf,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import type { GuidanceAdviser } from './adviser.entity.js';
import { AppointmentMode, AppointmentStatus, GuidanceAppointment } from './appointment.entity.js';
import { hasBegun } from './availability.js';
import { bookingFindings, held, placeOf, type Telling, tell } from './book-appointment.js';
import { requireFor, requireSeen } from './whose.js';

const { BOOKED, NEEDS_TIME, CANCELLED, HELD, NO_SHOW } = AppointmentStatus;

@InputType({ description: 'Another time for an appointment, with the same adviser.' })
export class GuidanceRescheduleInput {
  @Field(() => ID, { description: 'The appointment.' })
  id: string;

  @Field(() => CivilDate, { description: 'The new day.' })
  day: string;

  @Field(() => String, { description: 'When it begins then, in the zone of Brussels: "09:30".' })
  startsAt: string;

  @Field(() => AppointmentMode, {
    nullable: true,
    description: 'How to meet; as before if absent.',
  })
  mode?: AppointmentMode | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** The old time is free again, in the same moment in which the new one is taken. */
export function reschedule(
  ctx: PluginContext,
  input: GuidanceRescheduleInput,
): Promise<Attempted<GuidanceAppointment>> {
  const { day } = input;
  const starts = minutesOf(input.startsAt, 'startsAt');
  return change(ctx, 'guidance.reschedule', input, async (inside, { adviser, appointment }) => {
    const mode = input.mode ?? appointment.mode;
    const { memberId } = appointment;
    const wish = { memberId, adviserId: adviser.id, day, starts, mode };
    return {
      findings: [
        ...notIn([BOOKED, NEEDS_TIME], appointment),
        ...(await bookingFindings(inside, adviser, wish, appointment)),
      ],
      write: () =>
        revised(inside, appointment, 'guidance.appointment-moved', {
          ...{ day, starts, ends: starts + adviser.slotMinutes, mode, status: BOOKED },
          place: placeOf(adviser, mode) ?? appointment.place,
        }),
    };
  });
}

@InputType({ description: 'An appointment that is off.' })
export class GuidanceCancelInput {
  @Field(() => ID, { description: 'The appointment.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

export function cancelAppointment(
  ctx: PluginContext,
  input: GuidanceCancelInput,
): Promise<Attempted<GuidanceAppointment>> {
  return change(ctx, 'guidance.cancel', input, async (inside, { appointment }) => ({
    findings: cancelFindings(inside, appointment),
    write: () => callOff(inside, appointment),
  }));
}

/** What was to be held cannot be called off once it has begun: then it was held, or missed. */
export function cancelFindings(
  ctx: PluginContext,
  appointment: GuidanceAppointment,
): PluginFinding[] {
  const found = notIn([BOOKED, NEEDS_TIME], appointment);
  if (appointment.status === BOOKED && hasBegun(ctx, appointment)) {
    found.push({ code: 'guidance.time-has-passed', path: ['id'] });
  }
  return found;
}

export const callOff = (
  ctx: PluginContext & Telling,
  appointment: GuidanceAppointment,
): Promise<GuidanceAppointment> =>
  revised(ctx, appointment, 'guidance.appointment-cancelled', { status: CANCELLED });

@InputType({ description: 'What became of an appointment.' })
export class GuidanceRecordOutcomeInput {
  @Field(() => ID, { description: 'The appointment.' })
  id: string;

  @Field(() => Boolean, { description: 'Whether the member came.' })
  came: boolean;
}

/** Once it has begun, by who advises; a mistake is put right by saying it again. */
export async function recordOutcome(
  ctx: PluginContext,
  { id, came }: GuidanceRecordOutcomeInput,
): Promise<Attempted<GuidanceAppointment>> {
  const { adviserId } = await requireSeen(ctx, GuidanceAppointment, id);
  requireFor(ctx, 'guidance.advise', adviserId);
  return step(ctx, 'guidance.record-outcome', { id }, async (inside, { appointment }) => {
    const findings = notIn([BOOKED, HELD, NO_SHOW], appointment);
    if (!hasBegun(inside, appointment)) {
      findings.push({ code: 'guidance.not-begun-yet', path: ['id'] });
    }
    const status = came ? HELD : NO_SHOW;
    const type = came ? 'guidance.appointment-held' : 'guidance.appointment-missed';
    return { findings, write: () => revised(inside, appointment, type, { status }) };
  });
}

interface Locked {
  readonly adviser: GuidanceAdviser;
  readonly appointment: GuidanceAppointment;
}

type Judge = (inside: AttemptContext, held: Locked) => Promise<Judged<GuidanceAppointment>>;

/** A change by the member, or by the co-operative's own people. */
async function change(
  ctx: PluginContext,
  action: string,
  order: { readonly id: string; readonly dryRun?: boolean | null },
  judge: Judge,
): Promise<Attempted<GuidanceAppointment>> {
  const { memberId } = await requireSeen(ctx, GuidanceAppointment, order.id);
  requireFor(ctx, 'guidance.book', memberId);
  return step(ctx, action, order, judge);
}

async function step(
  ctx: PluginContext,
  action: string,
  { id: globalId, dryRun }: { readonly id: string; readonly dryRun?: boolean | null },
  judge: Judge,
): Promise<Attempted<GuidanceAppointment>> {
  const found = await requireSeen(ctx, GuidanceAppointment, globalId);
  return ctx.attempt({ action, dryRun }, async (inside) => {
    const adviser = await held(inside, found);
    const appointment = await locked(inside, GuidanceAppointment, found.id);
    return judge(inside, { adviser, appointment });
  });
}

function notIn(
  admitted: readonly AppointmentStatus[],
  { status }: GuidanceAppointment,
): PluginFinding[] {
  if (admitted.includes(status)) return [];
  return [{ code: `guidance.appointment-is-${words[status]}`, path: ['id'] }];
}

const words: Readonly<Record<AppointmentStatus, string>> = {
  BOOKED: 'booked',
  NEEDS_TIME: 'without-time',
  CANCELLED: 'cancelled',
  HELD: 'held',
  NO_SHOW: 'missed',
};

/** Calendars take the version with the highest revision. */
async function revised(
  ctx: PluginContext & Telling,
  appointment: GuidanceAppointment,
  type: string,
  change: Partial<GuidanceAppointment>,
): Promise<GuidanceAppointment> {
  const revision = appointment.revision + 1;
  const next = { ...change, revision, changedAt: ctx.now };
  const after = await ctx.store.update(GuidanceAppointment, appointment.id, next);
  await tell(ctx, after ?? appointment, type);
  return after ?? appointment;
}
