import {
  type Attempted,
  badInput,
  code,
  count,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  localId,
  minorOf,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { activityFindings } from './describe-activity.js';
import { PerformingArtsProduction } from './production.entity.js';

/** What can be known of a show besides its title. */
@InputType({ description: 'What is known of a production.' })
export class PerformingArtsProductionFactsInput {
  @Field(() => String, { nullable: true, description: 'Who wrote, composed or choreographed it.' })
  authors?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of its discipline, e.g. "dance", where it is not that of the activity.',
  })
  discipline?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who plays in it, and which part; at most 4000 characters.',
  })
  castList?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Before how many people it can be played: 1 to 1000000.',
  })
  audienceCapacity?: number | null;

  @Field(() => Int, { nullable: true, description: 'How long it plays, in minutes: 1 to 1440.' })
  durationMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many people travel with it: 1 to 1000.' })
  peopleOnTour?: number | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What travels with it is worth so much, in the activity’s currency.',
  })
  valueOnTour?: string | null;
}

@InputType({ description: 'A new production.' })
export class PerformingArtsCreateProductionInput extends PerformingArtsProductionFactsInput {
  @Field(() => ID, { description: 'The activity that makes it.' })
  activityId: string;

  @Field(() => String, { description: 'The title on the poster, at most 200 characters.' })
  title: string;
}

export async function createProduction(
  ctx: PluginContext,
  input: PerformingArtsCreateProductionInput,
): Promise<Attempted<PerformingArtsProduction>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.require('Activity', activityId, 'performing-arts.write');
  const row = { activityId, title: text(input.title, 'title'), changedAt: ctx.now };
  const facts = { ...nothing, ...factsOf(input, currency) };
  return ctx.attempt({ action: 'performing-arts.create-production' }, async (inside) => ({
    findings: await activityFindings(inside, activityId),
    write: () => inside.store.insert(PerformingArtsProduction, { ...row, ...facts }),
  }));
}

const nothing = {
  ...{ authors: null, discipline: null, castList: null, audienceCapacity: null },
  ...{ durationMinutes: null, peopleOnTour: null, valueOnTourMinor: null, currency: null },
};

/** Only what was said, null included: what is absent says nothing. */
export function factsOf(
  input: PerformingArtsProductionFactsInput,
  currency: string,
): Partial<typeof nothing> {
  const { discipline, valueOnTour } = input;
  const said = {
    authors: text(input.authors, 'authors', 500),
    discipline: discipline == null ? discipline : code(discipline, 'discipline'),
    castList: text(input.castList, 'castList', 4_000),
    audienceCapacity: count(input.audienceCapacity, 'audienceCapacity', 1_000_000),
    durationMinutes: count(input.durationMinutes, 'durationMinutes', 1_440),
    peopleOnTour: count(input.peopleOnTour, 'peopleOnTour', 1_000),
    ...(valueOnTour === undefined ? {} : worthOf(valueOnTour, currency)),
  };
  return Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== undefined),
  ) as Partial<typeof nothing>;
}

function worthOf(value: string | null, currency: string) {
  if (value === null) return { valueOnTourMinor: null, currency: null };
  const valueOnTourMinor = minorOf(value, currency, 'valueOnTour');
  if (valueOnTourMinor <= 0n) throw badInput('The value is more than nothing.', 'valueOnTour');
  return { valueOnTourMinor, currency };
}
