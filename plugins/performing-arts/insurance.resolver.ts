import {
  Arg,
  CivilDate,
  Ctx,
  Field,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Violation,
} from 'gezel/sdk';
import { PerformingArtsInsuranceOffer } from './insurance.entity.js';
import { PerformingArtsSetInsuranceOfferInput, setInsuranceOffer } from './set-insurance-offer.js';
import { holdsOn } from './tour-insurance.premium.js';

@ObjectType({ simpleResolvers: true, description: 'The offer as it now holds, or why not.' })
export class PerformingArtsSetInsuranceOfferPayload {
  @Field(() => PerformingArtsInsuranceOffer, { nullable: true, description: 'The new offer.' })
  offer: PerformingArtsInsuranceOffer | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class InsuranceResolver {
  @Requires('performing-arts.read')
  @Query(() => [PerformingArtsInsuranceOffer], {
    nullable: true,
    description: 'What insurers ask for a tour that begins on a day.',
  })
  async performingArtsInsuranceOffers(
    @Ctx() { store, today }: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
  ): Promise<PerformingArtsInsuranceOffer[]> {
    const offers = await store.find(PerformingArtsInsuranceOffer, {});
    return offers.filter((offer) => holdsOn(offer, on ?? today));
  }

  @Requires('performing-arts.reference')
  @Mutation(() => PerformingArtsSetInsuranceOfferPayload, {
    nullable: true,
    description: 'Records what an insurer asks from a day on, in place of what it asked before.',
  })
  async performingArtsSetInsuranceOffer(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsSetInsuranceOfferInput, { description: 'The offer.' })
    input: PerformingArtsSetInsuranceOfferInput,
  ): Promise<PerformingArtsSetInsuranceOfferPayload> {
    const { done, violations } = await setInsuranceOffer(ctx, input);
    return { offer: done, violations };
  }
}
