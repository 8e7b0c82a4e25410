import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { FundWriteOff } from './fund-write-off.entity.js';

@ObjectType({ description: 'Advances of an age.', simpleResolvers: true })
export class FundAge {
  @Field(() => Int, { description: 'Days since they were made, at least.' })
  fromDays: number;

  @Field(() => Int, { nullable: true, description: 'Days since, at most; null: any.' })
  untilDays: number | null;

  @Field(() => Money, { description: 'What of them is out.' })
  advanced: Money;

  @Field(() => Money, { description: 'What of that no unpaid invoice stands for.' })
  uncovered: Money;
}

@ObjectType({ description: 'What the fund waits for from a client, for an activity.' })
export class FundExposure {
  activityId: string;

  clientId: string | null;

  @Field(() => Money, { description: 'What it advanced and the client’s invoices stand for.' })
  advanced: Money;

  @Field(() => CivilDate, { description: 'The day of the oldest of these advances.' })
  oldestOn: string;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'The last day of the oldest of these invoices; null where none stands for it.',
  })
  dueOn: string | null;
}

@ObjectType({ description: 'What moved in the fund in a month.', simpleResolvers: true })
export class FundMonth {
  @Field(() => CivilDate, { description: 'Its first day.' })
  month: string;

  @Field(() => Money, { description: 'What the co-operative and late clients put in.' })
  contributed: Money;

  @Field(() => Money, { description: 'What was advanced.' })
  advanced: Money;

  @Field(() => Money, { description: 'What came back, also of what had been lost.' })
  repaid: Money;

  @Field(() => Money, { description: 'What was written off.' })
  lost: Money;

  @Field(() => Money, { description: 'What of losses came back after all.' })
  recovered: Money;

  @Field(() => Money, { description: 'What it could still advance at the end of the month.' })
  available: Money;
}

@InputType({ description: 'Money of the shared income for the guarantee fund.' })
export class ContributeToFundInput {
  @Field(() => Decimal, { description: 'More than zero, in the currency of the co-operative.' })
  amount: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat puts it in once.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'Whether it was put in, or why not.', simpleResolvers: true })
export class ContributeToFundPayload {
  @Field(() => Boolean, { description: 'Whether it is in the fund now.' })
  contributed: boolean;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@InputType({ description: 'How far the guarantee fund goes from a day on.' })
export class DecideFundPolicyInput {
  @Field(() => Decimal, {
    description: 'The part of expected income that it advances, in percent.',
  })
  shareOfExpected: string;

  @Field(() => Decimal, { nullable: true, description: 'The most for one activity, if limited.' })
  perActivity?: string | null;

  @Field(() => CivilDate, { description: 'From when it holds: today or later.' })
  from: string;

  @Field(() => String, { description: 'The decision: of which body, on which day.' })
  source: string;
}

@ObjectType({ description: 'Whether it is decided, or why not.', simpleResolvers: true })
export class DecideFundPolicyPayload {
  @Field(() => Boolean, { description: 'Whether it is noted.' })
  decided: boolean;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@InputType({ description: 'What the fund has out upon an invoice that will never be paid.' })
export class ProposeFundWriteOffInput {
  @Field(() => ID, { description: 'The invoice.' })
  invoiceId: string;

  @Field(() => String, { description: 'Why the client will not pay: at most 1000 characters.' })
  reason: string;

  @Field(() => String, { description: 'Your key for this request: a repeat proposes it once.' })
  idempotencyKey: string;
}

@InputType({ description: 'A decision over a write-off that another person proposed.' })
export class DecideFundWriteOffInput {
  @Field(() => ID, { description: 'The write-off.' })
  writeOffId: string;

  @Field(() => Boolean, { description: 'Whether it is written off, or stays owed.' })
  approve: boolean;

  @Field(() => Int, { nullable: true, description: 'Its version as you saw it.' })
  expectedVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat decides it once.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'The write-off as it is now, or why not.', simpleResolvers: true })
export class FundWriteOffPayload {
  @Field(() => FundWriteOff, { nullable: true, description: 'The write-off; null when refused.' })
  writeOff: FundWriteOff | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}
