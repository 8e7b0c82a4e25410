import {
  type Attempted,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { AudiovisualShootingDay, ShootingDayStatus } from './shooting-day.entity.js';

@InputType({ description: 'A shooting day that does not take place.' })
export class AudiovisualCancelShootingDayInput {
  @Field(() => ID, { description: 'The shooting day.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

export async function cancelShootingDay(
  ctx: PluginContext,
  input: AudiovisualCancelShootingDayInput,
): Promise<Attempted<AudiovisualShootingDay>> {
  const permission = 'audiovisual.write';
  const { id } = await changeable(ctx, AudiovisualShootingDay, input.id, { permission });
  const step = { action: 'audiovisual.cancel-shooting-day', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const day = await locked(inside, AudiovisualShootingDay, id);
    return {
      findings: plannedFindings(day),
      write: async () => {
        const subject = { type: 'AudiovisualShootingDay', id };
        const { activityId } = day;
        inside.emit({ type: 'audiovisual.shooting-day-cancelled', subject, activityId });
        const change = { status: ShootingDayStatus.CANCELLED, changedAt: inside.now };
        return (await inside.store.update(AudiovisualShootingDay, id, change)) ?? day;
      },
    };
  });
}

/** What is shot or cancelled stays so. */
export function plannedFindings({ day, status }: AudiovisualShootingDay): PluginFinding[] {
  if (status === ShootingDayStatus.PLANNED) return [];
  const values = { day };
  if (status === ShootingDayStatus.SHOT) return [{ code: 'audiovisual.day-shot', values }];
  return [{ code: 'audiovisual.day-cancelled', values }];
}
