import {
  Arg,
  Args,
  CivilDate,
  Ctx,
  connectionType,
  Field,
  heldOn,
  Mutation,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Violation,
} from 'gezel/sdk';
import { PerformingArtsInsuranceOffer } from './insurance.entity.js';
import { PerformingArtsSetInsuranceOfferInput, setInsuranceOffer } from './set-insurance-offer.js';

@ObjectType({ simpleResolvers: true, description: 'The offer as it now holds, or why not.' })
export class PerformingArtsSetInsuranceOfferPayload {
  @Field(() => PerformingArtsInsuranceOffer, { nullable: true, description: 'The new offer.' })
  offer: PerformingArtsInsuranceOffer | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

const OfferConnection = connectionType(PerformingArtsInsuranceOffer);

@Resolver()
export class InsuranceResolver {
  @Requires('performing-arts.read')
  @Query(() => OfferConnection, {
    nullable: true,
    description: 'What insurers ask for a tour that begins on a day.',
  })
  performingArtsInsuranceOffers(
    @Ctx() { store, today }: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<PerformingArtsInsuranceOffer> {
    return store.page(PerformingArtsInsuranceOffer, args, { where: heldOn(on ?? today) });
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
