import {
  type Attempted,
  badInput,
  changeable,
  Field,
  ID,
  InputType,
  Int,
  localId,
  locked,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { AudiovisualCallSheet } from './call-sheet.entity.js';
import { minutesOf, timeOfDay } from './call-sheet-lines.js';
import { AudiovisualCrewMember } from './crew.entity.js';
import { lastOf } from './last-of.js';
import { AudiovisualCrewHours, AudiovisualProductionReport } from './production-report.entity.js';
import { AudiovisualShootingDay, ShootingDayStatus } from './shooting-day.entity.js';

@InputType({ description: 'What one of the crew worked.' })
export class AudiovisualCrewHoursInput {
  @Field(() => ID, { description: 'Who, of the crew of this production.' })
  crewMemberId: string;

  @Field(() => String, { description: 'When this person began, local time: "07:30".' })
  beganAt: string;

  @Field(() => String, { description: 'When this person ended; not after it: after midnight.' })
  endedAt: string;

  @Field(() => Int, { defaultValue: 0, description: 'Minutes of break: 0 to 720.' })
  breakMinutes: number;
}

@InputType({ description: 'The report of a shooting day; the next version when it has one.' })
export class AudiovisualReportDayInput {
  @Field(() => ID, { description: 'The shooting day, today or before.' })
  shootingDayId: string;

  @Field(() => String, { description: 'When work began, local time: "07:30".' })
  calledAt: string;

  @Field(() => String, { description: 'When it ended; not after the call: after midnight.' })
  wrappedAt: string;

  @Field(() => [String], { description: 'Numbers of the scenes that were shot: at most 100.' })
  scenesShot: string[];

  @Field(() => [AudiovisualCrewHoursInput], { description: 'Hours of the crew: at most 100.' })
  hours: AudiovisualCrewHoursInput[];

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Hands in the report of a day, which then is shot; a correction is the next version. */
export async function reportDay(
  ctx: PluginContext,
  input: AudiovisualReportDayInput,
): Promise<Attempted<AudiovisualProductionReport>> {
  const { id, activityId, productionId } = await changeable(
    ...([ctx, AudiovisualShootingDay, input.shootingDayId] as const),
    { permission: 'audiovisual.write', path: 'shootingDayId' },
  );
  const told = toldOf(input);
  const lines = await hoursOf(ctx, productionId, input.hours);
  const step = { action: 'audiovisual.report-day', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const day = await locked(inside, AudiovisualShootingDay, id);
    const before = await lastOf(inside, AudiovisualProductionReport, id);
    const sheet = await lastOf(inside, AudiovisualCallSheet, id);
    return {
      findings: [...dayFindings(inside, day), ...hourFindings(lines)],
      write: async () => {
        const version = (before?.version ?? 0) + 1;
        const row = { ...told, ...variance(told, sheet), activityId, shootingDayId: id, version };
        const report = await inside.store.insert(AudiovisualProductionReport, {
          ...{ ...row, madeAt: inside.now },
        });
        for (const line of lines) {
          await inside.store.insert(AudiovisualCrewHours, {
            ...{ ...line, reportId: report.id, day: day.day },
          });
        }
        const change = { status: ShootingDayStatus.SHOT, changedAt: inside.now };
        await inside.store.update(AudiovisualShootingDay, id, change);
        const subject = { type: 'AudiovisualShootingDay', id };
        const payload = { day: day.day, version };
        inside.emit({ type: 'audiovisual.day-reported', subject, activityId, payload });
        return report;
      },
    };
  });
}

/** A named limit of each of the two lists. */
const mostLines = 100;

function toldOf(input: AudiovisualReportDayInput) {
  for (const list of ['scenesShot', 'hours'] as const) {
    if (input[list].length > mostLines) throw badInput(`At most ${mostLines} of these.`, list);
  }
  const scenesShot = input.scenesShot.map((number, i) => text(number, `scenesShot.${i}`, 50));
  return {
    calledAt: timeOfDay(input.calledAt, 'calledAt'),
    wrappedAt: timeOfDay(input.wrappedAt, 'wrappedAt'),
    scenesShot: [...new Set(scenesShot)],
  };
}

type Told = ReturnType<typeof toldOf>;

/** What was other than on the sheet that held. */
function variance(told: Told, sheet: AudiovisualCallSheet | undefined) {
  if (sheet === undefined) {
    const unknown = { lateMinutes: null, pageEighthsShot: null, pageEighthsMissed: null };
    return { scenesMissed: [], scenesAdded: [], overMinutes: null, ...unknown };
  }
  const planned = spanOf(sheet.generalCall, sheet.estimatedWrap);
  const shot = sheet.scenes.filter(({ number }) => told.scenesShot.includes(number));
  const missed = sheet.scenes.filter(({ number }) => !told.scenesShot.includes(number));
  const onSheet = new Set(sheet.scenes.map(({ number }) => number));
  return {
    scenesMissed: missed.map(({ number }) => number),
    scenesAdded: told.scenesShot.filter((number) => !onSheet.has(number)),
    ...{ pageEighthsShot: pagesIn(shot), pageEighthsMissed: pagesIn(missed) },
    lateMinutes: lateness(sheet.generalCall, told.calledAt),
    overMinutes: spanOf(told.calledAt, told.wrappedAt) - planned,
  };
}

const pagesIn = (scenes: AudiovisualCallSheet['scenes']): number =>
  scenes.reduce((sum, { pageEighths }) => sum + pageEighths, 0);

/** By the clock on the wall, within half a day of the call: -719 to 720. */
export function lateness(call: string, began: string): number {
  const minutes = (minutesOf(began) - minutesOf(call) + 24 * 60) % (24 * 60);
  return minutes > 12 * 60 ? minutes - 24 * 60 : minutes;
}

/** Minutes from one time of day to the next such time: 1 to 1,440. */
export function spanOf(from: string, until: string): number {
  const span = minutesOf(until) - minutesOf(from);
  return span > 0 ? span : span + 24 * 60;
}

interface Line {
  readonly crewMemberId: string;
  readonly workerId: string;
  readonly beganAt: string;
  readonly endedAt: string;
  readonly breakMinutes: number;
  readonly minutes: number;
}

/** The hours of each; who is not of this crew is NOT_FOUND. */
function hoursOf(
  { store }: PluginContext,
  productionId: string,
  hours: readonly AudiovisualCrewHoursInput[],
): Promise<Line[]> {
  return Promise.all(
    hours.map(async ({ crewMemberId, breakMinutes, ...times }, i) => {
      const path = `hours.${i}`;
      const id = localId('AudiovisualCrewMember', crewMemberId, `${path}.crewMemberId`);
      const member = await store.get(AudiovisualCrewMember, id);
      if (member?.productionId !== productionId) {
        throw notFound('AudiovisualCrewMember', crewMemberId);
      }
      if (breakMinutes < 0 || breakMinutes > 720) {
        throw badInput('A break of 0 to 720 minutes is expected.', `${path}.breakMinutes`);
      }
      const beganAt = timeOfDay(times.beganAt, `${path}.beganAt`);
      const endedAt = timeOfDay(times.endedAt, `${path}.endedAt`);
      const minutes = spanOf(beganAt, endedAt) - breakMinutes;
      const { workerId } = member;
      // Who worked is forgotten years after the day; nothing is reported of it then.
      if (workerId === null) throw notFound('AudiovisualCrewMember', crewMemberId);
      return { crewMemberId: id, workerId, beganAt, endedAt, breakMinutes, minutes };
    }),
  );
}

function dayFindings(
  { today }: PluginContext,
  { day, status }: AudiovisualShootingDay,
): PluginFinding[] {
  const values = { day };
  if (status === ShootingDayStatus.CANCELLED) {
    return [{ code: 'audiovisual.day-cancelled', values }];
  }
  return day > today ? [{ code: 'audiovisual.day-not-yet', values }] : [];
}

function hourFindings(lines: readonly Line[]): PluginFinding[] {
  const seen = new Set<string>();
  return lines.flatMap(({ crewMemberId, minutes }, i) => {
    const path = ['hours', String(i)];
    const twice = seen.has(crewMemberId);
    seen.add(crewMemberId);
    return [
      ...(twice ? [{ code: 'audiovisual.hours-twice', path }] : []),
      ...(minutes < 1 ? [{ code: 'audiovisual.only-break', path }] : []),
    ];
  });
}
