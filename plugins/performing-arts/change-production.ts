import {
  type Attempted,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { factsOf, PerformingArtsProductionFactsInput } from './create-production.js';
import { activityFindings } from './describe-activity.js';
import { PerformingArtsProduction } from './production.entity.js';

@InputType({ description: 'What is to be changed of a production; what is absent stays.' })
export class PerformingArtsChangeProductionInput extends PerformingArtsProductionFactsInput {
  @Field(() => ID, { description: 'The production.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'Its title from now on.' })
  title?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** What was agreed, declared or insured of it before keeps what it said. */
export async function changeProduction(
  ctx: PluginContext,
  input: PerformingArtsChangeProductionInput,
): Promise<Attempted<PerformingArtsProduction>> {
  const permission = 'performing-arts.write';
  const found = await changeable(ctx, PerformingArtsProduction, input.id, { permission });
  const { id, activityId } = found;
  const { currency } = await ctx.core.require('Activity', activityId, permission);
  const title = input.title == null ? {} : { title: text(input.title, 'title') };
  const change = { ...factsOf(input, currency), ...title };
  const step = { action: 'performing-arts.change-production', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const closed = await activityFindings(inside, activityId);
    const production = await locked(inside, PerformingArtsProduction, id);
    const row = { ...change, changedAt: inside.now };
    return {
      findings: closed,
      write: async () =>
        (await inside.store.update(PerformingArtsProduction, id, row)) ?? production,
    };
  });
}
