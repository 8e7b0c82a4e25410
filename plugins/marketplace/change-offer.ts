import {
  type Attempted,
  badInput,
  Decimal,
  Field,
  ID,
  InputType,
  locked,
  minorOf,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { knownPlaces, knownSkills } from './lists.js';
import { MarketplaceOffer } from './offer.entity.js';
import { ownOffer, standsFindings } from './publish-offer.js';

@InputType({ description: 'What changes of an offer; what is absent stays as it is.' })
export class MarketplaceChangeOfferInput {
  @Field(() => ID, { description: 'The offer.' })
  offerId: string;

  @Field(() => String, { nullable: true, description: 'The name under which it is offered.' })
  offeredAs?: string | null;

  @Field(() => String, { nullable: true, description: 'What is offered, in a line.' })
  title?: string | null;

  @Field(() => [String], { nullable: true, description: 'Codes of 1 to 20 skills of the list.' })
  skills?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of the places of the list.' })
  places?: string[] | null;

  @Field(() => Decimal, { nullable: true, description: 'The price of a day, without VAT.' })
  dayPrice?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** What was proposed and accepted keeps the words and the price that it had. */
export async function changeOffer(
  ctx: PluginContext,
  input: MarketplaceChangeOfferInput,
): Promise<Attempted<MarketplaceOffer>> {
  const id = await ownOffer(ctx, input.offerId);
  const { skills, dryRun } = input;
  const places = input.places == null ? null : await knownPlaces(ctx.store, input.places, 'places');
  const words = {
    ...(input.offeredAs != null && { offeredAs: text(input.offeredAs, 'offeredAs') }),
    ...(input.title != null && { title: text(input.title, 'title') }),
    ...(skills != null && { skills: await knownSkills(ctx.store, skills, 'skills') }),
    ...(places !== null && {
      places: places.map(({ code }) => code),
      regions: [...new Set(places.map(({ region }) => region))],
    }),
  };
  return ctx.attempt({ action: 'marketplace.change-offer', dryRun }, async (inside) => {
    const offer = await locked(inside, MarketplaceOffer, id);
    const price =
      input.dayPrice == null ? null : minorOf(input.dayPrice, offer.currency, 'dayPrice');
    if (price !== null && price <= 0n)
      throw badInput('The price is more than nothing.', 'dayPrice');
    const change = { ...words, ...(price !== null && { dayPriceMinor: price }) };
    if (Object.keys(change).length === 0) throw badInput('Something changes.', 'offerId');
    return {
      findings: standsFindings(offer),
      write: async () => (await inside.store.update(MarketplaceOffer, id, change)) ?? offer,
    };
  });
}
