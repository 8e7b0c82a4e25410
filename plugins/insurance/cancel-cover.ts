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
import { CoverStatus } from './codes.js';
import { InsuranceCover } from './cover.entity.js';
import { giveBack } from './insurer.providers.js';

@InputType({ description: 'A cover that is called off.' })
export class InsuranceCancelInput {
  @Field(() => ID, { description: 'The cover.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Until the insurer has confirmed it, and before its first day: afterwards it has covered. */
export async function cancelCover(
  ctx: PluginContext,
  input: InsuranceCancelInput,
): Promise<Attempted<InsuranceCover>> {
  const permission = 'insurance.write';
  const { id } = await changeable(ctx, InsuranceCover, input.id, { permission });
  return ctx.attempt({ action: 'insurance.cancel', dryRun: input.dryRun }, async (inside) => {
    const cover = await locked(inside, InsuranceCover, id);
    return {
      findings: cancelFindings(inside, cover),
      write: async () => {
        await inside.providers.cancel(id);
        return giveBack(inside, cover, CoverStatus.CANCELLED);
      },
    };
  });
}

function cancelFindings(
  { today }: PluginContext,
  { status, fromDay, stepId }: InsuranceCover,
): PluginFinding[] {
  const path = ['id'];
  if (status !== CoverStatus.REQUESTED || fromDay <= today) {
    return [{ code: 'insurance.not-now', path, values: { status } }];
  }
  // Its step waits for the insurer: the assignment is what is cancelled.
  return stepId === null ? [] : [{ code: 'insurance.of-assignment', path }];
}
