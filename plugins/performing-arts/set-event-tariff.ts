import {
  type Attempted,
  badInput,
  CivilDate,
  Currency,
  code,
  count,
  Decimal,
  Field,
  InputType,
  Int,
  minorOf,
  type PluginContext,
  replaceFrom,
  text,
} from 'gezel/sdk';
import { PerformingArtsEventTariff } from './rights-terms.entity.js';
import { pastFindings } from './set-insurance-offer.js';

@InputType({ description: 'What a society asks for an event from a day on: one bracket.' })
export class PerformingArtsSetEventTariffInput {
  @Field(() => String, { description: 'Code of the society, e.g. "unisono".' })
  society: string;

  @Field(() => String, { description: 'Code of what it is, e.g. "concert", "party".' })
  kind: string;

  @Field(() => Decimal, { nullable: true, description: 'Tickets up to this price; absent: any.' })
  ticketUpTo?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Drinks up to this price; absent: any.' })
  drinkUpTo?: string | null;

  @Field(() => Int, { nullable: true, description: 'Floors up to this, in m²; absent: any.' })
  surfaceUpToM2?: number | null;

  @Field(() => Decimal, { description: 'What the authors get.' })
  authors: string;

  @Field(() => Decimal, { description: 'What is added where recorded music is played.' })
  recorded: string;

  @Field(() => Currency, { description: 'The currency of all amounts.' })
  currency: string;

  @Field(() => CivilDate, { description: 'The first day of which events fall under it.' })
  from: string;

  @Field(() => String, { description: 'Where the figures come from.' })
  source: string;
}

/** Adds what a society asks for such events from a day on, in place of what it asked before. */
export async function setEventTariff(
  ctx: PluginContext,
  input: PerformingArtsSetEventTariffInput,
): Promise<Attempted<PerformingArtsEventTariff>> {
  ctx.require('performing-arts.reference');
  const { from: fromDay, currency } = input;
  const amount = (name: 'ticketUpTo' | 'drinkUpTo' | 'authors' | 'recorded', given: string) => {
    const minor = minorOf(given, currency, name);
    if (minor >= 0n) return minor;
    throw badInput('The amount is not below nothing.', name);
  };
  const end = (name: 'ticketUpTo' | 'drinkUpTo') => {
    const given = input[name];
    return given == null ? null : amount(name, given);
  };
  const bracket = {
    ...{ society: code(input.society, 'society'), eventKind: code(input.kind, 'kind'), currency },
    ...{ ticketUpToMinor: end('ticketUpTo'), drinkUpToMinor: end('drinkUpTo') },
    surfaceUpToM2: count(input.surfaceUpToM2 ?? null, 'surfaceUpToM2', 1_000_000),
  };
  const row = {
    ...{ ...bracket, fromDay, source: text(input.source, 'source', 500) },
    authorsMinor: amount('authors', input.authors),
    recordedMinor: amount('recorded', input.recorded),
  };
  const step = { action: 'performing-arts.set-event-tariff' };
  return ctx.attempt(step, async ({ store, today }) => ({
    findings: pastFindings(fromDay, today),
    write: () => replaceFrom(store, PerformingArtsEventTariff, bracket, row),
  }));
}
