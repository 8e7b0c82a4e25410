import { Field, Money, money, ObjectType } from 'gezel/sdk';
import type { SelfEmployedScale } from './figures.entity.js';

@ObjectType({ simpleResolvers: true, description: 'A step of a computation, explained.' })
export class SelfEmployedLine {
  @Field(() => String, { description: 'Stable code of the step.' })
  code: string;

  @Field(() => Money, { nullable: true, description: 'On what; null: on nothing.' })
  base: Money | null;

  @Field(() => String, { nullable: true, description: 'At what share, e.g. "0.205".' })
  rate: string | null;

  @Field(() => Money, { description: 'How much: of a year, or of a month where that is said.' })
  amount: Money;

  @Field(() => String, { nullable: true, description: 'Where the figure comes from.' })
  source: string | null;
}

export interface Contributions {
  readonly dueMinor: bigint;
  readonly lines: readonly SelfEmployedLine[];
  /** The amounts of the lines. */
  readonly parts: readonly { readonly code: string; readonly amountMinor: bigint }[];
}

/** The figures of a scale. */
export type Scale = Pick<
  SelfEmployedScale,
  'freeBelowMinor' | 'leastIncomeMinor' | 'brackets' | 'feeRate' | 'currency' | 'source'
>;

/**
 * What is due on the income of a year: nothing below the free amount; otherwise bracket by bracket on
 * the income, or on the least income when that is more, and what the fund adds. Each step is rounded
 * half up to the cent by itself.
 */
export function contributionsOn(incomeMinor: bigint, scale: Scale): Contributions {
  if (incomeMinor < scale.freeBelowMinor || incomeMinor <= 0n) {
    return { dueMinor: 0n, lines: [], parts: [] };
  }
  const { leastIncomeMinor, currency, source } = scale;
  const base = incomeMinor < leastIncomeMinor ? leastIncomeMinor : incomeMinor;
  const lines: SelfEmployedLine[] = [];
  const parts: { code: string; amountMinor: bigint }[] = [];
  let [from, dueMinor] = [0n, 0n];
  for (const { upToMinor, rate } of scale.brackets) {
    const upTo = BigInt(upToMinor) < base ? BigInt(upToMinor) : base;
    if (upTo > from) {
      const amountMinor = shareOf(upTo - from, rate);
      lines.push(lineOf('contribution', upTo - from, rate, amountMinor, { currency, source }));
      parts.push({ code: 'contribution', amountMinor });
      dueMinor += amountMinor;
    }
    from = BigInt(upToMinor);
  }
  const feeMinor = shareOf(dueMinor, scale.feeRate);
  if (feeMinor > 0n) {
    lines.push(lineOf('fund-fee', dueMinor, scale.feeRate, feeMinor, { currency, source }));
    parts.push({ code: 'fund-fee', amountMinor: feeMinor });
  }
  return { dueMinor: dueMinor + feeMinor, lines, parts };
}

export const shareOf = (baseMinor: bigint, millionths: number): bigint =>
  (baseMinor * BigInt(millionths) + 500_000n) / 1_000_000n;

function lineOf(
  code: string,
  baseMinor: bigint,
  millionths: number,
  amountMinor: bigint,
  { currency, source }: Pick<Scale, 'currency' | 'source'>,
): SelfEmployedLine {
  const rate = (millionths / 1_000_000).toFixed(6).replace(/\.?0+$/, '');
  const [base, amount] = [baseMinor, amountMinor].map((one) => money(one, currency));
  return { code, base: base as Money, rate, amount: amount as Money, source };
}
