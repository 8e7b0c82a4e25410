import {
  type Attempted,
  badInput,
  CivilDate,
  Currency,
  code,
  count,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  localId,
  locked,
  minorOf,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import {
  CourseStatus,
  SessionStatus,
  TrainingCourse,
  TrainingSession,
  VatExemption,
} from './course.entity.js';
import { giveBack } from './register.js';
import { RegistrationStatus, TrainingRegistration } from './registration.entity.js';

@InputType({ description: 'A course to prepare.' })
export class TrainingDraftCourseInput {
  @Field(() => String, { description: 'What it is called.' })
  title: string;

  @Field(() => String, { description: 'What one learns: at most 2,000 characters.' })
  goal: string;

  @Field(() => String, { description: 'Which organisation gives it, as on the certificate.' })
  givenBy: string;

  @Field(() => String, { description: 'Code of its topic, e.g. "bookkeeping".' })
  topic: string;

  @Field(() => VatExemption, { nullable: true, description: 'Needed before it is published.' })
  vatExemption?: VatExemption | null;

  @Field(() => Int, {
    description: 'Percent of the minutes to attend for a certificate: 1 to 100.',
  })
  certificatePercent: number;
}

export async function draftCourse(
  ctx: PluginContext,
  input: TrainingDraftCourseInput,
): Promise<Attempted<TrainingCourse>> {
  ctx.require('training.manage');
  const row = {
    title: text(input.title, 'title'),
    goal: text(input.goal, 'goal', 2_000),
    givenBy: text(input.givenBy, 'givenBy'),
    topic: code(input.topic, 'topic'),
    certificatePercent: count(input.certificatePercent, 'certificatePercent', 100),
    ...{ vatExemption: input.vatExemption ?? null, status: CourseStatus.DRAFT },
  };
  return ctx.attempt({ action: 'training.draft-course' }, async ({ store }) => ({
    findings: [],
    write: () => store.insert(TrainingCourse, row),
  }));
}

@InputType({ description: 'A step of a course.' })
export class TrainingCourseStepInput {
  @Field(() => ID, { description: 'The course.' })
  id: string;

  @Field(() => VatExemption, { nullable: true, description: 'Decides it when publishing.' })
  vatExemption?: VatExemption | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** draft → published, once its VAT is decided. */
export const publishCourse = (ctx: PluginContext, input: TrainingCourseStepInput) =>
  stepOfCourse(ctx, input, 'training.publish-course', async ({ store }, course) => {
    const vatExemption = input.vatExemption ?? course.vatExemption;
    const findings = isNot([CourseStatus.DRAFT], course);
    if (vatExemption === null) {
      findings.push({ code: 'training.vat-undecided', path: ['vatExemption'] });
    }
    const change = { status: CourseStatus.PUBLISHED, vatExemption };
    return { findings, write: () => store.update(TrainingCourse, course.id, change) };
  });

/** draft or published → cancelled, once none of its sessions is still to come. */
export const cancelCourse = (ctx: PluginContext, input: TrainingCourseStepInput) =>
  stepOfCourse(ctx, input, 'training.cancel-course', async ({ store, today }, course) => {
    const findings = isNot([CourseStatus.DRAFT, CourseStatus.PUBLISHED], course);
    const coming = { status: SessionStatus.OPEN, lastDay: { from: today } };
    const [session] = await store.listBy(TrainingSession, 'courseId', course.id, {
      ...{ where: coming, limit: 1 },
    });
    if (session !== undefined) {
      const values = { day: session.firstDay };
      findings.push({ code: 'training.sessions-to-come', path: ['id'], values });
    }
    const change = { status: CourseStatus.CANCELLED };
    return { findings, write: () => store.update(TrainingCourse, course.id, change) };
  });

function stepOfCourse(
  ctx: PluginContext,
  { id: globalId, dryRun }: TrainingCourseStepInput,
  action: string,
  judge: (
    inside: PluginContext,
    course: TrainingCourse,
  ) => Promise<{ findings: PluginFinding[]; write(): Promise<TrainingCourse | null> }>,
): Promise<Attempted<TrainingCourse>> {
  ctx.require('training.manage');
  const id = localId('TrainingCourse', globalId);
  return ctx.attempt({ action, dryRun }, async (inside) => {
    const course = await locked(inside, TrainingCourse, id);
    const { findings, write } = await judge(inside, course);
    return { findings, write: async () => (await write()) ?? course };
  });
}

function isNot(expected: readonly CourseStatus[], { status }: TrainingCourse): PluginFinding[] {
  if (expected.includes(status)) return [];
  return [{ code: `training.course-is-${status.toLowerCase()}`, path: ['id'] }];
}

@InputType({ description: 'A day of a session.' })
export class TrainingDayInput {
  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Field(() => String, { description: 'When it begins, e.g. "09:30".' })
  startsAt: string;

  @Field(() => Int, { description: 'How long it is, in minutes: 1 to 720.' })
  minutes: number;
}

@InputType({ description: 'A session of a course.' })
export class TrainingAddSessionInput {
  @Field(() => ID, { description: 'The course, which is published.' })
  courseId: string;

  @Field(() => String, { description: 'Where.' })
  place: string;

  @Field(() => String, { nullable: true, description: 'Who teaches, if that is known.' })
  trainerName?: string | null;

  @Field(() => [TrainingDayInput], { description: 'Its days: 1 to 40, none twice.' })
  days: TrainingDayInput[];

  @Field(() => Int, { description: 'How many can take part: 1 to 100.' })
  seats: number;

  @Field(() => Decimal, { description: 'What one seat costs; 0: nothing.' })
  price: string;

  @Field(() => Currency, { description: 'The currency of the price.' })
  currency: string;
}

export async function addSession(
  ctx: PluginContext,
  input: TrainingAddSessionInput,
): Promise<Attempted<TrainingSession>> {
  ctx.require('training.manage');
  const courseId = localId('TrainingCourse', input.courseId, 'courseId');
  const priceMinor = minorOf(input.price, input.currency, 'price');
  if (priceMinor < 0n) throw badInput('A seat costs nothing or more.', 'price');
  const days = daysOf(input.days);
  const row = {
    ...{ courseId, days, priceMinor, currency: input.currency, status: SessionStatus.OPEN },
    ...{ firstDay: days[0]?.day as string, lastDay: days.at(-1)?.day as string },
    place: text(input.place, 'place'),
    trainerName: text(input.trainerName ?? null, 'trainerName'),
    seats: count(input.seats, 'seats', 100),
  };
  return ctx.attempt({ action: 'training.add-session' }, async (inside) => {
    const { store, today } = inside;
    const findings = isNot(
      [CourseStatus.PUBLISHED],
      await locked(inside, TrainingCourse, courseId),
    );
    if (row.firstDay < today) {
      const values = { day: row.firstDay };
      findings.push({ code: 'training.day-has-passed', path: ['days', '0'], values });
    }
    return { findings, write: () => store.insert(TrainingSession, row) };
  });
}

function daysOf(asked: readonly TrainingDayInput[]) {
  if (asked.length < 1 || asked.length > 40) throw badInput('From 1 to 40 days.', 'days');
  const days = asked.map(({ day, startsAt, minutes }, i) => {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(startsAt)) {
      throw badInput(`"${startsAt}" is not a time such as "09:30".`, `days.${i}.startsAt`);
    }
    return { day, startsAt, minutes: count(minutes, `days.${i}.minutes`, 720) };
  });
  if (new Set(days.map(({ day }) => day)).size < days.length) {
    throw badInput('A day stands twice.', 'days');
  }
  return days.sort((a, b) => (a.day < b.day ? -1 : 1));
}

@InputType({ description: 'A session that does not take place.' })
export class TrainingCancelSessionInput {
  @Field(() => ID, { description: 'The session.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Before its last day has passed: everybody gets back what was paid. */
export async function cancelSession(
  ctx: PluginContext,
  { id: globalId, dryRun }: TrainingCancelSessionInput,
): Promise<Attempted<TrainingSession>> {
  ctx.require('training.manage');
  const id = localId('TrainingSession', globalId);
  return ctx.attempt({ action: 'training.cancel-session', dryRun }, async (inside) => {
    const { store, today, emit } = inside;
    const session = await locked(inside, TrainingSession, id);
    const findings: PluginFinding[] = [];
    if (session.status === SessionStatus.CANCELLED) {
      findings.push({ code: 'training.session-cancelled', path: ['id'] });
    } else if (session.lastDay < today) {
      findings.push({
        code: 'training.day-has-passed',
        path: ['id'],
        values: { day: session.lastDay },
      });
    }
    return {
      findings,
      write: async () => {
        const there = { in: [RegistrationStatus.REGISTERED, RegistrationStatus.WAITING] };
        for (;;) {
          const where = { sessionId: id, status: there };
          // Who is cancelled is not found again.
          const some = await store.find(TrainingRegistration, where);
          for (const one of some) await giveBack(inside, one);
          if (some.length < 100) break;
        }
        emit({ type: 'training.session-cancelled', subject: { type: 'TrainingSession', id } });
        const change = { status: SessionStatus.CANCELLED };
        return (await store.update(TrainingSession, id, change)) ?? session;
      },
    };
  });
}
