import {
  Arg,
  Ctx,
  Field,
  Mutation,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  Violation,
} from 'gezel/sdk';
import { changeVenue, PerformingArtsChangeVenueInput } from './change-venue.js';
import { createVenue, PerformingArtsCreateVenueInput } from './create-venue.js';
import { PerformingArtsVenue } from './venue.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The venue as it now is, or why not.' })
export class PerformingArtsCreateVenuePayload {
  @Field(() => PerformingArtsVenue, { nullable: true, description: 'The venue.' })
  venue: PerformingArtsVenue | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class VenueResolver {
  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsCreateVenuePayload, {
    nullable: true,
    description: 'Adds a place to the address book of an activity.',
  })
  async performingArtsCreateVenue(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsCreateVenueInput, { description: 'The venue.' })
    input: PerformingArtsCreateVenueInput,
  ): Promise<PerformingArtsCreateVenuePayload> {
    const { done, violations } = await createVenue(ctx, input);
    return { venue: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsCreateVenuePayload, {
    nullable: true,
    description: 'Changes what is known of a place in the address book of an activity.',
  })
  async performingArtsChangeVenue(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsChangeVenueInput, { description: 'What changes.' })
    input: PerformingArtsChangeVenueInput,
  ): Promise<PerformingArtsCreateVenuePayload> {
    const { done, violations } = await changeVenue(ctx, input);
    return { venue: done, violations };
  }
}
