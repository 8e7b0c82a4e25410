import {
  badInput,
  CivilDate,
  code,
  count,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  minorOf,
} from 'gezel/sdk';
import { everyMedium, everywhere } from './licence-scope.js';

@InputType({ description: 'A new licence, billed on a draft invoice of the activity.' })
export class DesignGrantLicenceInput {
  @Field(() => ID, { description: 'The work.' })
  deliverableId: string;

  @Field(() => ID, { description: 'The draft invoice that bills it; its client may use the work.' })
  invoiceId: string;

  @Field(() => [String], { description: 'Codes of media, e.g. "print"; "all": any. 1 to 50.' })
  media: string[];

  @Field(() => [String], {
    description: 'ISO 3166 codes, e.g. "BE"; "WORLD": everywhere. 1 to 50.',
  })
  territories: string[];

  @Field(() => CivilDate, { description: 'First day of use.' })
  from: string;

  @Field(() => CivilDate, { nullable: true, description: 'Last day; without an end when absent.' })
  until?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Nobody else gets one for the same use.' })
  exclusive?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'The rights are transferred altogether.' })
  transfer?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'The client may let others use it.' })
  sublicence?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Of a work that was there: the invoice asks for no work that was done for it.',
  })
  reuse?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'At most so many copies.' })
  printRun?: number | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Royalty in percent of what is sold, e.g. "7.5": above 0, at most 100.',
  })
  royaltyPercent?: string | null;

  @Field(() => Decimal, { description: 'What the rights cost, without VAT; part of the invoice.' })
  fee: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** What was agreed, in the shape in which it is kept; BAD_USER_INPUT for what means nothing. */
export function termsOf(input: DesignGrantLicenceInput) {
  const transfer = input.transfer === true;
  return {
    media: listed(input.media, 'media', (medium, path) => code(medium, path)),
    territories: listed(input.territories, 'territories', territory),
    fromDay: input.from,
    untilDay: input.until ?? null,
    exclusive: input.exclusive === true || transfer,
    transfer: wholeTransfer(input, transfer),
    sublicence: input.sublicence === true || transfer,
    reuse: input.reuse === true,
    printRun: count(input.printRun ?? null, 'printRun', 1_000_000_000),
    royaltyBps: royaltyOf(input.royaltyPercent ?? null),
  };
}

/** What is transferred for some media, territories or time is an exclusive licence instead. */
function wholeTransfer(input: DesignGrantLicenceInput, transfer: boolean): boolean {
  const whole =
    input.media.includes(everyMedium) &&
    input.territories.includes(everywhere) &&
    (input.until ?? null) === null;
  if (!transfer || whole) return transfer;
  throw badInput('A transfer is of all media, for the whole world and without an end.', 'transfer');
}

function listed(
  values: readonly string[],
  path: string,
  check: (value: string, path: string) => string,
): string[] {
  if (values.length < 1 || values.length > 50) throw badInput('1 to 50 are expected.', path);
  return [...new Set(values.map((value) => check(value, path)))].sort();
}

function territory(value: string, path: string): string {
  if (value === everywhere || /^[A-Z]{2}$/.test(value)) return value;
  throw badInput('A territory is a country, e.g. "BE", or "WORLD".', path);
}

/** A percentage has two decimals, like an amount of euros: "7.5" → 750. */
function royaltyOf(percent: string | null): number | null {
  if (percent === null) return null;
  const bps = minorOf(percent, 'EUR', 'royaltyPercent');
  if (bps > 0n && bps <= 10_000n) return Number(bps);
  throw badInput('A royalty is above 0 and at most 100 percent.', 'royaltyPercent');
}
