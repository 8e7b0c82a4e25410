import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { AmateurAllowance } from './allowance.entity.js';

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const version = { nullable: true, description: 'The version that you saw; refused when older.' };
const key = { description: 'Your own key: a repeat with it does nothing twice.' };

@InputType({ description: 'Days of an amateur in the arts, before the first of them.' })
export class RegisterAmateurAllowanceInput {
  @Field(() => ID, { description: 'The activity that pays; its legal entity is the principal.' })
  activityId: string;

  @Field(() => ID, { description: 'The member who plays, sings, makes: takes part in it.' })
  artistId: string;

  @Field(() => [CivilDate], { description: 'The days, all in one year; at most 31.' })
  days: string[];

  @Field(() => Decimal, { description: 'For each day, in the activity’s currency.' })
  amount: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Proven travel over all days; 0 if absent.',
  })
  travel?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The proof of the travel: an upload of yours for the purpose "travel-proof".',
  })
  travelProof?: string | null;

  @Field(() => String, { description: 'The artistic activity, in one line.' })
  description: string;

  @Field(() => String, { description: 'The number that the public register gave it.' })
  reference: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Days of the year for other principals; what was stated before when absent.',
  })
  daysElsewhere?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;

  @Field(() => String, key)
  idempotencyKey: string;
}

@InputType({ description: 'A registration to cancel.' })
export class CancelAmateurAllowanceInput {
  @Field(() => ID, { description: 'The allowance.' })
  id: string;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'An allowance to pay after its last day.' })
export class PayAmateurAllowanceInput extends CancelAmateurAllowanceInput {
  @Field(() => String, key)
  idempotencyKey: string;
}

@ObjectType({ description: 'An allowance after a step, or why not.', simpleResolvers: true })
export class AmateurAllowancePayload {
  @Field(() => AmateurAllowance, { nullable: true, description: 'The allowance as it now is.' })
  allowance: AmateurAllowance | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
