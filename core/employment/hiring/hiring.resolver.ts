import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { Decimal } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { Violation } from '../../platform/write/violation.js';
import { Contract } from '../contract/contract.entity.js';
import { ContractConditionsInput, ContractDayInput } from '../contract/contract.types.js';
import { onceOf, orderOf } from '../contract/contract-requests.js';
import { hireWorkers } from './hire-workers.js';

@InputType({ description: 'One of those who are hired, and on what terms.' })
export class HiredWorkerInput extends ContractConditionsInput {
  @Field(() => ID, { description: 'The member who will work: takes part in the activity.' })
  workerId: string;

  @Field(() => String, { description: 'Code of the kind of contract, from "contractKinds".' })
  kind: string;

  @Field(() => String, { nullable: true, description: 'Joint committee, e.g. "304".' })
  jointCommittee?: string | null;

  @Field(() => [ContractDayInput], { description: 'The days of work, all in one month.' })
  days: ContractDayInput[];

  @Field(() => Decimal, {
    description: 'What the activity spends on it in all, in its currency, e.g. "182.00".',
  })
  budget: string;
}

@InputType({ description: 'Several people to hire for an activity: all or none.' })
export class HireWorkersInput {
  @Field(() => ID, { description: 'The activity that they work for and are paid by.' })
  activityId: string;

  @Field(() => [HiredWorkerInput], { description: '1 to 50 contracts; a person may have several.' })
  contracts: HiredWorkerInput[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True signs them at once; false leaves drafts.',
  })
  sign: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your own key: a repeat with it hires nobody twice.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'Those who were hired, or why nobody was.', simpleResolvers: true })
export class HireWorkersPayload {
  @Field(() => [Contract], {
    nullable: true,
    description: 'The contracts in the order of the input; null when any was refused.',
  })
  contracts: Contract[] | null;

  @Field(() => [Violation], {
    description: 'What stands in the way, with the place of the contract in the path.',
  })
  violations: Violation[];
}

@Resolver()
export class HiringResolver {
  @Requires('contract.write')
  @Mutation(() => HireWorkersPayload, {
    description: 'Hires several people in one go, a contract each: all or none.',
  })
  async hireWorkers(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => HireWorkersInput, { description: 'Whom, on what terms.' })
    input: HireWorkersInput,
  ): Promise<HireWorkersPayload> {
    const { activityId, idempotencyKey, sign, dryRun } = input;
    const orders = await Promise.all(
      input.contracts.map((worker) =>
        orderOf(known(ctx), { ...worker, activityId, idempotencyKey }),
      ),
    );
    return hireWorkers(known(ctx), { contracts: orders, sign, dryRun }, onceOf(input));
  }
}
