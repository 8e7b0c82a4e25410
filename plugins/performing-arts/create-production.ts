import {
  type Attempted,
  count,
  Field,
  ID,
  InputType,
  Int,
  localId,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { activityFindings } from './describe-activity.js';
import { PerformingArtsProduction } from './production.entity.js';

@InputType({ description: 'A new production.' })
export class PerformingArtsCreateProductionInput {
  @Field(() => ID, { description: 'The activity that makes it.' })
  activityId: string;

  @Field(() => String, { description: 'The title on the poster, at most 200 characters.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'Who wrote, composed or choreographed it.' })
  authors?: string | null;

  @Field(() => Int, { nullable: true, description: 'How long it plays, in minutes: 1 to 1440.' })
  durationMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many people travel with it: 1 to 1000.' })
  peopleOnTour?: number | null;
}

export async function createProduction(
  ctx: PluginContext,
  input: PerformingArtsCreateProductionInput,
): Promise<Attempted<PerformingArtsProduction>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  await ctx.core.require('Activity', activityId, 'performing-arts.write');
  const row = {
    activityId,
    title: text(input.title, 'title'),
    authors: text(input.authors ?? null, 'authors', 500),
    durationMinutes: count(input.durationMinutes ?? null, 'durationMinutes', 1_440),
    peopleOnTour: count(input.peopleOnTour ?? null, 'peopleOnTour', 1_000),
    changedAt: ctx.now,
  };
  return ctx.attempt({ action: 'performing-arts.create-production' }, async (inside) => ({
    findings: await activityFindings(inside, activityId),
    write: () => inside.store.insert(PerformingArtsProduction, row),
  }));
}
