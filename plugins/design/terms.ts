/**
 * On which terms a work is quoted. Each figure is the first that somebody said: with the client, by
 * the studio, by the co-operative, and otherwise what the general terms of designers usually have.
 */
import { badInput, count, heldOn, type PluginContext } from 'gezel/sdk';
import { DesignActivity, QuoteValidity } from './activity.entity.js';
import { DesignTerms } from './terms.entity.js';

export interface Terms {
  readonly quoteValidity: QuoteValidity;
  /** Of the whole without VAT; 0: nothing is asked in advance. */
  readonly advancePercent: number;
  /** From the invoice of the advance. */
  readonly advanceDays: number;
}

/** What is null or absent is said by somebody further on. */
export type SaidTerms = { readonly [Name in keyof Terms]?: Terms[Name] | null };

/**
 * Valid two months: the terms of BNO (https://wardtaal.nl/en/termsandconditions/); thirty percent
 * within seven days: https://www.podio.be/terms-condition.
 */
const usual: Terms = {
  ...{ quoteValidity: QuoteValidity.TWO_MONTHS, advancePercent: 30, advanceDays: 7 },
};

/** What a quote to this client would say today. */
export async function termsFor(
  ctx: PluginContext,
  { activityId, clientId }: { readonly activityId: string; readonly clientId: string },
): Promise<Terms> {
  const [agreed, studio, house] = await Promise.all([
    heldBy(ctx, clientId),
    ctx.store.get(DesignActivity, activityId),
    heldBy(ctx, ctx.cooperativeId),
  ]);
  return first([agreed, studio, house]);
}

/** What a studio quotes on today, to whom nothing else was agreed with. */
export const termsOfStudio = async (ctx: PluginContext, studio: DesignActivity): Promise<Terms> =>
  first([studio, await heldBy(ctx, ctx.cooperativeId)]);

/** Batched: of a whole page of studios it is one statement. */
export async function heldBy(
  { store, today }: PluginContext,
  holderId: string,
  day = today,
): Promise<DesignTerms | null> {
  const [held] = await store.listBy(DesignTerms, 'holderId', holderId, { where: heldOn(day) });
  return held ?? null;
}

function first(said: readonly (SaidTerms | null)[]): Terms {
  const of = <Name extends keyof Terms>(name: Name): Terms[Name] =>
    said.map((one) => one?.[name]).find((value) => value != null) ?? usual[name];
  return {
    ...{ quoteValidity: of('quoteValidity'), advancePercent: of('advancePercent') },
    advanceDays: of('advanceDays'),
  };
}

/** What was asked, when it can be: 0 to 100 percent, 1 to 60 days. */
export function checkedTerms({ advancePercent: percent, advanceDays: days }: SaidTerms): void {
  if (percent != null && (percent < 0 || percent > 100)) {
    throw badInput('0 to 100 percent are expected.', 'advancePercent');
  }
  if (days != null) count(days, 'advanceDays', 60);
}
