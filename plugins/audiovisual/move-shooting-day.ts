import {
  type Attempted,
  CivilDate,
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
import { plannedFindings } from './cancel-shooting-day.js';
import { lastOf } from './last-of.js';
import { dayFindings } from './plan-shooting-days.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualShootingDay } from './shooting-day.entity.js';

@InputType({ description: 'A planned shooting day on another day or at another place.' })
export class AudiovisualMoveShootingDayInput {
  @Field(() => ID, { description: 'The shooting day.' })
  id: string;

  @Field(() => CivilDate, { nullable: true, description: 'The new day; the same when absent.' })
  day?: string | null;

  @Field(() => String, { nullable: true, description: 'The new place; the same when absent.' })
  location?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Moves a planned day; warns when a call sheet of it is out that says otherwise. */
export async function moveShootingDay(
  ctx: PluginContext,
  input: AudiovisualMoveShootingDayInput,
): Promise<Attempted<AudiovisualShootingDay>> {
  const permission = 'audiovisual.write';
  const found = await changeable(ctx, AudiovisualShootingDay, input.id, { permission });
  const { id, productionId } = found;
  const place = text(input.location ?? null, 'location', 300);
  const step = { action: 'audiovisual.move-shooting-day', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const production = await locked(inside, AudiovisualProduction, productionId);
    const held = await locked(inside, AudiovisualShootingDay, id);
    const [day, location] = [input.day ?? held.day, place ?? held.location];
    const moved =
      day === held.day ? [] : await dayFindings(inside, production, [{ day, location }]);
    const sheet = await lastOf(inside, AudiovisualCallSheet, id);
    const out: PluginFinding = {
      ...{ code: 'audiovisual.call-sheet-out', path: ['id'], severity: 'WARNING' },
      values: { day: held.day },
    };
    return {
      findings: [
        ...plannedFindings(held),
        ...moved
          .filter(({ severity }) => severity !== 'WARNING')
          .map((finding) => ({ ...finding, path: ['day'] })),
        ...(sheet === undefined ? [] : [out]),
      ],
      write: async () => {
        const change = { day, location, changedAt: inside.now };
        return (await inside.store.update(AudiovisualShootingDay, id, change)) ?? held;
      },
    };
  });
}
