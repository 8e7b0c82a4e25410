import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Engagement } from './engagement.entity.js';
import { EngagementEndedBy } from './notice-findings.js';
import type { YearState } from './settle-year.js';

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const version = { nullable: true, description: 'The version that you saw; refused when older.' };
const key = { description: 'Your own key: a repeat with it does nothing twice.' };

@ObjectType({ description: 'The work of a day of the week.', simpleResolvers: true })
export class WeekdayWork {
  @Field(() => Int, { description: '1 is Monday, 7 is Sunday.' })
  weekday: number;

  @Field(() => Decimal, { description: 'Hours, e.g. "7.6".' })
  hours: string;
}

@ObjectType({ description: 'A month of an engagement and its contract.', simpleResolvers: true })
export class EngagementMonth {
  @Field(() => CivilDate, { description: 'The first day of the month.' })
  month: string;

  contractId: string;

  @Field(() => Money, { description: 'The fixed part of its budget.' })
  fixed: Money;

  @Field(() => Money, { description: 'The advance on the variable part.' })
  advance: Money;

  @Field(() => Money, { description: 'What a settled year left to be paid.' })
  settlement: Money;
}

@ObjectType({
  description: 'The year of a salaried entrepreneur, settled or tried.',
  simpleResolvers: true,
})
export class EngagementYear {
  @Field(() => Int, { description: 'The calendar year.' })
  year: number;

  @Field(() => Money, { description: 'Invoiced less credited, and other income; without VAT.' })
  turnover: Money;

  @Field(() => Money, { description: 'Approved expenses, without the VAT that is deducted.' })
  directCosts: Money;

  @Field(() => Money, { description: 'What the co-operative keeps of the income.' })
  contribution: Money;

  @Field(() => Money, { description: 'What the contracts of the year cost: fixed and advances.' })
  employed: Money;

  @Field(() => Money, { description: 'Carried over from the year before: zero or less.' })
  carried: Money;

  @Field(() => Money, {
    description:
      'turnover − directCosts − contribution − employed + carried: above zero it is paid with the ' +
      'next month, below it is carried over.',
  })
  balance: Money;
}

export function yearOf(state: YearState | null): EngagementYear | null {
  if (state === null) return null;
  const { currency } = state.engagement;
  return Object.assign(new EngagementYear(), {
    year: state.year,
    turnover: money(state.turnoverMinor, currency),
    directCosts: money(state.directCostsMinor, currency),
    contribution: money(state.contributionMinor, currency),
    employed: money(state.employedMinor, currency),
    carried: money(state.carriedMinor, currency),
    balance: money(state.balanceMinor, currency),
  });
}

@InputType({ description: 'The work of a day of the week.' })
export class WeekdayWorkInput {
  @Field(() => Int, { description: '1 is Monday, 7 is Sunday.' })
  weekday: number;

  @Field(() => Decimal, { description: 'Hours in whole minutes, e.g. "7.6".' })
  hours: string;
}

@InputType({ description: 'Employment without an agreed end, to be prepared.' })
export class CreateEngagementInput {
  @Field(() => ID, { description: 'The activity that pays it.' })
  activityId: string;

  @Field(() => ID, { description: 'Who works: takes part in the activity; its manager may.' })
  workerId: string;

  @Field(() => String, { description: '"open-ended", "salaried-entrepreneur", or one like it.' })
  kind: string;

  @Field(() => String, { nullable: true, description: 'Joint committee, e.g. "304".' })
  jointCommittee?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the function in its scale.' })
  function?: string | null;

  @Field(() => [WeekdayWorkInput], { description: 'The week: full time or part time.' })
  schedule: WeekdayWorkInput[];

  @Field(() => Decimal, { description: 'What a full month costs the activity in all.' })
  budget: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Of a salaried entrepreneur: each month besides, on the variable part.',
  })
  advance?: string | null;

  @Field(() => CivilDate, { description: 'The first day.' })
  from: string;

  @Field(() => String, key)
  idempotencyKey: string;
}

@InputType({ description: 'The engagement to sign.' })
export class SignEngagementInput {
  @Field(() => ID, { description: 'The engagement.' })
  id: string;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;

  @Field(() => String, key)
  idempotencyKey: string;
}

@InputType({ description: 'The engagement to end, or the draft to give up.' })
export class EndEngagementInput {
  @Field(() => ID, { description: 'The engagement.' })
  id: string;

  @Field(() => CivilDate, { description: 'The last day; of a draft it is of no consequence.' })
  lastDay: string;

  @Field(() => String, { description: 'Why, in one line of at most 500 characters.' })
  reason: string;

  @Field(() => EngagementEndedBy, {
    nullable: true,
    description: 'Who ends it, today: alone with notice; both agree when absent.',
  })
  by?: EngagementEndedBy | null;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ description: 'An engagement after a step, or why not.', simpleResolvers: true })
export class EngagementPayload {
  @Field(() => Engagement, { nullable: true, description: 'The engagement as it now is.' })
  engagement: Engagement | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@InputType({ description: 'The year of a salaried entrepreneur to settle.' })
export class SettleEngagementYearInput {
  @Field(() => ID, { description: 'The engagement.' })
  id: string;

  @Field(() => Int, { description: 'The calendar year, which is over.' })
  year: number;

  @Field(() => Boolean, { nullable: true, description: 'Only compute it.' })
  dryRun?: boolean | null;

  @Field(() => String, key)
  idempotencyKey: string;
}

@ObjectType({ description: 'A year as it was settled or tried.', simpleResolvers: true })
export class EngagementYearPayload {
  @Field(() => EngagementYear, {
    nullable: true,
    description: 'Its figures; null when it was refused.',
  })
  settlement: EngagementYear | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@InputType({ description: 'What an activity must carry before it engages somebody.' })
export class SetEngagementPolicyInput {
  @Field(() => Int, { description: 'Months of all its engagements: 1 to 60.' })
  months: number;

  @Field(() => Decimal, { description: 'Which part of expected income counts: "0" to "1".' })
  expectedShare: string;

  @Field(() => Int, { description: 'So many days before a month its contract is made: 1 to 28.' })
  leadDays: number;

  @Field(() => CivilDate, { nullable: true, description: 'The first day; today when absent.' })
  from?: string | null;

  @Field(() => String, { description: 'The decision that it rests on.' })
  source: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ description: 'Whether it was decided, or why not.', simpleResolvers: true })
export class EngagementPolicyPayload {
  @Field(() => Boolean, { description: 'Whether it is decided now.' })
  decided: boolean;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
