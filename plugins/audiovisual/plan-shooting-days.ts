import {
  type Attempted,
  badInput,
  CivilDate,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
  text,
} from 'gezel/sdk';
import { activityFindings } from './create-production.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualShootingDay, ShootingDayStatus } from './shooting-day.entity.js';

@InputType({ description: 'One day to shoot.' })
export class AudiovisualShootingDayInput {
  @Field(() => CivilDate, { description: 'The day, today or later.' })
  day: string;

  @Field(() => String, { description: 'Where is shot, at most 300 characters.' })
  location: string;
}

@InputType({ description: 'Shooting days that are planned together or not at all.' })
export class AudiovisualPlanShootingDaysInput {
  @Field(() => ID, { description: 'The production.' })
  productionId: string;

  @Field(() => [AudiovisualShootingDayInput], { description: 'The days, 1 to 100.' })
  days: AudiovisualShootingDayInput[];

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Plans every day, numbered after those that are there, or none with all that stands in the way. */
export async function planShootingDays(
  ctx: PluginContext,
  input: AudiovisualPlanShootingDaysInput,
): Promise<Attempted<AudiovisualShootingDay[]>> {
  const { days } = input;
  if (days.length < 1 || days.length > mostDays) {
    throw badInput(`From 1 to ${mostDays} days are planned at once.`, 'days');
  }
  for (const [i, { location }] of days.entries()) text(location, `days.${i}.location`, 300);
  const { id, activityId } = await changeable(ctx, AudiovisualProduction, input.productionId, {
    permission: 'audiovisual.write',
    path: 'productionId',
  });
  const about = { type: 'AudiovisualProduction', id };
  const step = { action: 'audiovisual.plan-shooting-days', about, dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const closed = await activityFindings(inside, activityId);
    // Held, so that of two who plan at once the second sees the numbers of the first.
    const production = await locked(inside, AudiovisualProduction, id);
    const first = await nextNumber(inside.store, id);
    return {
      findings: [...closed, ...(await dayFindings(inside, production, days))],
      write: () => insertAll(inside, { activityId, productionId: id }, days, first),
    };
  });
}

/** A named limit: one mutation, one list. */
const mostDays = 100;

/** The number after that of the production's last day, cancelled or not. */
export async function nextNumber(store: PluginStore, productionId: string): Promise<number> {
  const orderBy = { property: 'number', direction: 'desc' } as const;
  const [last] = await store.find(AudiovisualShootingDay, { productionId }, { orderBy, limit: 1 });
  return (last?.number ?? 0) + 1;
}

/** What stands against these days of a production, or of one that is still to be made. */
export async function dayFindings(
  { store, today }: PluginContext,
  production: Pick<AudiovisualProduction, 'id' | 'plannedDays'> | null,
  days: readonly AudiovisualShootingDayInput[],
): Promise<PluginFinding[]> {
  const standing =
    production === null
      ? []
      : await store.find(AudiovisualShootingDay, {
          ...{ productionId: production.id, day: { in: days.map(({ day }) => day) } },
          status: { in: [ShootingDayStatus.PLANNED, ShootingDayStatus.SHOT] },
        });
  const taken = new Set(standing.map(({ day }) => day));
  const found: PluginFinding[] = days.flatMap(({ day }, i) => {
    const path = ['days', String(i), 'day'];
    const codes = [
      ...(day < today ? ['audiovisual.day-in-the-past'] : []),
      ...(taken.has(day) ? ['audiovisual.day-taken'] : []),
    ];
    taken.add(day);
    return codes.map((code) => ({ code, path, values: { day } }));
  });
  if (production === null) return found;
  const { id, plannedDays } = production;
  return [...found, ...(await tooMany(store, id, plannedDays, days.length))];
}

/** More days than were planned is a fact to look at, not a mistake. */
async function tooMany(
  store: PluginContext['store'],
  productionId: string,
  plannedDays: number | null,
  more: number,
): Promise<PluginFinding[]> {
  if (plannedDays === null) return [];
  const live = { in: [ShootingDayStatus.PLANNED, ShootingDayStatus.SHOT] };
  // The list is bounded, so the question is whether the one that would be too many exists.
  const room = plannedDays - more;
  const code = 'audiovisual.more-days-than-planned';
  const finding = { code, path: ['days'], values: { plannedDays }, severity: 'WARNING' } as const;
  if (room < 0) return [finding];
  const there = await countUpTo(store, { productionId, status: live }, room + 1);
  return there > room ? [finding] : [];
}

/** How many rows there are, but no more than the limit; read in pieces by their number. */
async function countUpTo(
  store: PluginContext['store'],
  where: { readonly productionId: string; readonly status: { readonly in: ShootingDayStatus[] } },
  limit: number,
): Promise<number> {
  let counted = 0;
  let after = 0;
  while (counted < limit) {
    const some = await store.find(
      AudiovisualShootingDay,
      { ...where, number: { after } },
      { orderBy: { property: 'number', direction: 'asc' } },
    );
    counted += some.length;
    if (some.length < 100) break;
    after = some.at(-1)?.number ?? after;
  }
  return counted;
}

async function insertAll(
  { store, now }: PluginContext,
  of: { readonly activityId: string; readonly productionId: string },
  days: readonly AudiovisualShootingDayInput[],
  first: number,
): Promise<AudiovisualShootingDay[]> {
  const made: AudiovisualShootingDay[] = [];
  const status = ShootingDayStatus.PLANNED;
  for (const [i, { day, location }] of days.entries()) {
    const row = { ...of, number: first + i, day, location, status, changedAt: now };
    made.push(await store.insert(AudiovisualShootingDay, row));
  }
  return made;
}
