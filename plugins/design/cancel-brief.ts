import {
  type Attempted,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  type PluginContext,
} from 'gezel/sdk';
import { BriefStatus, DesignBrief } from './brief.entity.js';

@InputType({ description: 'A brief that is not worked on any more.' })
export class DesignCancelBriefInput {
  @Field(() => ID, { description: 'The brief.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Gives a brief up; what was delivered of it, and its licences, stay as they are. */
export async function cancelBrief(
  ctx: PluginContext,
  input: DesignCancelBriefInput,
): Promise<Attempted<DesignBrief>> {
  const permission = 'design.write';
  const { id } = await changeable(ctx, DesignBrief, input.id, { permission });
  const step = { action: 'design.cancel-brief', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const brief = await locked(inside, DesignBrief, id);
    const open = brief.status === BriefStatus.OPEN;
    return {
      findings: open ? [] : [{ code: 'design.brief-ended', path: ['id'] }],
      write: async () => {
        const subject = { type: 'DesignBrief', id };
        const { activityId } = brief;
        inside.emit({ type: 'design.brief-cancelled', subject, activityId });
        const change = { status: BriefStatus.CANCELLED, changedAt: inside.now };
        return (await inside.store.update(DesignBrief, id, change)) ?? brief;
      },
    };
  });
}
