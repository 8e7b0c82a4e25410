import {
  type Attempted,
  badInput,
  CivilDate,
  Currency,
  code,
  Decimal,
  Field,
  InputType,
  minorOf,
  type PluginContext,
  replaceFrom,
  text,
} from 'gezel/sdk';
import { PerformingArtsRightsTariff } from './rights.entity.js';
import { pastFindings } from './set-insurance-offer.js';

@InputType({ description: 'What a society of authors asks from a day on.' })
export class PerformingArtsSetRightsTariffInput {
  @Field(() => String, { description: 'Code of the society, or of one of its tariffs.' })
  society: string;

  @Field(() => Decimal, {
    description: 'Its part of the receipts in percent: above 0, at most 100.',
  })
  sharePercent: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The part that a subsidised company pays, in percent; absent: as others do.',
  })
  subsidisedSharePercent?: string | null;

  @Field(() => Decimal, { description: 'The least that a date costs; "0": there is no least.' })
  minimum: string;

  @Field(() => Currency, { description: 'The currency of the minimum.' })
  currency: string;

  @Field(() => CivilDate, { description: 'The first day of which dates fall under it.' })
  from: string;

  @Field(() => String, { description: 'Where the figures come from: the contract, the tariff.' })
  source: string;
}

/** Adds what a society asks from a day on, in place of what it asked before. */
export async function setRightsTariff(
  ctx: PluginContext,
  input: PerformingArtsSetRightsTariffInput,
): Promise<Attempted<PerformingArtsRightsTariff>> {
  ctx.require('performing-arts.reference');
  const { from: fromDay, currency } = input;
  const society = code(input.society, 'society');
  const minimumMinor = minorOf(input.minimum, currency, 'minimum');
  if (minimumMinor < 0n) throw badInput('A minimum is not below nothing.', 'minimum');
  const row = {
    ...{ society, currency, fromDay, minimumMinor, shareBps: bpsOf(input.sharePercent, 1n) },
    subsidisedShareBps:
      input.subsidisedSharePercent == null
        ? null
        : bpsOf(input.subsidisedSharePercent, 1n, 'subsidisedSharePercent'),
    ...{ source: text(input.source, 'source', 500), toConfirm: false },
  };
  const step = { action: 'performing-arts.set-rights-tariff' };
  return ctx.attempt(step, async ({ store, today }) => ({
    findings: pastFindings(fromDay, today),
    write: () => replaceFrom(store, PerformingArtsRightsTariff, { society, currency }, row),
  }));
}

/** A percentage has two decimals, like an amount of euros: "62.5" → 6250. */
export function bpsOf(percent: string, least: bigint, path = 'sharePercent'): number {
  const bps = minorOf(percent, 'EUR', path);
  if (bps >= least && bps <= 10_000n) return Number(bps);
  throw badInput('A part is above 0 and at most 100 percent.', path);
}
