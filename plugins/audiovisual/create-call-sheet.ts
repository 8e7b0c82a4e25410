import {
  type Attempted,
  addDays,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { AudiovisualCallSheet } from './call-sheet.entity.js';
import {
  Call,
  CrewContact,
  linesOf,
  minutesOf,
  Performer,
  Scene,
  timeOfDay,
} from './call-sheet-lines.js';
import { plannedFindings } from './cancel-shooting-day.js';
import { activityFindings } from './create-production.js';
import { AudiovisualEquipment, EquipmentOwner } from './equipment.entity.js';
import { lastOf } from './last-of.js';
import { AudiovisualShootingDay, ShootingDayStatus } from './shooting-day.entity.js';

@InputType({ description: 'The call sheet of a shooting day; the next version when it has one.' })
export class AudiovisualCreateCallSheetInput {
  @Field(() => ID, { description: 'The shooting day.' })
  shootingDayId: string;

  @Field(() => String, { description: 'When everybody is there, local time: "07:30".' })
  generalCall: string;

  @Field(() => String, { description: 'When it is to end; before the call: after midnight.' })
  estimatedWrap: string;

  @Field(() => String, { nullable: true, description: 'When the sun rises.' })
  sunrise?: string | null;

  @Field(() => String, { nullable: true, description: 'When the sun sets.' })
  sunset?: string | null;

  @Field(() => String, { description: 'Where the unit gathers.' })
  unitBase: string;

  @Field(() => String, { description: 'The nearest hospital with emergency care.' })
  nearestHospital: string;

  @Field(() => String, { nullable: true, description: 'The police of the place.' })
  police?: string | null;

  @Field(() => String, { nullable: true, description: 'Where to park.' })
  parking?: string | null;

  @Field(() => String, { nullable: true, description: 'The weather that is foreseen.' })
  weather?: string | null;

  @Field(() => String, { nullable: true, description: 'When and where is eaten.' })
  meals?: string | null;

  @Field(() => String, { nullable: true, description: 'How people and goods get there.' })
  transport?: string | null;

  @Field(() => String, { nullable: true, description: 'What is needed.' })
  equipment?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The firms that it is from; absent: those on the equipment list of the production.',
  })
  rentalHouse?: string | null;

  @Field(() => [Scene], { description: 'The scenes, in the order of shooting: 1 to 100.' })
  scenes: Scene[];

  @Field(() => [Call], { defaultValue: [], description: 'Calls that differ: at most 50.' })
  calls: Call[];

  @Field(() => [Performer], { defaultValue: [], description: 'The cast: at most 200.' })
  performers: Performer[];

  @Field(() => [CrewContact], { defaultValue: [], description: 'Whom to reach: at most 50.' })
  contacts: CrewContact[];

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Makes the next version of a day's call sheet; those before it stay as they were handed out. */
export async function createCallSheet(
  ctx: PluginContext,
  input: AudiovisualCreateCallSheetInput,
): Promise<Attempted<AudiovisualCallSheet>> {
  const { id, activityId } = await changeable(ctx, AudiovisualShootingDay, input.shootingDayId, {
    permission: 'audiovisual.write',
    path: 'shootingDayId',
  });
  const sheet = sheetOf(input);
  const step = { action: 'audiovisual.create-call-sheet', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const closed = await activityFindings(inside, activityId);
    // Held: of two who make a sheet at once, the second makes the next version.
    const day = await locked(inside, AudiovisualShootingDay, id);
    const last = await lastOf(inside, AudiovisualCallSheet, id);
    return {
      findings: [
        ...closed,
        ...plannedFindings(day),
        ...contentFindings(inside, day, sheet),
        ...(await restFindings(inside, day, sheet.generalCall)),
      ],
      write: async () => {
        const version = (last?.version ?? 0) + 1;
        const rentalHouse = sheet.rentalHouse ?? (await firmsOf(inside, day));
        const row = { ...sheet, rentalHouse, activityId, shootingDayId: id, version };
        const made = await inside.store.insert(AudiovisualCallSheet, {
          ...row,
          madeAt: inside.now,
        });
        const subject = { type: 'AudiovisualCallSheet', id: made.id };
        const payload = { day: day.day, version };
        inside.emit({ type: 'audiovisual.call-sheet-created', subject, activityId, payload });
        return made;
      },
    };
  });
}

/** As listed now: a sheet that was handed out never changes. */
async function firmsOf(
  { store }: PluginContext,
  { productionId }: AudiovisualShootingDay,
): Promise<string | null> {
  const rented = { productionId, owner: EquipmentOwner.RENTAL };
  const listed = await store.find(AudiovisualEquipment, rented);
  const firms = new Set(listed.flatMap(({ rentalFirm }) => rentalFirm ?? []));
  return firms.size === 0 ? null : [...firms].toSorted().join(', ').slice(0, 300);
}

function sheetOf(input: AudiovisualCreateCallSheetInput) {
  const optional = (name: 'police' | 'parking' | 'weather' | 'meals' | 'transport') =>
    text(input[name] ?? null, name, 300);
  return {
    generalCall: timeOfDay(input.generalCall, 'generalCall'),
    estimatedWrap: timeOfDay(input.estimatedWrap, 'estimatedWrap'),
    sunrise: timeOfDay(input.sunrise ?? null, 'sunrise'),
    sunset: timeOfDay(input.sunset ?? null, 'sunset'),
    unitBase: text(input.unitBase, 'unitBase', 300),
    nearestHospital: text(input.nearestHospital, 'nearestHospital', 300),
    police: optional('police'),
    parking: optional('parking'),
    weather: optional('weather'),
    meals: optional('meals'),
    transport: optional('transport'),
    equipment: text(input.equipment ?? null, 'equipment', 1_000),
    rentalHouse: text(input.rentalHouse ?? null, 'rentalHouse', 300),
    scenes: linesOf(input.scenes, 'scenes'),
    calls: linesOf(input.calls, 'calls'),
    performers: linesOf(input.performers, 'performers'),
    contacts: linesOf(input.contacts, 'contacts'),
  };
}

type Sheet = ReturnType<typeof sheetOf>;

function contentFindings(
  { today }: PluginContext,
  { day }: AudiovisualShootingDay,
  { scenes, generalCall, estimatedWrap }: Sheet,
): PluginFinding[] {
  const found: PluginFinding[] = [];
  if (day < today) found.push({ code: 'audiovisual.day-in-the-past', values: { day } });
  if (scenes.length === 0) found.push({ code: 'audiovisual.no-scenes', path: ['scenes'] });
  if (generalCall === estimatedWrap) {
    found.push({ code: 'audiovisual.wrap-at-call', path: ['estimatedWrap'] });
  }
  const seen = new Set<string>();
  for (const [i, { number }] of scenes.entries()) {
    const path = ['scenes', String(i), 'number'];
    const values = { number };
    if (seen.has(number)) found.push({ code: 'audiovisual.scene-twice', path, values });
    seen.add(number);
  }
  return found;
}

/**
 * Eleven hours of rest in each 24 (Labour Act of 16 March 1971, art. 38ter), seen from the sheet of
 * the day before. A warning: who worked then may be others, and the law knows exceptions.
 */
async function restFindings(
  inside: PluginContext,
  { productionId, day }: AudiovisualShootingDay,
  generalCall: string,
): Promise<PluginFinding[]> {
  const [before] = await inside.store.find(AudiovisualShootingDay, {
    ...{ productionId, day: addDays(day, -1) },
    status: { in: [ShootingDayStatus.PLANNED, ShootingDayStatus.SHOT] },
  });
  const sheet =
    before === undefined ? undefined : await lastOf(inside, AudiovisualCallSheet, before.id);
  if (sheet === undefined) return [];
  const rest = restMinutes(sheet, generalCall);
  if (rest >= restBetweenDays) return [];
  const values = { hours: (rest / 60).toFixed(1), least: restBetweenDays / 60 };
  const code = 'audiovisual.rest-too-short';
  return [{ code, path: ['generalCall'], values, severity: 'WARNING' }];
}

const restBetweenDays = 11 * 60;

/** From the wrap of one day to the call of the next, by the clock on the wall; may be negative. */
export function restMinutes(
  before: Pick<AudiovisualCallSheet, 'generalCall' | 'estimatedWrap'>,
  nextCall: string,
): number {
  const wrap = minutesOf(before.estimatedWrap);
  const pastMidnight = wrap <= minutesOf(before.generalCall);
  return minutesOf(nextCall) + (pastMidnight ? 0 : 24 * 60) - wrap;
}
