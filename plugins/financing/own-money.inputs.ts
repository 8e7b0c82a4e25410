import {
  type Attempted,
  CivilDate,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  ObjectType,
  Violation,
} from 'gezel/sdk';
import { FinancingOwnMoney } from './own-money.entity.js';

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const key = { description: 'Makes a repeat harmless: 8 to 200 visible characters.' };
const id = { description: 'The own money.' };

@InputType({ description: 'Own money that a member wants to put into an activity.' })
export class FinancingAgreeOwnMoneyInput {
  @Field(() => ID, { description: 'The activity; its manager’s money it is.' })
  activityId: string;

  @Field(() => Decimal, { description: 'How much, in the activity’s currency.' })
  amount: string;

  @Field(() => Int, { description: 'In how many monthly parts it goes back: 1 to 96.' })
  months: number;

  @Field(() => CivilDate, { description: 'The day of the first part.' })
  firstBackOn: string;

  @Field(() => String, key)
  idempotencyKey: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'Own money that the bank has brought.' })
export class FinancingReceiveOwnMoneyInput {
  @Field(() => ID, id)
  id: string;

  @Field(() => ID, { description: 'The movement of the bank that brought it, all of it.' })
  bankLineId: string;

  @Field(() => String, key)
  idempotencyKey: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'To pay own money back before its plan does, or to let it go.' })
export class FinancingReturnOwnMoneyInput {
  @Field(() => ID, id)
  id: string;

  @Field(() => Decimal, { description: 'How much: at most what is still to go back.' })
  amount: string;

  @Field(() => String, key)
  idempotencyKey: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'Own money that will not come.' })
export class FinancingCancelOwnMoneyInput {
  @Field(() => ID, id)
  id: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: 'The own money as it now is, or why not.' })
export class FinancingOwnMoneyPayload {
  @Field(() => FinancingOwnMoney, { nullable: true, description: 'The own money.' })
  ownMoney: FinancingOwnMoney | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

export const shown = ({
  done,
  violations,
}: Attempted<FinancingOwnMoney>): FinancingOwnMoneyPayload => ({ ownMoney: done, violations });
