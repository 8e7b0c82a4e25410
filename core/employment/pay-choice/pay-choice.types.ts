import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { HouseholdInput } from '../pay/pay-simulation.types.js';

@ObjectType({ description: 'What a worker chose about pay.', simpleResolvers: true })
export class PayChoice {
  @Field(() => CivilDate, { description: 'Since when it holds.' })
  from: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'A higher rate of withholding tax, e.g. "0.21"; null: the law’s.',
  })
  withholdingRate: string | null;

  @Field(() => Int, { description: 'Dependent children.' })
  children: number;

  @Field(() => Boolean, { description: 'Living alone.' })
  single: boolean;

  @Field(() => Boolean, { description: 'With a spouse without income.' })
  spouseWithoutIncome: boolean;

  @Field(() => Boolean, { description: 'With a disability.' })
  disabled: boolean;

  @Field(() => Money, {
    nullable: true,
    description: 'Net pay is kept and paid in monthly parts of this; null: on the day it is due.',
  })
  monthlyInstalment: Money | null;
}

@ObjectType({ description: 'Net pay that is kept for a worker.', simpleResolvers: true })
export class PayReserve {
  @Field(() => Money, { description: 'What is kept now.' })
  kept: Money;

  @Field(() => Money, {
    description: 'The net pay of the last twelve months, divided by twelve: what a part could be.',
  })
  monthlyAverage: Money;
}

@InputType({ description: 'What a worker chooses about pay.' })
export class SetPayChoiceInput {
  @Field(() => ID, { nullable: true, description: 'Who; yourself when absent.' })
  memberId?: string | null;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'From which day on, not in the past; today when absent.',
  })
  from?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'A higher rate of withholding tax, e.g. "0.21", at most "0.6"; absent: the law’s.',
  })
  withholdingRate?: string | null;

  @Field(() => HouseholdInput, { nullable: true, description: 'What tax by scale goes by.' })
  household?: HouseholdInput | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Keep net pay and pay it out in monthly parts of this; absent: on the day it is due, and what ' +
      'is kept is paid out with the next month’s part.',
  })
  monthlyInstalment?: string | null;
}

@ObjectType({ description: 'The choice as it now is, or why not.', simpleResolvers: true })
export class SetPayChoicePayload {
  @Field(() => PayChoice, { nullable: true, description: 'The choice.' })
  choice: PayChoice | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
