import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { FeeBase, FeeRule } from '../../cooperative/fee-rule.entity.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';

export enum FeePart {
  INVOICE = 'INVOICE',
  SUBSIDY = 'SUBSIDY',
  PATRONAGE = 'PATRONAGE',
  OTHER = 'OTHER',
  MONTHLY = 'MONTHLY',
}
registerEnumType(FeePart, {
  name: 'FeePart',
  description: 'Of what the co-operative keeps a fee.',
  valuesConfig: {
    INVOICE: { description: 'What is invoiced.' },
    SUBSIDY: { description: 'Grants.' },
    PATRONAGE: { description: 'Gifts and sponsorship.' },
    OTHER: { description: 'Other income without an invoice.' },
    MONTHLY: { description: 'The fixed part of each month.' },
  },
});

@InputType({ description: 'A part of a degressive fee.' })
export class FeeBracketInput {
  @Field(() => Decimal, {
    nullable: true,
    description: 'Up to this cumulative amount of the calendar year; the last is without end.',
  })
  upTo?: string | null;

  @Field(() => Decimal, { description: 'In percent, with three decimals at most.' })
  rate: string;
}

@InputType({ description: 'What the co-operative keeps from a day on: a rate or brackets.' })
export class DecideFeeRuleInput {
  @Field(() => FeeBase, { description: 'Of which amount.' })
  base: FeeBase;

  @Field(() => Decimal, { nullable: true, description: 'In percent, e.g. "6.5"; or brackets.' })
  rate?: string | null;

  @Field(() => [FeeBracketInput], {
    nullable: true,
    description: 'Rising parts by cumulative amount of the year, at most 50; or a rate.',
  })
  brackets?: FeeBracketInput[] | null;

  @Field(() => Decimal, { nullable: true, description: 'Each month besides; none when absent.' })
  fixedMonthly?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'In percent, of invoices between activities; as any other when absent.',
  })
  internalRate?: string | null;

  @Field(() => CivilDate, {
    description: 'The first day on which it holds: today at the earliest.',
  })
  from: string;

  @Field(() => CivilDate, { nullable: true, description: 'The first day on which it has ended.' })
  until?: string | null;

  @Field(() => String, { description: 'The decision that set it: 1 to 500 characters.' })
  source: string;
}

@InputType({ description: 'Who or what is exempt from the fee.' })
export class ExemptFromFeeInput {
  @Field(() => ID, { nullable: true, description: 'One activity; all of them when absent.' })
  activityId?: string | null;

  @Field(() => FeePart, { nullable: true, description: 'One part of it; everything when absent.' })
  appliesTo?: FeePart | null;

  @Field(() => CivilDate, { description: 'The first day: today at the earliest.' })
  from: string;

  @Field(() => CivilDate, { nullable: true, description: 'The first day on which it has ended.' })
  until?: string | null;

  @Field(() => String, { description: 'Why: 1 to 1000 characters.' })
  reason: string;
}

@ObjectType({ simpleResolvers: true, description: 'The rule that was decided, or why not.' })
export class FeeRulePayload {
  @Field(() => FeeRule, { nullable: true, description: 'The rule; null when refused.' })
  feeRule: FeeRule | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'Whether the exemption holds, or why not.' })
export class FeeExemptionPayload {
  @Field(() => Boolean, { description: 'Whether it was decided.' })
  exempted: boolean;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
