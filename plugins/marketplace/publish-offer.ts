import {
  type Attempted,
  badInput,
  Currency,
  code,
  Decimal,
  Field,
  ID,
  InputType,
  insertOnce,
  localId,
  locked,
  minorOf,
  notFound,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { knownPlaces, knownSkills } from './lists.js';
import { MarketplaceMember, MarketplaceOffer, OfferStatus } from './offer.entity.js';
import { checkedPeriods, MarketplacePeriodInput, without } from './periods.js';
import { MarketplaceProposal, ProposalStatus } from './request.entity.js';

@InputType({ description: 'Work to offer.' })
export class MarketplacePublishOfferInput {
  @Field(() => ID, { nullable: true, description: 'Who offers it; the caller when absent.' })
  memberId?: string | null;

  @Field(() => String, { description: 'The name under which it is offered: everybody sees it.' })
  offeredAs: string;

  @Field(() => String, { description: 'What is offered, in a line.' })
  title: string;

  @Field(() => String, { description: 'Code of the sector.' })
  sector: string;

  @Field(() => [String], { description: 'Codes of 1 to 20 skills of the list.' })
  skills: string[];

  @Field(() => [String], {
    description: 'Codes of the places of the list; none: none in particular.',
  })
  places: string[];

  @Field(() => Decimal, { description: 'The price of a day, without VAT.' })
  dayPrice: string;

  @Field(() => Currency, { description: 'Its currency.' })
  currency: string;

  @Field(() => [MarketplacePeriodInput], { description: 'The days that are free: at most 50.' })
  free: MarketplacePeriodInput[];

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Makes a repeated request harmless.' })
  idempotencyKey: string;
}

export async function publishOffer(
  ctx: PluginContext,
  input: MarketplacePublishOfferInput,
): Promise<Attempted<MarketplaceOffer>> {
  const memberId = await offerer(ctx, input.memberId);
  const dayPriceMinor = minorOf(input.dayPrice, input.currency, 'dayPrice');
  if (dayPriceMinor <= 0n) throw badInput('The price is more than nothing.', 'dayPrice');
  const places = await knownPlaces(ctx.store, input.places, 'places');
  const row = {
    ...{ id: ctx.newId(), memberId, dayPriceMinor, currency: input.currency },
    ...{ offeredAs: text(input.offeredAs, 'offeredAs'), title: text(input.title, 'title') },
    ...{ sector: code(input.sector, 'sector') },
    skills: await knownSkills(ctx.store, input.skills, 'skills'),
    places: places.map((one) => one.code),
    regions: [...new Set(places.map(({ region }) => region))],
    free: checkedPeriods(input.free, ctx.today),
    ...{ status: OfferStatus.OPEN, offeredAt: ctx.now },
  };
  const { idempotencyKey: key, dryRun } = input;
  const once = { key, input, entity: MarketplaceOffer, id: row.id };
  return ctx.attempt({ action: 'marketplace.publish-offer', dryRun, once }, async (inside) => {
    const { store } = inside;
    await insertOnce(store, MarketplaceMember, memberId, { memberId, since: ctx.now });
    await locked(inside, MarketplaceMember, memberId);
    const mine = { memberId, status: OfferStatus.OPEN };
    const open = await store.find(MarketplaceOffer, mine, { limit: offersLimit });
    const many = { code: 'marketplace.too-many-offers', values: { limit: offersLimit } };
    return {
      findings: open.length < offersLimit ? [] : [many],
      write: async () => {
        const offer = await store.insert(MarketplaceOffer, row);
        inside.emit({
          type: 'marketplace.offer-published',
          subject: { type: 'MarketplaceOffer', id: row.id },
        });
        return offer;
      },
    };
  });
}

/** What one person offers at once. */
const offersLimit = 20;

/** The member who offers, as whom the viewer may act. */
async function offerer(ctx: PluginContext, globalId?: string | null): Promise<string> {
  if (globalId == null && ctx.viewer === null) throw new Error('Somebody offers something.');
  const id = globalId == null ? ctx.viewer?.memberId : localId('Member', globalId, 'memberId');
  return (await ctx.core.require('Member', id as string, 'marketplace.offer')).id;
}

@InputType({ description: 'When somebody is free.' })
export class MarketplaceSetFreeDaysInput {
  @Field(() => ID, { description: 'The offer.' })
  offerId: string;

  @Field(() => [MarketplacePeriodInput], { description: 'All days that are free: at most 50.' })
  free: MarketplacePeriodInput[];
}

/** Replaces the free days; those that were accepted stay taken. */
export async function setFreeDays(
  ctx: PluginContext,
  input: MarketplaceSetFreeDaysInput,
): Promise<Attempted<MarketplaceOffer | null>> {
  const id = await ownOffer(ctx, input.offerId);
  const free = checkedPeriods(input.free, ctx.today);
  return ctx.attempt({ action: 'marketplace.set-free-days' }, async (inside) => {
    const offer = await locked(inside, MarketplaceOffer, id);
    return {
      findings: standsFindings(offer),
      write: async () => {
        const taken = await takenDays(inside, id);
        return inside.store.update(MarketplaceOffer, id, { free: without(free, taken) });
      },
    };
  });
}

/** Days to come for which the offer was accepted. */
async function takenDays({ store, today }: PluginContext, offerId: string): Promise<string[]> {
  const days: string[] = [];
  for (let last: string | undefined; ; ) {
    const where = { offerId, status: ProposalStatus.ACCEPTED };
    const page = await store.find(MarketplaceProposal, {
      ...where,
      ...(last === undefined ? {} : { id: { after: last } }),
    });
    days.push(...page.flatMap((one) => one.days.filter((day) => day >= today)));
    if (page.length < 100) return days;
    last = page.at(-1)?.id;
  }
}

@InputType({ description: 'An offer to take back.' })
export class MarketplaceWithdrawOfferInput {
  @Field(() => ID, { description: 'The offer.' })
  offerId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** It is matched no more; what was accepted stands. */
export async function withdrawOffer(
  ctx: PluginContext,
  { offerId, dryRun }: MarketplaceWithdrawOfferInput,
): Promise<Attempted<MarketplaceOffer | null>> {
  const id = await ownOffer(ctx, offerId);
  return ctx.attempt({ action: 'marketplace.withdraw-offer', dryRun }, async (inside) => {
    const offer = await locked(inside, MarketplaceOffer, id);
    const change = { status: OfferStatus.WITHDRAWN };
    return {
      findings: standsFindings(offer),
      write: () => inside.store.update(MarketplaceOffer, id, change),
    };
  });
}

export const standsFindings = ({ status }: MarketplaceOffer) =>
  status === OfferStatus.OPEN ? [] : [{ code: 'marketplace.offer-withdrawn', path: ['offerId'] }];

export async function ownOffer(ctx: PluginContext, globalId: string): Promise<string> {
  const id = localId('MarketplaceOffer', globalId, 'offerId');
  const offer = await ctx.store.get(MarketplaceOffer, id);
  if (offer === null) throw notFound('MarketplaceOffer', globalId);
  await ctx.core.require('Member', offer.memberId, 'marketplace.offer');
  return id;
}
