import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CivilDate } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { PayoutFile } from './payout-file.entity.js';

@InputType({ description: 'Which payouts go to the bank together.' })
export class MakePayoutFileInput {
  @Field(() => ID, { description: 'The legal entity that pays.' })
  hostEntityId: string;

  @Field(() => CivilDate, {
    description:
      'The day on which the bank is asked to pay, from today to 60 days ahead; what is released ' +
      'and due by then goes in.',
  })
  executionOn: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat makes one file.' })
  idempotencyKey: string;
}

@InputType({ description: 'Which file of payments.' })
export class PayoutFileInput {
  @Field(() => ID, { description: 'The file.' })
  fileId: string;

  @Field(() => Int, { nullable: true, description: 'Its version as you saw it.' })
  expectedVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat does it once.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'The file as it is now, or why not.', simpleResolvers: true })
export class PayoutFilePayload {
  @Field(() => PayoutFile, { nullable: true, description: 'The file; null when refused.' })
  payoutFile: PayoutFile | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}
