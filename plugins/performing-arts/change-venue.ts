import {
  type Attempted,
  CountryCode,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { PerformingArtsVenueFactsInput, venueFactsOf } from './create-venue.js';
import { activityFindings } from './describe-activity.js';
import { PerformingArtsVenue } from './venue.entity.js';

@InputType({ description: 'What is to be changed of a venue; what is absent stays.' })
export class PerformingArtsChangeVenueInput extends PerformingArtsVenueFactsInput {
  @Field(() => ID, { description: 'The venue.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'What it is called from now on.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Town or city.' })
  city?: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Country.' })
  country?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Day sheets say what holds when they are fetched; a signed contract is kept as it was. */
export async function changeVenue(
  ctx: PluginContext,
  input: PerformingArtsChangeVenueInput,
): Promise<Attempted<PerformingArtsVenue>> {
  const permission = 'performing-arts.write';
  const { id, activityId } = await changeable(ctx, PerformingArtsVenue, input.id, { permission });
  const { name, city, country } = input;
  const change = {
    ...venueFactsOf(input),
    ...(name == null ? {} : { name: text(name, 'name') }),
    ...(city == null ? {} : { city: text(city, 'city') }),
    ...(country == null ? {} : { country }),
  };
  const step = { action: 'performing-arts.change-venue', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const closed = await activityFindings(inside, activityId);
    const venue = await locked(inside, PerformingArtsVenue, id);
    return {
      findings: closed,
      write: async () => (await inside.store.update(PerformingArtsVenue, id, change)) ?? venue,
    };
  });
}
