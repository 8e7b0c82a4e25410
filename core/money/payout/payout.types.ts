import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate, Iban } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Payout, PayoutStatus } from './payout.entity.js';

export enum PayoutOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  DUE_ON = 'DUE_ON',
}
registerEnumType(PayoutOrder, {
  name: 'PayoutOrder',
  description: 'The order of a list of payouts.',
  valuesConfig: {
    NEWEST: { description: 'Last made first.' },
    OLDEST: { description: 'First made first.' },
    DUE_ON: { description: 'The one that is due first, first.' },
  },
});

@InputType({ description: 'Which payouts: all conditions hold.' })
export class PayoutFilter {
  @Field(() => ID, { nullable: true, description: 'Of this activity.' })
  activityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'To this member.' })
  payeeId?: string | null;

  @Field(() => [PayoutStatus], { nullable: true, description: 'Any of these.' })
  status?: PayoutStatus[] | null;

  @Field(() => CivilDate, { nullable: true, description: 'Due on this day or earlier.' })
  dueUntil?: string | null;

  @Field(() => ID, { nullable: true, description: 'In this file for the bank.' })
  fileId?: string | null;
}

@InputType({ description: 'A payout that will not arrive.' })
export class FailPayoutInput {
  @Field(() => ID, { description: 'The payout: released, or unknown.' })
  payoutId: string;

  @Field(() => String, { description: 'How you know: what the bank said. At most 200 characters.' })
  reason: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat fails it once.' })
  idempotencyKey: string;
}

@InputType({ description: 'A payout that failed and is to be tried again.' })
export class RepeatPayoutInput {
  @Field(() => ID, { description: 'The payout that failed.' })
  payoutId: string;

  @Field(() => String, { description: 'Your key for this request: a repeat makes one payout.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'The payout as it is now, or why not.', simpleResolvers: true })
export class PayoutPayload {
  @Field(() => Payout, { nullable: true, description: 'The payout; null when refused.' })
  payout: Payout | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@InputType({ description: 'The payouts to release: all or none.' })
export class ReleasePayoutsInput {
  @Field(() => [ID], { description: '1 to 100 payouts.' })
  payoutIds: string[];

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat releases once.' })
  idempotencyKey: string;
}

@ObjectType({
  description: 'The payouts that are released, or why none is.',
  simpleResolvers: true,
})
export class ReleasePayoutsPayload {
  @Field(() => [Payout], { nullable: true, description: 'The payouts as they are now.' })
  payouts: Payout[] | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}

@InputType({ description: 'Where a member is paid from now on.' })
export class SetPayoutAccountInput {
  @Field(() => ID, { nullable: true, description: 'The member; you when absent.' })
  memberId?: string | null;

  @Field(() => Iban, { description: 'The account.' })
  iban: string;

  @Field(() => String, { nullable: true, description: 'In whose name; the member’s when absent.' })
  holder?: string | null;
}

@ObjectType({ description: 'Where a member is now paid, or why not.', simpleResolvers: true })
export class SetPayoutAccountPayload {
  @Field(() => Iban, { nullable: true, description: 'The account; null when refused.' })
  iban: string | null;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'From when money goes there, when it took the place of another; null: at once.',
  })
  usableFrom: string | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
