import {
  addDays,
  declined,
  globalId,
  localId,
  minutesOf,
  onlyForNeed,
  type PluginFinding,
  StepRefusal,
  type ToolContext,
  timeOf,
  tool,
} from 'gezel/sdk';
import { GuidanceAdviser } from './adviser.entity.js';
import { AppointmentMode, GuidanceAppointment } from './appointment.entity.js';
import { freeSlots } from './availability.js';
import {
  adviserOf,
  bookingFindings,
  held,
  placeOf,
  takeTime,
  tell,
  type Wish,
} from './book-appointment.js';
import { callOff, cancelFindings } from './change-appointment.js';

export interface AppointmentInput {
  readonly adviserId?: string;
  readonly day?: string;
  readonly startsAt?: string;
  readonly mode?: 'IN_PERSON' | 'ONLINE';
  readonly subject?: string;
}

/** What a plan has found: kept with the step, so JSON only. */
export interface AppointmentPlan {
  readonly adviserId: string;
  readonly day: string;
  readonly starts: number;
  readonly mode: AppointmentMode;
}

/** Books a talk with an adviser, at a time that is asked for or the first that is free. */
export const appointment = tool<AppointmentInput, AppointmentPlan | null>({
  name: 'guidance.appointment',
  title: { nl: 'Afspraak', fr: 'Rendez-vous', en: 'Appointment', de: 'Termin' },
  description:
    'Books a talk with the manager’s adviser, the first that is free when no time is said.',
  permission: 'guidance.book',
  meets: ['guidance'],
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      adviserId: { type: 'string', format: 'id', description: 'With whom; the own if absent.' },
      day: { type: 'string', format: 'date', description: 'The day, together with "startsAt".' },
      startsAt: { type: 'string', pattern: '^\\d{2}:\\d{2}$', description: 'e.g. "09:30".' },
      mode: {
        enum: ['IN_PERSON', 'ONLINE'],
        description: 'How to meet; what is offered if absent.',
      },
      subject: { type: 'string', minLength: 1, maxLength: 200, description: 'What it is about.' },
    },
    dependentRequired: { day: ['startsAt'], startsAt: ['day'] },
  },

  /** For who is new, and for what only an adviser can settle; not for everybody who works. */
  propose: async (ctx, { needs, obstacles = [], days }) => {
    const settled = ctx.config.settledByAdvisers as readonly string[];
    const stuck = obstacles.some((code) => settled.some((begin) => code.startsWith(begin)));
    if (!needs.includes('guidance') && !stuck && !(await isNew(ctx))) {
      return onlyForNeed('guidance');
    }
    const before = days[0] === undefined ? undefined : addDays(days[0], -1);
    const { plan, findings } = await seek(ctx, {}, before);
    if (plan === null) return declined(findings[0]?.code ?? 'guidance.nothing-free');
    const { adviserId, day, starts, mode } = plan;
    return {
      adviserId: globalId('GuidanceAdviser', adviserId),
      day,
      startsAt: timeOf(starts),
      mode,
    };
  },

  /** The next time of the same adviser that is free. */
  instead: async (ctx, { adviserId, mode }) => {
    const { plan } = await seek(ctx, { adviserId, mode });
    if (plan === null) return [];
    const { day, starts } = plan;
    return [{ adviserId, day, startsAt: timeOf(starts), mode }];
  },

  plan: async (ctx, input) => {
    const { currency } = await managed(ctx);
    const { plan, findings } = await seek(ctx, input);
    return { costMinor: 0n, currency, findings, plan };
  },

  start: async (ctx, input, planned) => {
    const { managerId: memberId } = await managed(ctx);
    const { activityId, title } = ctx.assignment;
    // Without a time of its own the step takes what is free now, not what was when it was planned.
    const { plan, findings } =
      input.day === undefined ? await seek(ctx, input) : { plan: planned, findings: [] };
    if (plan === null) throw new StepRefusal(findings);
    const subject = input.subject ?? title;
    const wish: Wish = { ...plan, memberId, activityId, subject };
    const adviser = await held(ctx, wish);
    const against = await bookingFindings(ctx, adviser, wish);
    if (against.length > 0) throw new StepRefusal(against);
    const booked = await takeTime(ctx, ctx.stepId, adviser, wish);
    await tell(ctx, booked, 'guidance.appointment-booked');
    return { reference: globalId('GuidanceAppointment', booked.id), state: 'DONE' };
  },

  cancel: async (ctx, _input, reference) => {
    if (reference === null) return;
    const id = localId('GuidanceAppointment', reference);
    const found = await ctx.store.get(GuidanceAppointment, id);
    if (found === null) return;
    await held(ctx, found);
    const row = await ctx.store.lock(GuidanceAppointment, id);
    if (row === null || row.status === 'CANCELLED') return;
    const findings = cancelFindings(ctx, row);
    if (findings.length > 0) throw new StepRefusal(findings);
    await callOff(ctx, row);
  },
});

const managed = (ctx: ToolContext) =>
  ctx.core.require('Activity', ctx.assignment.activityId, 'guidance.book');

/** Joined a short while ago, and has never talked to anybody. */
async function isNew(ctx: ToolContext): Promise<boolean> {
  const { managerId: memberId } = await managed(ctx);
  const standing = await ctx.core.memberships.standing(memberId, ctx.today);
  const since = addDays(ctx.today, -(ctx.config.newMemberDays as number));
  if (standing === null || standing.joinedOn < since) return false;
  const [any] = await ctx.store.find(GuidanceAppointment, { memberId }, { limit: 1 });
  return any === undefined;
}

interface Sought {
  readonly plan: AppointmentPlan | null;
  readonly findings: readonly PluginFinding[];
}

/** The time that is asked for, or the first that is free, on which day at the latest. */
async function seek(ctx: ToolContext, input: AppointmentInput, before?: string): Promise<Sought> {
  const { managerId: memberId, id: activityId } = await managed(ctx);
  const against = (code: string, path: string): Sought => ({
    ...{ plan: null, findings: [{ code, path: [path] }] },
  });
  const adviserId =
    input.adviserId === undefined
      ? await adviserOf(ctx, memberId, activityId)
      : localId('GuidanceAdviser', input.adviserId, 'adviserId');
  const adviser = adviserId === null ? null : await ctx.store.get(GuidanceAdviser, adviserId);
  if (adviser === null) return against('guidance.no-adviser', 'adviserId');
  const mode = modeOf(adviser, input);
  if (mode === null) return against('guidance.mode-not-offered', 'mode');
  if (input.day !== undefined && input.startsAt !== undefined) {
    const starts = minutesOf(input.startsAt, 'startsAt');
    const plan = { adviserId: adviser.id, day: input.day, starts, mode };
    return { plan, findings: await bookingFindings(ctx, adviser, { ...plan, memberId }) };
  }
  if (!adviser.active) return against('guidance.adviser-inactive', 'adviserId');
  const last = addDays(ctx.today, soonDays);
  const upTo = before !== undefined && before < last ? before : last;
  const days = { from: ctx.today, upTo };
  const [first] = await freeSlots(ctx, adviser, days, { memberId, limit: 1 });
  if (first === undefined) return against('guidance.nothing-free', 'adviserId');
  const plan = { adviserId: adviser.id, day: first.day, starts: first.starts, mode };
  return { plan, findings: [] };
}

/** Within how many days the first free time is looked for. */
const soonDays = 42;

const modeOf = (adviser: GuidanceAdviser, { mode }: AppointmentInput): AppointmentMode | null => {
  const offered = [AppointmentMode.ONLINE, AppointmentMode.IN_PERSON].filter(
    (one) => placeOf(adviser, one) !== null,
  );
  return offered.find((one) => mode === undefined || one === mode) ?? null;
};
