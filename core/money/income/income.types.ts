import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Income, IncomeSort } from './income.entity.js';

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const key = { description: 'Your key for this request: a repeat answers the first.' };

@InputType({ description: 'Money at the bank that is an income of an activity.' })
export class RecordIncomeInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => ID, { description: 'The movement of the bank that brought it.' })
  bankLineId: string;

  @Field(() => IncomeSort, { description: 'What it is.' })
  kind: IncomeSort;

  @Field(() => String, { description: 'Who gave it: 1 to 200 characters.' })
  payer: string;

  @Field(() => String, { description: 'The decision or agreement: 1 to 200 characters.' })
  reference: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'How much of the movement; all that is open when absent.',
  })
  amount?: string | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;

  @Field(() => String, key)
  idempotencyKey: string;
}

@InputType({ description: 'An income that was recorded wrongly.' })
export class ReverseIncomeInput {
  @Field(() => ID, { description: 'The income.' })
  incomeId: string;

  @Field(() => String, { description: 'Why: 1 to 1000 characters.' })
  reason: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;

  @Field(() => String, key)
  idempotencyKey: string;
}

@ObjectType({ description: 'The income after a step, or why not.', simpleResolvers: true })
export class IncomePayload {
  @Field(() => Income, { nullable: true, description: 'The income; null when refused or tried.' })
  income: Income | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}
