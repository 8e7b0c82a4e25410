import {
  type Attempted,
  badInput,
  CivilDate,
  Currency,
  Decimal,
  Field,
  InputType,
  minorOf,
  type PluginContext,
  type PluginFinding,
  replaceFrom,
  text,
} from 'gezel/sdk';
import { PerformingArtsInsuranceOffer } from './insurance.entity.js';

@InputType({ description: 'A row of an insurer’s tariff from a day on.' })
export class PerformingArtsSetInsuranceOfferInput {
  @Field(() => String, { description: 'Who insures.' })
  insurer: string;

  @Field(() => Decimal, { description: 'The highest value that it covers.' })
  coverUpTo: string;

  @Field(() => Decimal, { description: 'The price of one day.' })
  premiumPerDay: string;

  @Field(() => Currency, { description: 'The currency of both amounts.' })
  currency: string;

  @Field(() => CivilDate, { description: 'The first day on which a cover may begin under it.' })
  from: string;

  @Field(() => String, { description: 'Where the figures come from: the offer, its date.' })
  source: string;
}

/** Adds what the insurer asks for such a cover from a day on, and ends what it asked before. */
export async function setInsuranceOffer(
  ctx: PluginContext,
  input: PerformingArtsSetInsuranceOfferInput,
): Promise<Attempted<PerformingArtsInsuranceOffer>> {
  ctx.require('performing-arts.reference');
  const { from: fromDay, currency } = input;
  const row = {
    insurer: text(input.insurer, 'insurer'),
    source: text(input.source, 'source', 500),
    coverUpToMinor: positive(input.coverUpTo, currency, 'coverUpTo'),
    premiumPerDayMinor: positive(input.premiumPerDay, currency, 'premiumPerDay'),
    ...{ currency, fromDay, demonstration: false },
  };
  return ctx.attempt(
    { action: 'performing-arts.set-insurance-offer' },
    async ({ store, today }) => ({
      findings: pastFindings(fromDay, today),
      write: () => {
        const { insurer, coverUpToMinor } = row;
        const same = { insurer, coverUpToMinor, currency };
        return replaceFrom(store, PerformingArtsInsuranceOffer, same, row);
      },
    }),
  );
}

/** A tariff that has held is never altered. */
export function pastFindings(fromDay: string, today: string): PluginFinding[] {
  if (fromDay >= today) return [];
  return [{ code: 'performing-arts.tariff-in-the-past', path: ['from'], values: { fromDay } }];
}

/** An amount above nothing. */
export function positive(amount: string, currency: string, path: string): bigint {
  const minor = minorOf(amount, currency, path);
  if (minor <= 0n) throw badInput('The amount is more than nothing.', path);
  return minor;
}
