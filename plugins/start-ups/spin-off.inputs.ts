import {
  type Attempted,
  CivilDate,
  Decimal,
  EnterpriseNumber,
  Field,
  Iban,
  ID,
  InputType,
  ObjectType,
  Violation,
} from 'gezel/sdk';
import { ItemDecision, StartUpSpinOff } from './spin-off.entity.js';

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const id = { description: 'The spin-off.' };

@InputType({ description: 'The company that an activity becomes.' })
export class StartUpPrepareSpinOffInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'The company, at most 200 characters.' })
  companyName: string;

  @Field(() => EnterpriseNumber, { description: 'Its number in the register of enterprises.' })
  enterpriseNumber: string;

  @Field(() => Iban, { description: 'Its account, to which what is left is paid.' })
  iban: string;

  @Field(() => CivilDate, { description: 'The day of the transfer, to come.' })
  transferOn: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'What becomes of one thing.' })
export class StartUpSpinOffDecisionInput {
  @Field(() => ID, { description: 'The item.' })
  itemId: string;

  @Field(() => ItemDecision, { description: 'What becomes of it.' })
  decision: ItemDecision;

  @Field(() => String, {
    nullable: true,
    description:
      'Of a debt that goes along: by what its creditor consents; at most 500 characters.',
  })
  note?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of what goes along: the member who sees to it that it moves.',
  })
  ownerId?: string | null;
}

@InputType({ description: 'What becomes of things of the inventory.' })
export class StartUpDecideSpinOffItemsInput {
  @Field(() => ID, id)
  id: string;

  @Field(() => [StartUpSpinOffDecisionInput], { description: 'At most 100 at once.' })
  decisions: StartUpSpinOffDecisionInput[];
}

@InputType({ description: 'A step of one spin-off.' })
export class StartUpSpinOffStepInput {
  @Field(() => ID, id)
  id: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'What somebody else thinks of a spin-off.' })
export class StartUpJudgeSpinOffInput {
  @Field(() => ID, id)
  id: string;

  @Field(() => Boolean, { description: 'Whether it may be carried out.' })
  favourable: boolean;

  @Field(() => String, { description: 'Why: at most 1,000 characters.' })
  reasons: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'To carry a spin-off out.' })
export class StartUpTransferSpinOffInput {
  @Field(() => ID, id)
  id: string;

  @Field(() => Decimal, { description: 'What of the activity’s money is paid to the company.' })
  amount: string;

  @Field(() => String, { description: 'Makes a repeat harmless: 8 to 200 visible characters.' })
  idempotencyKey: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: 'The spin-off as it now is, or why not.' })
export class StartUpSpinOffPayload {
  @Field(() => StartUpSpinOff, { nullable: true, description: 'Null when refused.' })
  spinOff: StartUpSpinOff | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

export const spunOff = ({
  done,
  violations,
}: Attempted<StartUpSpinOff>): StartUpSpinOffPayload => ({ spinOff: done, violations });
