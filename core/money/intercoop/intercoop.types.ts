import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionType } from '../../platform/read/connection-type.js';
import { Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { IntercoopTransfer } from './intercoop-transfer.entity.js';

export const IntercoopTransferConnection = connectionType(IntercoopTransfer, 'IntercoopTransfer');

const key = { description: 'A repeat with the same key does it once.' };
const dryRun = { nullable: true, description: 'Only say what stands in the way.' };

@InputType({
  description: 'Money from your activity here to one of yours in another co-operative.',
})
export class TransferToCooperativeInput {
  @Field(() => ID, { description: 'The activity here, which you manage.' })
  fromActivityId: string;

  @Field(() => String, { description: 'The short name of the other co-operative.' })
  toCooperative: string;

  @Field(() => ID, { description: 'The activity there, in which you take part.' })
  toActivityId: string;

  @Field(() => Decimal, { description: 'How much, in the currency of the activity here.' })
  amount: string;

  @Field(() => String, { description: 'What for; both sides read it.' })
  reason: string;

  @Field(() => String, key)
  idempotencyKey: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ description: 'The transfer, or why not.', simpleResolvers: true })
export class TransferToCooperativePayload {
  @Field(() => IntercoopTransfer, { nullable: true, description: 'It; null: refused or tried.' })
  transfer: IntercoopTransfer | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@InputType({ description: 'Brings a clearing account towards zero, through the bank.' })
export class SettleClearingInput {
  @Field(() => String, { description: 'The other co-operative, by its short name.' })
  partner: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The legal entity that pays all that is owed; absent when money came in.',
  })
  hostEntityId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The line of the bank with what came in; absent to pay.',
  })
  bankLineId?: string | null;

  @Field(() => String, key)
  idempotencyKey: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ description: 'Whether it is settled, or why not.', simpleResolvers: true })
export class SettleClearingPayload {
  @Field(() => Boolean, { description: 'Whether it is done.' })
  settled: boolean;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
