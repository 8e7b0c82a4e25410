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
  text,
} from 'gezel/sdk';
import { Occupation, SelfEmployedScale, SelfEmployedThreshold } from './figures.entity.js';

@InputType({ description: 'A part of the income with its rate.' })
export class SelfEmployedBracketInput {
  @Field(() => Decimal, { description: 'Up to this income of a year.' })
  upTo: string;

  @Field(() => Decimal, { description: 'The share, e.g. "0.205".' })
  rate: string;
}

@InputType({ description: 'What contributions are from a day on.' })
export class SelfEmployedSetScaleInput {
  @Field(() => Occupation, { description: 'For whom.' })
  occupation: Occupation;

  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Field(() => Decimal, { description: 'Income of a year below which nothing is due.' })
  freeBelow: string;

  @Field(() => Decimal, { description: 'Income of a year on which at least is paid; 0: none.' })
  leastIncome: string;

  @Field(() => [SelfEmployedBracketInput], {
    description: 'The brackets from the bottom, 1 to 10; above the last nothing is due.',
  })
  brackets: SelfEmployedBracketInput[];

  @Field(() => Decimal, { description: 'What the fund adds, a share of the contributions.' })
  feeRate: string;

  @Field(() => Currency, { description: 'The currency of the amounts.' })
  currency: string;

  @Field(() => String, { description: 'Where the figures come from.' })
  source: string;
}

/** No row is altered: a year that has passed is still estimated by its own figures. */
export async function setScale(
  ctx: PluginContext,
  input: SelfEmployedSetScaleInput,
): Promise<Attempted<SelfEmployedScale>> {
  ctx.require('self-employed.reference');
  const { occupation, from: fromDay, currency } = input;
  const amount = (value: string, path: string) => notBelowNothing(value, currency, path);
  const brackets = input.brackets.map(({ upTo, rate }, i) => ({
    upToMinor: amount(upTo, `brackets.${i}.upTo`).toString(),
    rate: millionths(rate, `brackets.${i}.rate`),
  }));
  if (brackets.length < 1 || brackets.length > 10) {
    throw badInput('1 to 10 brackets are expected.', 'brackets');
  }
  const row = {
    ...{ occupation, fromDay, currency, brackets, demonstration: false },
    freeBelowMinor: amount(input.freeBelow, 'freeBelow'),
    leastIncomeMinor: amount(input.leastIncome, 'leastIncome'),
    feeRate: millionths(input.feeRate, 'feeRate'),
    source: text(input.source, 'source', 500),
  };
  return ctx.attempt({ action: 'self-employed.set-scale' }, async ({ store }) => ({
    findings: risingFindings(row.brackets),
    write: () => store.insert(SelfEmployedScale, row),
  }));
}

function risingFindings(brackets: readonly { readonly upToMinor: string }[]): PluginFinding[] {
  const wrong = brackets.flatMap(({ upToMinor }, i) => {
    const before = BigInt(brackets[i - 1]?.upToMinor ?? 0);
    return BigInt(upToMinor) > before ? [] : [i];
  });
  return wrong.map((i) => ({
    ...{ code: 'self-employed.bracket-not-above', path: ['brackets', String(i), 'upTo'] },
  }));
}

@InputType({ description: 'Up to where a small enterprise is exempt, from a day on.' })
export class SelfEmployedSetThresholdInput {
  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Field(() => Decimal, { description: 'The turnover of a year, without VAT.' })
  turnover: string;

  @Field(() => Currency, { description: 'Its currency.' })
  currency: string;

  @Field(() => String, { description: 'Where the figure comes from.' })
  source: string;
}

export async function setThreshold(
  ctx: PluginContext,
  { from: fromDay, turnover, currency, source }: SelfEmployedSetThresholdInput,
): Promise<Attempted<SelfEmployedThreshold>> {
  ctx.require('self-employed.reference');
  const turnoverMinor = notBelowNothing(turnover, currency, 'turnover');
  if (turnoverMinor === 0n) throw badInput('The turnover is more than nothing.', 'turnover');
  const row = { fromDay, turnoverMinor, currency, source: text(source, 'source', 500) };
  return ctx.attempt({ action: 'self-employed.set-threshold' }, async ({ store }) => ({
    findings: [],
    write: () => store.insert(SelfEmployedThreshold, { ...row, demonstration: false }),
  }));
}

function notBelowNothing(amount: string, currency: string, path: string): bigint {
  const minor = minorOf(amount, currency, path);
  if (minor < 0n) throw badInput('An amount that is not below nothing is expected.', path);
  return minor;
}

function millionths(share: string, path: string): number {
  if (/^[01](\.\d{1,6})?$/.test(share) && Number(share) <= 1) {
    return Math.round(Number(share) * 1_000_000);
  }
  throw badInput('A share from 0 to 1 with at most six decimals is expected.', path);
}
