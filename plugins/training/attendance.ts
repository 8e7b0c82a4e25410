import {
  type Attempted,
  CivilDate,
  Field,
  ID,
  InputType,
  localId,
  locked,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { type TrainingCourse, TrainingSession } from './course.entity.js';
import { RegistrationStatus, TrainingRegistration } from './registration.entity.js';

@InputType({ description: 'On which days somebody was there.' })
export class TrainingRecordAttendanceInput {
  @Field(() => ID, { description: 'The registration.' })
  registrationId: string;

  @Field(() => [CivilDate], { description: 'Days of the session; what is not named was missed.' })
  days: string[];

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Says on which days somebody was there, in place of what was said before. */
export async function recordAttendance(
  ctx: PluginContext,
  { registrationId, days, dryRun }: TrainingRecordAttendanceInput,
): Promise<Attempted<TrainingRegistration>> {
  ctx.require('training.manage');
  const id = localId('TrainingRegistration', registrationId, 'registrationId');
  return ctx.attempt({ action: 'training.record-attendance', dryRun }, async (inside) => {
    const { store, today } = inside;
    const registration = await locked(inside, TrainingRegistration, id);
    const session = await store.get(TrainingSession, registration.sessionId);
    const known = new Set(session?.days.map(({ day }) => day));
    const wrong = [...new Set(days)].filter((day) => !known.has(day) || day > today);
    const findings: PluginFinding[] = wrong.map((day) => ({
      ...{ code: 'training.not-a-day-of-the-session', path: ['days'], values: { day } },
    }));
    if (registration.status !== RegistrationStatus.REGISTERED) {
      findings.push({ code: 'training.has-no-seat', path: ['registrationId'] });
    }
    const attendedDays = [...new Set(days)].sort();
    return {
      findings,
      write: async () =>
        (await store.update(TrainingRegistration, id, { attendedDays })) ?? registration,
    };
  });
}

/** Minutes that were attended, and of all that there were. */
export function attended(
  { days }: Pick<TrainingSession, 'days'>,
  { attendedDays }: Pick<TrainingRegistration, 'attendedDays'>,
): { readonly there: number; readonly all: number } {
  const sum = (some: typeof days) => some.reduce((total, { minutes }) => total + minutes, 0);
  return { there: sum(days.filter(({ day }) => attendedDays.includes(day))), all: sum(days) };
}

/** Once the last day has begun, for who had a seat and was there long enough. */
export function earnsCertificate(
  { certificatePercent }: Pick<TrainingCourse, 'certificatePercent'>,
  session: TrainingSession,
  registration: TrainingRegistration,
  today: string,
): boolean {
  const { there, all } = attended(session, registration);
  return (
    registration.status === RegistrationStatus.REGISTERED &&
    session.lastDay <= today &&
    there > 0 &&
    there * 100 >= all * certificatePercent
  );
}
