import {
  type Attempted,
  badInput,
  CivilDate,
  Currency,
  Decimal,
  Field,
  InputType,
  type PluginContext,
  replaceFrom,
  text,
} from 'gezel/sdk';
import { HouseSubsidy } from './deal.codes.js';
import { PerformingArtsHouseMinimum } from './house-minimum.entity.js';
import { pastFindings, positive } from './set-insurance-offer.js';

@InputType({ description: 'What a subsidised house pays at least from a day on.' })
export class PerformingArtsSetHouseMinimumInput {
  @Field(() => HouseSubsidy, { description: 'How the house is subsidised.' })
  subsidy: HouseSubsidy;

  @Field(() => Decimal, { description: 'The gross scale of a day, above nothing.' })
  scale: string;

  @Field(() => Decimal, { description: 'What the scale is multiplied by, e.g. "1.46": 1 to 10.' })
  coefficient: string;

  @Field(() => Currency, { description: 'The currency of the scale.' })
  currency: string;

  @Field(() => CivilDate, { description: 'The first day of which dates fall under it.' })
  from: string;

  @Field(() => String, { description: 'Where the figures come from: the agreement, the scales.' })
  source: string;
}

/** Adds what subsidised houses pay at least from a day on, in place of what they paid before. */
export async function setHouseMinimum(
  ctx: PluginContext,
  input: PerformingArtsSetHouseMinimumInput,
): Promise<Attempted<PerformingArtsHouseMinimum>> {
  ctx.require('performing-arts.reference');
  const { subsidy, currency, from: fromDay } = input;
  if (subsidy === HouseSubsidy.NONE) throw badInput('Only subsidised houses pay it.', 'subsidy');
  const row = {
    ...{ subsidy, currency, fromDay, coefficientBps: coefficientOf(input.coefficient) },
    scaleMinor: positive(input.scale, currency, 'scale'),
    source: text(input.source, 'source', 500),
  };
  const step = { action: 'performing-arts.set-house-minimum' };
  return ctx.attempt(step, async ({ store, today }) => ({
    findings: pastFindings(fromDay, today),
    write: () => replaceFrom(store, PerformingArtsHouseMinimum, { subsidy, currency }, row),
  }));
}

/** "1.46" → 14600. */
function coefficientOf(given: string): number {
  const [, whole, part = ''] = /^(\d{1,2})(?:\.(\d{1,4}))?$/.exec(given) ?? [];
  const bps = Number(`${whole}${part.padEnd(4, '0')}`);
  if (bps >= 10_000 && bps <= 100_000) return bps;
  throw badInput('A coefficient is 1 to 10, with at most four decimals.', 'coefficient');
}
