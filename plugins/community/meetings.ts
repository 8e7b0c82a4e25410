import {
  type Attempted,
  badInput,
  CivilDate,
  count,
  Field,
  ID,
  InputType,
  Int,
  localId,
  locked,
  minutesOf,
  notFound,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
  text,
} from 'gezel/sdk';
import { CommunityGroup } from './group.entity.js';
import {
  CommunityMeeting,
  CommunityRegistration,
  MeetingStatus,
  RegistrationStatus,
} from './meeting.entity.js';
import { memberOf, onRow, requireConvenor } from './steps.js';

const { REGISTERED, WITHDRAWN, ATTENDED, MISSED } = RegistrationStatus;

@InputType({ description: 'A meeting to plan.' })
export class CommunityPlanMeetingInput {
  @Field(() => ID, { nullable: true, description: 'The group that meets; null: all members.' })
  groupId?: string | null;

  @Field(() => String, { description: 'What it is called.' })
  title: string;

  @Field(() => String, { description: 'A place, or an address of the web.' })
  place: string;

  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Field(() => String, { description: 'When it begins, on a quarter: "18:30".' })
  startsAt: string;

  @Field(() => String, { description: 'When it ends: "20:00".' })
  endsAt: string;

  @Field(() => Int, { nullable: true, description: 'How many can come; null: all.' })
  seats?: number | null;

  @Field(() => [String], { description: 'The agenda, in order: at most 50 points.' })
  agenda: string[];
}

/** By who organises the community, or by who convenes the group that meets. */
export async function planMeeting(
  ctx: PluginContext,
  input: CommunityPlanMeetingInput,
): Promise<Attempted<CommunityMeeting>> {
  const groupId =
    input.groupId == null ? null : localId('CommunityGroup', input.groupId, 'groupId');
  if (groupId !== null && (await ctx.store.get(CommunityGroup, groupId)) === null) {
    throw notFound('CommunityGroup', String(input.groupId));
  }
  await requireConvenor(ctx, groupId);
  const { day } = input;
  const [starts, ends] = [minutesOf(input.startsAt, 'startsAt'), minutesOf(input.endsAt, 'endsAt')];
  if (ends <= starts) throw badInput('It ends after it has begun, on the same day.', 'endsAt');
  const card = {
    ...{ groupId, day, starts, ends, title: text(input.title, 'title') },
    ...{ place: text(input.place, 'place', 500), agenda: agendaOf(input.agenda) },
    seats: count(input.seats ?? null, 'seats', 100_000),
  };
  return ctx.attempt({ action: 'community.plan-meeting' }, async ({ store, now, today }) => ({
    findings: day < today ? [{ code: 'community.day-has-passed', path: ['day'] }] : [],
    write: () =>
      store.insert(CommunityMeeting, { ...card, status: MeetingStatus.PLANNED, changedAt: now }),
  }));
}

function agendaOf(points: readonly string[]): string[] {
  if (points.length > 50) throw badInput('At most 50 points.', 'agenda');
  return points.map((point, i) => text(point, `agenda.${i}`, 500));
}

@InputType({ description: 'Another agenda.' })
export class CommunitySetAgendaInput {
  @Field(() => ID, { description: 'The meeting.' })
  id: string;

  @Field(() => [String], { description: 'The agenda, in order: at most 50 points.' })
  agenda: string[];
}

export function setAgenda(
  ctx: PluginContext,
  input: CommunitySetAgendaInput,
): Promise<Attempted<CommunityMeeting>> {
  const agenda = agendaOf(input.agenda);
  return onMeeting(ctx, 'community.set-agenda', input, async () => ({ agenda }));
}

@InputType({ description: 'A meeting that is off.' })
export class CommunityCancelMeetingInput {
  @Field(() => ID, { description: 'The meeting.' })
  id: string;
}

export function cancelMeeting(
  ctx: PluginContext,
  input: CommunityCancelMeetingInput,
): Promise<Attempted<CommunityMeeting>> {
  const off = { status: MeetingStatus.CANCELLED };
  return onMeeting(ctx, 'community.cancel-meeting', input, async () => off);
}

@InputType({ description: 'What became of a meeting.' })
export class CommunityRecordMinutesInput {
  @Field(() => ID, { description: 'The meeting.' })
  id: string;

  @Field(() => String, { description: 'What was said and decided: up to 100,000 characters.' })
  minutes: string;

  @Field(() => [ID], {
    description: 'Registrations of those who were there, at most 10,000; the others missed it.',
  })
  attendedIds: string[];
}

/** Once its day has come; minutes are not changed after, so that they stay what was approved. */
export function recordMinutes(
  ctx: PluginContext,
  input: CommunityRecordMinutesInput,
): Promise<Attempted<CommunityMeeting>> {
  const minutes = text(input.minutes, 'minutes', 100_000);
  if (input.attendedIds.length > 10_000) throw badInput('At most 10,000.', 'attendedIds');
  const there = new Set(
    input.attendedIds.map((id, i) => localId('CommunityRegistration', id, `attendedIds.${i}`)),
  );
  return onMeeting(ctx, 'community.record-minutes', input, async (inside, { id, day }, found) => {
    const { store, today } = inside;
    if (day > today) found.push({ code: 'community.day-has-not-come', path: ['id'] });
    if (found.length > 0) return {};
    const known = new Set<string>();
    for await (const { id: registrationId } of registered(store, id)) {
      known.add(registrationId);
      const status = there.has(registrationId) ? ATTENDED : MISSED;
      await store.update(CommunityRegistration, registrationId, { status });
    }
    const strange = [...there].filter((one) => !known.has(one)).length;
    if (strange > 0) {
      const values = { count: strange };
      found.push({ code: 'community.not-registered', path: ['attendedIds'], values });
    }
    return { minutes, status: MeetingStatus.HELD };
  });
}

/** Those who mean to come, a hundred at a time: who is dealt with is no longer among them. */
async function* registered(store: PluginStore, meetingId: string) {
  let last: string | undefined;
  for (;;) {
    const beyond = last === undefined ? {} : { id: { after: last } };
    const page = await store.find(CommunityRegistration, {
      ...{ meetingId, status: REGISTERED, ...beyond },
    });
    yield* page;
    last = page.at(-1)?.id;
    if (page.length < 100) return;
  }
}

type Changes = (
  inside: PluginContext,
  meeting: CommunityMeeting,
  found: PluginFinding[],
) => Promise<Partial<CommunityMeeting>>;

/** A change of a planned meeting by who may convene it. */
function onMeeting(
  ctx: PluginContext,
  action: string,
  order: { readonly id: string },
  changes: Changes,
): Promise<Attempted<CommunityMeeting>> {
  return onRow(ctx, CommunityMeeting, action, order, async (inside, meeting) => {
    await requireConvenor(inside, meeting.groupId);
    const findings = overFindings(meeting);
    const change = await changes(inside, meeting, findings);
    return {
      findings,
      write: async () => {
        const row = { ...change, changedAt: inside.now };
        const subject = { type: 'CommunityMeeting', id: meeting.id };
        inside.emit({ type: 'community.meeting-changed', subject });
        return (await inside.store.update(CommunityMeeting, meeting.id, row)) ?? meeting;
      },
    };
  });
}

const overFindings = ({ status }: CommunityMeeting): PluginFinding[] =>
  status === MeetingStatus.PLANNED ? [] : [{ code: 'community.meeting-is-over', path: ['id'] }];

@InputType({ description: 'Whether the caller comes to a meeting.' })
export class CommunityRegisterInput {
  @Field(() => ID, { description: 'The meeting.' })
  meetingId: string;

  @Field(() => Boolean, { description: 'Whether they come.' })
  comes: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** The meeting is locked: the last seat goes to one. */
export async function register(
  ctx: PluginContext,
  { meetingId: globalId, comes, dryRun }: CommunityRegisterInput,
): Promise<Attempted<CommunityRegistration>> {
  const memberId = memberOf(ctx);
  const meetingId = localId('CommunityMeeting', globalId, 'meetingId');
  return ctx.attempt({ action: 'community.register', dryRun }, async (inside) => {
    const { store, today, now } = inside;
    const meeting = await locked(inside, CommunityMeeting, meetingId);
    const findings = overFindings(meeting);
    if (meeting.day < today)
      findings.push({ code: 'community.day-has-passed', path: ['meetingId'] });
    const where = { meetingId, memberId, status: REGISTERED };
    const [mine] = await store.find(CommunityRegistration, where, { limit: 1 });
    if (comes) {
      if (mine !== undefined)
        findings.push({ code: 'community.registered-already', path: ['comes'] });
      else if (await isFull(store, meeting)) {
        findings.push({ code: 'community.meeting-full', path: ['meetingId'] });
      }
    } else if (mine === undefined) {
      findings.push({ code: 'community.not-registered-yet', path: ['comes'] });
    }
    return {
      findings,
      write: async () => {
        if (mine === undefined) {
          const row = { meetingId, memberId, status: REGISTERED, registeredAt: now };
          return store.insert(CommunityRegistration, row);
        }
        const change = { status: WITHDRAWN };
        return (await store.update(CommunityRegistration, mine.id, change)) ?? mine;
      },
    };
  });
}

async function isFull(store: PluginStore, { id, seats }: CommunityMeeting): Promise<boolean> {
  if (seats === null) return false;
  const where = { meetingId: id, status: REGISTERED };
  const [taken] = await store.totals(CommunityRegistration, { where });
  return (taken?.count ?? 0) >= seats;
}
