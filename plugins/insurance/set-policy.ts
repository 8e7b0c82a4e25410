import {
  type Attempted,
  badInput,
  CivilDate,
  Currency,
  Decimal,
  Field,
  InputType,
  Int,
  minorOf,
  type PluginContext,
  superseded,
  text,
} from 'gezel/sdk';
import { Occasion, Risk } from './codes.js';
import { InsurancePolicy } from './policy.entity.js';

@InputType({ description: 'A policy of an insurer from a day on.' })
export class InsuranceSetPolicyInput {
  @Field(() => String, { description: 'Who insures.' })
  insurer: string;

  @Field(() => String, { description: 'What the insurer calls it.' })
  title: string;

  @Field(() => Risk, { description: 'What it covers.' })
  risk: Risk;

  @Field(() => Occasion, { nullable: true, description: 'What makes the platform suggest it.' })
  suggestedFor?: Occasion | null;

  @Field(() => Currency, { description: 'The currency of all its amounts.' })
  currency: string;

  @Field(() => Decimal, { description: 'The highest value that it covers.' })
  coverUpTo: string;

  @Field(() => Decimal, { nullable: true, description: 'What the insured bears of each claim.' })
  excess?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'What a day costs, whatever the value.' })
  fixedPerDay?: string | null;

  @Field(() => Int, { nullable: true, description: 'Millionths of the value, a day.' })
  ratePerDay?: number | null;

  @Field(() => Decimal, { nullable: true, description: 'The least that a cover costs.' })
  minimum?: string | null;

  @Field(() => CivilDate, { description: 'The first day on which a cover may begin under it.' })
  from: string;

  @Field(() => String, { description: 'Where the figures come from: the offer, its date.' })
  source: string;
}

/** Adds what an insurer covers from a day on, and ends what it offered under that title before. */
export async function setPolicy(
  ctx: PluginContext,
  input: InsuranceSetPolicyInput,
): Promise<Attempted<InsurancePolicy>> {
  ctx.require('insurance.reference');
  const row = rowOf(input);
  return ctx.attempt({ action: 'insurance.set-policy' }, async ({ store, today }) => {
    const { insurer, title, fromDay } = row;
    const others = await store.find(InsurancePolicy, { insurer, title });
    const { ended, inTheWay } = superseded(others, row);
    const past = { code: 'insurance.tariff-in-the-past', path: ['from'], values: { fromDay } };
    return {
      findings: fromDay < today ? [past] : [],
      write: async () => {
        const end = (id: string, untilDay: string) =>
          store.update(InsurancePolicy, id, { untilDay });
        for (const { id } of ended) await end(id, fromDay);
        // What was to begin later has never held.
        for (const one of inTheWay) await end(one.id, one.fromDay);
        return store.insert(InsurancePolicy, row);
      },
    };
  });
}

function rowOf(input: InsuranceSetPolicyInput) {
  const { currency, risk, ratePerDay } = input;
  const amount = (value: string | null | undefined, path: string) => {
    const minor = minorOf(value ?? '0', currency, path);
    if (minor < 0n) throw badInput('The amount is nothing or more.', path);
    return minor;
  };
  const row = {
    ...{ risk, currency, suggestedFor: input.suggestedFor ?? null, demonstration: false },
    ...{ fromDay: input.from, untilDay: null, ratePerDay: ratePerDay ?? 0 },
    ...{ insurer: text(input.insurer, 'insurer'), title: text(input.title, 'title') },
    coverUpToMinor: amount(input.coverUpTo, 'coverUpTo'),
    excessMinor: amount(input.excess, 'excess'),
    fixedPerDayMinor: amount(input.fixedPerDay, 'fixedPerDay'),
    minimumMinor: amount(input.minimum, 'minimum'),
    source: text(input.source, 'source', 500),
  };
  if (row.coverUpToMinor === 0n) throw badInput('It covers more than nothing.', 'coverUpTo');
  if (row.ratePerDay < 0 || row.ratePerDay > 1_000_000) {
    throw badInput('A rate is 0 to 1,000,000 millionths.', 'ratePerDay');
  }
  if (row.fixedPerDayMinor + row.minimumMinor + BigInt(row.ratePerDay) === 0n) {
    throw badInput('A cover costs something.', 'fixedPerDay');
  }
  return row;
}
