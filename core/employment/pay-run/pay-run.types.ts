import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { CivilDate } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Contract } from '../contract/contract.entity.js';
import { PayRun } from './pay-run.entity.js';

export const PayRunConnection = connectionType(PayRun, 'PayRun');

@InputType({ description: 'What a pay run pays.' })
export class StartPayRunInput {
  @Field(() => CivilDate, {
    nullable: true,
    description: 'Pay that is due on this day or before; today when absent, never later.',
  })
  until?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what is due.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your own key: a repeat with it begins no second run.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'A pay run that was begun, or why not.', simpleResolvers: true })
export class StartPayRunPayload {
  @Field(() => PayRun, { nullable: true, description: 'The run; it goes on by itself.' })
  payRun: PayRun | null;

  @Field(() => Int, { description: 'How many contracts are due.' })
  contracts: number;

  @Field(() => Money, { description: 'Their net pay together.' })
  net: Money;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ description: 'A contract that a run could not pay.', simpleResolvers: true })
export class PayRunRefusal {
  @Field(() => ID, { description: 'Global id of the contract; also the cursor of the list.' })
  contractId: string;

  @Field(() => Contract, { nullable: true, description: 'The contract; it is still due.' })
  contract: Contract | null;

  @Field(() => [Violation], { description: 'Why.' })
  violations: Violation[];
}
