import {
  type Attempted,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  type PluginContext,
} from 'gezel/sdk';
import { AudiovisualSpend, TaxShelterEligibility } from './spend.entity.js';

@InputType({ description: 'How a line of cost counts after all.' })
export class AudiovisualClassifySpendInput {
  @Field(() => ID, { description: 'The line of cost.' })
  id: string;

  @Field(() => TaxShelterEligibility, { description: 'How it counts for the tax shelter.' })
  eligibility: TaxShelterEligibility;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'A line of cost that should not be there.' })
export class AudiovisualRemoveSpendInput {
  @Field(() => ID, { description: 'The line of cost.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Counts a line otherwise; the audit line keeps who decided it. */
export async function classifySpend(
  ctx: PluginContext,
  { id: globalId, eligibility, dryRun }: AudiovisualClassifySpendInput,
): Promise<Attempted<AudiovisualSpend>> {
  const { id } = await changeable(ctx, AudiovisualSpend, globalId, { permission });
  return ctx.attempt({ action: 'audiovisual.classify-spend', dryRun }, async (inside) => {
    const line = await locked(inside, AudiovisualSpend, id);
    const write = async () =>
      (await inside.store.update(AudiovisualSpend, id, { eligibility })) ?? line;
    return { findings: [], write };
  });
}

/** Takes a line away, which frees its document to be recorded rightly. */
export async function removeSpend(
  ctx: PluginContext,
  { id: globalId, dryRun }: AudiovisualRemoveSpendInput,
): Promise<Attempted<AudiovisualSpend>> {
  const { id } = await changeable(ctx, AudiovisualSpend, globalId, { permission });
  return ctx.attempt({ action: 'audiovisual.remove-spend', dryRun }, async (inside) => {
    const line = await locked(inside, AudiovisualSpend, id);
    const write = async () => {
      await inside.store.remove(AudiovisualSpend, id);
      return line;
    };
    return { findings: [], write };
  });
}

const permission = 'audiovisual.write';
