import {
  type Attempted,
  CountryCode,
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
import { PerformingArtsVenue } from './venue.entity.js';

/** What can be known of a place besides its name and where it is. */
@InputType({ description: 'What is known of a venue.' })
export class PerformingArtsVenueFactsInput {
  @Field(() => Int, { nullable: true, description: 'Seats or standing places: 1 to 1000000.' })
  capacity?: number | null;

  @Field(() => Int, { nullable: true, description: 'Width of the stage in centimetres.' })
  stageWidthCm?: number | null;

  @Field(() => Int, { nullable: true, description: 'Depth of the stage in centimetres.' })
  stageDepthCm?: number | null;

  @Field(() => String, { nullable: true, description: 'Whom to ask for there.' })
  contactName?: string | null;

  @Field(() => String, { nullable: true, description: 'How to reach the contact: mail or phone.' })
  contactDetails?: string | null;
}

@InputType({ description: 'A new place in the address book of an activity.' })
export class PerformingArtsCreateVenueInput extends PerformingArtsVenueFactsInput {
  @Field(() => ID, { description: 'The activity whose address book it is.' })
  activityId: string;

  @Field(() => String, { description: 'What the place is called.' })
  name: string;

  @Field(() => String, { description: 'Town or city.' })
  city: string;

  @Field(() => CountryCode, { description: 'Country.' })
  country: string;
}

export async function createVenue(
  ctx: PluginContext,
  input: PerformingArtsCreateVenueInput,
): Promise<Attempted<PerformingArtsVenue>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  await ctx.core.require('Activity', activityId, 'performing-arts.write');
  const row = {
    activityId,
    name: text(input.name, 'name'),
    city: text(input.city, 'city'),
    country: input.country,
    ...{ capacity: null, stageWidthCm: null, stageDepthCm: null },
    ...{ contactName: null, contactDetails: null },
    ...venueFactsOf(input),
  };
  return ctx.attempt({ action: 'performing-arts.create-venue' }, async (inside) => ({
    findings: await activityFindings(inside, activityId),
    write: () => inside.store.insert(PerformingArtsVenue, row),
  }));
}

/** What is said of a place; what is absent is not among it, and null says that it is not known. */
export function venueFactsOf(input: PerformingArtsVenueFactsInput): Partial<PerformingArtsVenue> {
  const said = {
    capacity: count(input.capacity, 'capacity', 1_000_000),
    stageWidthCm: count(input.stageWidthCm, 'stageWidthCm', 100_000),
    stageDepthCm: count(input.stageDepthCm, 'stageDepthCm', 100_000),
    contactName: text(input.contactName, 'contactName'),
    contactDetails: text(input.contactDetails, 'contactDetails'),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
