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

@InputType({ description: 'A new place in the address book of an activity.' })
export class PerformingArtsCreateVenueInput {
  @Field(() => ID, { description: 'The activity whose address book it is.' })
  activityId: string;

  @Field(() => String, { description: 'What the place is called.' })
  name: string;

  @Field(() => String, { description: 'Town or city.' })
  city: string;

  @Field(() => CountryCode, { description: 'Country.' })
  country: string;

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
    capacity: count(input.capacity ?? null, 'capacity', 1_000_000),
    stageWidthCm: count(input.stageWidthCm ?? null, 'stageWidthCm', 100_000),
    stageDepthCm: count(input.stageDepthCm ?? null, 'stageDepthCm', 100_000),
    contactName: text(input.contactName ?? null, 'contactName'),
    contactDetails: text(input.contactDetails ?? null, 'contactDetails'),
  };
  return ctx.attempt({ action: 'performing-arts.create-venue' }, async (inside) => ({
    findings: await activityFindings(inside, activityId),
    write: () => inside.store.insert(PerformingArtsVenue, row),
  }));
}
