import {
  type Attempted,
  addDays,
  badInput,
  CivilDate,
  Currency,
  count,
  Decimal,
  Field,
  InputType,
  Int,
  minorOf,
  type PluginContext,
  text,
} from 'gezel/sdk';
import { shareOf } from './share.js';
import { FinancingTerms, Product } from './terms.entity.js';

@InputType({ description: 'The terms of a product from a day on.' })
export class FinancingSetTermsInput {
  @Field(() => Product, { description: 'What is lent for.' })
  product: Product;

  @Field(() => Currency, { description: 'The currency that is lent.' })
  currency: string;

  @Field(() => Decimal, { description: 'The most that one activity may owe of this product.' })
  maximum: string;

  @Field(() => Decimal, { description: 'Per cent of the loan that the file costs: 0 to 100.' })
  fileCostPercent: string;

  @Field(() => Int, { description: 'In how many months all must be repaid: 1 to 96.' })
  longestMonths: number;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Per cent of what is still expected that may be advanced; without it, nothing is.',
  })
  coverPercent?: string | null;

  @Field(() => CivilDate, { description: 'The first day on which one may apply under them.' })
  from: string;

  @Field(() => String, { description: 'Where the figures come from: who decided, and when.' })
  source: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/**
 * Own money is back within five years: https://kronik.smart.coop, "Je activiteit hervatten en
 * ontwikkelen".
 */
const ownMoneyMonths = 60;

/** Adds the terms of a product from a day on, in place of what would hold then. */
export async function setTerms(
  ctx: PluginContext,
  input: FinancingSetTermsInput,
): Promise<Attempted<FinancingTerms>> {
  ctx.require('financing.terms');
  const { product, currency, from: fromDay } = input;
  const row = {
    ...{ product, currency, fromDay, untilDay: null, demonstration: false },
    maximumMinor: positive(input.maximum, currency, 'maximum'),
    fileCostMillionths: shareOf(input.fileCostPercent, 'fileCostPercent'),
    longestMonths: count(input.longestMonths, 'longestMonths', 96),
    coverMillionths: coverOf(input.coverPercent),
    source: text(input.source, 'source', 500),
  };
  const tooLong = product === Product.OWN_MONEY && row.longestMonths > ownMoneyMonths;
  return ctx.attempt({ action: 'financing.set-terms', dryRun: input.dryRun }, async (inside) => {
    const { store, today } = inside;
    const same = await store.find(FinancingTerms, {
      ...{ product, currency },
      untilDay: { after: fromDay, orNull: true },
    });
    const past = { code: 'financing.terms-in-the-past', path: ['from'], values: { fromDay } };
    const fiveYears = {
      ...{ code: 'financing.own-money-five-years', path: ['longestMonths'] },
      values: { limit: ownMoneyMonths },
    };
    return {
      findings: [...(fromDay < today ? [past] : []), ...(tooLong ? [fiveYears] : [])],
      write: async () => {
        for (const terms of same) {
          // What was to begin later never holds: it ends on the day on which it began.
          const [, untilDay] = [fromDay, terms.fromDay].sort();
          await store.update(FinancingTerms, terms.id, { untilDay });
        }
        return store.insert(FinancingTerms, row);
      },
    };
  });
}

/** The terms under which one applies on a day; undefined: nobody has decided any. */
export async function termsOn(
  { store }: Pick<PluginContext, 'store'>,
  { product, currency, day }: { product: Product; currency: string; day: string },
): Promise<FinancingTerms | undefined> {
  const [terms] = await store.find(
    FinancingTerms,
    { product, currency, ...holdingOn(day) },
    { orderBy: { property: 'fromDay', direction: 'desc' }, limit: 1 },
  );
  return terms;
}

export const holdingOn = (day: string) => ({
  fromDay: { upTo: day },
  untilDay: { from: addDays(day, 1), orNull: true },
});

/** An amount above nothing. */
export function positive(amount: string, currency: string, path: string): bigint {
  const minor = minorOf(amount, currency, path);
  if (minor > 0n) return minor;
  throw badInput('The amount is more than nothing.', path);
}

function coverOf(percent: string | null | undefined): number | null {
  if (percent === null || percent === undefined) return null;
  const millionths = shareOf(percent, 'coverPercent');
  if (millionths > 0) return millionths;
  throw badInput('A share of nothing advances nothing: leave it out.', 'coverPercent');
}
