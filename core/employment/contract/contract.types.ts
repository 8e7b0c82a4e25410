import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../../platform/read/connection-type.js';
import { CivilDate, CountryCode, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Contract, ContractStatus } from './contract.entity.js';

export const ContractConnection = connectionType(Contract, 'Contract');

export enum ContractOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
}
registerEnumType(ContractOrder, {
  name: 'ContractOrder',
  description: 'How contracts are ordered.',
  valuesConfig: {
    NEWEST: { description: 'The newest first.' },
    OLDEST: { description: 'The oldest first.' },
  },
});

@InputType({ description: 'Which contracts.' })
export class ContractFilter {
  @Field(() => [ContractStatus], { nullable: true, description: 'Standing at one of these.' })
  status?: ContractStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this worker.' })
  workerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'For this activity.' })
  activityId?: string | null;
}

@InputType({ description: 'A day of work.' })
export class ContractDayInput {
  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Field(() => Decimal, {
    description: 'Hours, more than 0 and at most 24, in whole minutes: "7.6" is 7 h 36.',
  })
  hours: string;

  @Field(() => String, {
    nullable: true,
    description: 'When it begins, "HH:MM"; then rest between days is checked too.',
  })
  startsAt?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the kind of day, from "dayKinds"; "work" when absent.',
  })
  kind?: string | null;
}

@InputType({ description: 'What a contract says besides its days and its budget.' })
export class ContractConditionsInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Code of the function in the scale of the joint committee: minimum pay follows it.',
  })
  function?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Work with a risk for health or safety: insurance and fitness are arranged first.',
  })
  atRisk?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Age of the worker on the first day, from 15 to 20: of minimum pay the share of that age is ' +
      'owed. Older, or whole pay, when absent.',
  })
  age?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of interim work: the agency that employs the worker, from "agencies".',
  })
  agencyId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Of interim work: the agency’s own number of the contract, at most 100 characters.',
  })
  agencyReference?: string | null;

  @Field(() => CountryCode, {
    nullable: true,
    description: 'Where the work is done; the country of the co-operative when absent.',
  })
  workCountry?: string | null;
}

@InputType({ description: 'A draft of a contract.' })
export class CreateContractInput extends ContractConditionsInput {
  @Field(() => ID, { description: 'The activity that it is made for and paid by.' })
  activityId: string;

  @Field(() => ID, { description: 'The member who will work: takes part in the activity.' })
  workerId: string;

  @Field(() => String, { description: 'Code of the kind, from "contractKinds".' })
  kind: string;

  @Field(() => String, { nullable: true, description: 'Joint committee, e.g. "304".' })
  jointCommittee?: string | null;

  @Field(() => [ContractDayInput], { description: 'The days of work, all in one month.' })
  days: ContractDayInput[];

  @Field(() => Decimal, {
    description: 'What the activity spends on it in all, in its currency, e.g. "182.00".',
  })
  budget: string;

  @Field(() => String, { description: 'Your own key: a repeat with it makes no second draft.' })
  idempotencyKey: string;
}

@InputType({ description: 'A change of a draft; what is left out stays as it is.' })
export class UpdateContractInput extends ContractConditionsInput {
  @Field(() => ID, { description: 'The contract.' })
  id: string;

  @Field(() => Int, { nullable: true, description: 'The version that you saw.' })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: 'Code of the kind.' })
  kind?: string | null;

  @Field(() => String, { nullable: true, description: 'Joint committee; null: none.' })
  jointCommittee?: string | null;

  @Field(() => [ContractDayInput], { nullable: true, description: 'All the days of work.' })
  days?: ContractDayInput[] | null;

  @Field(() => Decimal, { nullable: true, description: 'What the activity spends on it in all.' })
  budget?: string | null;
}

@InputType({ description: 'A step of a contract that employs a person or moves money.' })
export class ContractStepInput {
  @Field(() => ID, { description: 'The contract.' })
  id: string;

  @Field(() => Int, { nullable: true, description: 'The version that you saw.' })
  expectedVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your own key: a repeat with it does nothing twice.' })
  idempotencyKey: string;
}

@InputType({ description: 'A contract whose days were worked.' })
export class MarkContractWorkedInput {
  @Field(() => ID, { description: 'The contract.' })
  id: string;

  @Field(() => Int, { nullable: true, description: 'The version that you saw.' })
  expectedVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@ObjectType({ description: 'A contract after a change, or why not.', simpleResolvers: true })
export class ContractPayload {
  @Field(() => Contract, { nullable: true, description: 'The contract as it now is.' })
  contract: Contract | null;

  @Field(() => [Violation], {
    description: 'What stands in the way; on a draft also what will at its signature.',
  })
  violations: Violation[];
}
