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
import { pastFindings } from './set-insurance-offer.js';
import { bpsOf } from './set-rights-tariff.js';
import { PerformingArtsSubsidyScheme } from './subsidy.entity.js';

@InputType({ description: 'How a funder pays and wants to be told, from a day on.' })
export class PerformingArtsSetSubsidySchemeInput {
  @Field(() => String, { description: 'What files name it by, e.g. "project-grant".' })
  code: string;

  @Field(() => String, { description: 'Who pays, at most 200 characters.' })
  funder: string;

  @Field(() => Decimal, { description: 'The part paid in advance, in percent: 0 to 100.' })
  advancePercent: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The same of a project abroad, in percent; absent: as at home.',
  })
  abroadAdvancePercent?: string | null;

  @Field(() => [String], { nullable: true, description: 'Codes of the functions that it funds.' })
  functions?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of the disciplines it funds.' })
  disciplines?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of what a report has.' })
  reportPieces?: string[] | null;

  @Field(() => String, { nullable: true, description: 'What else it asks: its logo, e.g.' })
  duties?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'No more than this is paid at once.' })
  atOnce?: string | null;

  @Field(() => Int, { description: 'Months after the last day for the report: 1 to 60.' })
  reportMonths: number;

  @Field(() => Int, { description: 'The longest project in months: 1 to 120.' })
  longestMonths: number;

  @Field(() => Currency, { description: 'The currency that it pays in.' })
  currency: string;

  @Field(() => CivilDate, { description: 'The first day on which a project may begin under it.' })
  from: string;

  @Field(() => String, { description: 'Where the terms come from.' })
  source: string;
}

/** Adds the terms of a funder from a day on, in place of what it had before. */
export async function setSubsidyScheme(
  ctx: PluginContext,
  input: PerformingArtsSetSubsidySchemeInput,
): Promise<Attempted<PerformingArtsSubsidyScheme>> {
  ctx.require('performing-arts.reference');
  const { from: fromDay, currency } = input;
  const same = { code: code(input.code, 'code'), currency };
  const row = {
    ...{ ...same, fromDay, advanceBps: bpsOf(input.advancePercent, 0n, 'advancePercent') },
    abroadAdvanceBps:
      input.abroadAdvancePercent == null
        ? null
        : bpsOf(input.abroadAdvancePercent, 0n, 'abroadAdvancePercent'),
    functions: codesOf(input.functions ?? [], 'functions'),
    disciplines: codesOf(input.disciplines ?? [], 'disciplines'),
    reportPieces: codesOf(input.reportPieces ?? [], 'reportPieces'),
    duties: text(input.duties ?? null, 'duties', 1_000),
    atOnceMinor: atOnceOf(input.atOnce ?? null, currency),
    reportMonths: count(input.reportMonths, 'reportMonths', 60),
    longestMonths: count(input.longestMonths, 'longestMonths', 120),
    funder: text(input.funder, 'funder'),
    source: text(input.source, 'source', 500),
  };
  const step = { action: 'performing-arts.set-subsidy-scheme' };
  return ctx.attempt(step, async ({ store, today }) => ({
    findings: pastFindings(fromDay, today),
    write: () => replaceFrom(store, PerformingArtsSubsidyScheme, same, row),
  }));
}

/** A named limit of each of the three lists. */
const mostCodes = 20;

function codesOf(codes: readonly string[], path: string): string[] {
  if (codes.length > mostCodes) throw badInput(`At most ${mostCodes} codes are expected.`, path);
  return [...new Set(codes.map((one, i) => code(one, `${path}.${i}`)))];
}

function atOnceOf(amount: string | null, currency: string): bigint | null {
  if (amount === null) return null;
  const minor = minorOf(amount, currency, 'atOnce');
  if (minor < 0n) throw badInput('The amount is not below nothing.', 'atOnce');
  return minor;
}
