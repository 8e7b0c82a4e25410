import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { BankLine } from '../bank/bank-line.entity.js';
import { LinePurpose } from './line-assignment.entity.js';

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };

export enum AwaitedPaymentOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  SINCE = 'SINCE',
}
registerEnumType(AwaitedPaymentOrder, {
  name: 'AwaitedPaymentOrder',
  description: 'The order of a list of awaited payments.',
  valuesConfig: {
    NEWEST: { description: 'Last booked first.' },
    OLDEST: { description: 'First booked first.' },
    SINCE: { description: 'The longest waiting first.' },
  },
});

@InputType({ description: 'A part of a movement: of one of the two.' })
export class LinePartInput {
  @Field(() => ID, { nullable: true, description: 'The awaited payment that it is.' })
  awaitedId?: string | null;

  @Field(() => LinePurpose, { nullable: true, description: 'What else it was for.' })
  purpose?: LinePurpose | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'How much, more than zero; when absent all that is awaited, or all that is open of the ' +
      'movement.',
  })
  amount?: string | null;
}

@InputType({ description: 'What a movement of the bank was for.' })
export class AssignBankLineInput {
  @Field(() => ID, { description: 'The movement.' })
  bankLineId: string;

  @Field(() => [LinePartInput], { description: '1 to 100 parts; together no more than is open.' })
  parts: LinePartInput[];

  @Field(() => String, { nullable: true, description: 'A note, of at most 200 characters.' })
  note?: string | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat assigns it once.' })
  idempotencyKey: string;
}

@InputType({ description: 'An assignment that was wrong.' })
export class UndoLineAssignmentInput {
  @Field(() => ID, { description: 'The assignment, as the movement lists it.' })
  assignmentId: string;

  @Field(() => String, { description: 'Why: at most 200 characters.' })
  reason: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat undoes it once.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'The movement as it is now, or why not.', simpleResolvers: true })
export class AssignBankLinePayload {
  @Field(() => BankLine, { nullable: true, description: 'The movement; null when refused.' })
  bankLine: BankLine | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}
