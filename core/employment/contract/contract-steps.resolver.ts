import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { Requires } from '../../platform/schema-rules.js';
import { payContract } from '../pay/pay-contract.js';
import { cancelContract } from './cancel-contract.js';
import {
  ContractPayload,
  ContractStepInput,
  CreateContractInput,
  MarkContractWorkedInput,
  UpdateContractInput,
} from './contract.types.js';
import { answerOf, changeOf, onceOf, orderOf } from './contract-requests.js';
import { createContract } from './create-contract.js';
import { signContract } from './sign-contract.js';
import { updateContract } from './update-contract.js';
import { markContractWorked } from './work-contract.js';

@Resolver()
export class ContractStepsResolver {
  @Requires('contract.write')
  @Mutation(() => ContractPayload, {
    description: 'Prepares a contract. Warnings say what still stands in the way of its signature.',
  })
  async createContract(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateContractInput, { description: 'What is agreed.' })
    input: CreateContractInput,
  ): Promise<ContractPayload> {
    const order = await orderOf(known(ctx), input);
    return answerOf(known(ctx), await createContract(known(ctx), order, onceOf(input)));
  }

  @Requires('contract.write')
  @Mutation(() => ContractPayload, { description: 'Changes a draft.' })
  async updateContract(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateContractInput, { description: 'What changes.' })
    input: UpdateContractInput,
  ): Promise<ContractPayload> {
    const change = await changeOf(known(ctx), input);
    return answerOf(known(ctx), await updateContract(known(ctx), change));
  }

  @Requires('contract.write')
  @Mutation(() => ContractPayload, {
    description: 'Signs a contract: number, amounts and days are fixed. Before the work begins.',
  })
  async signContract(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ContractStepInput, { description: 'Which contract.' })
    input: ContractStepInput,
  ): Promise<ContractPayload> {
    return answerOf(known(ctx), await signContract(known(ctx), input, onceOf(input)));
  }

  @Requires('contract.write')
  @Mutation(() => ContractPayload, { description: 'Cancels a contract whose work has not begun.' })
  async cancelContract(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ContractStepInput, { description: 'Which contract.' })
    input: ContractStepInput,
  ): Promise<ContractPayload> {
    return answerOf(known(ctx), await cancelContract(known(ctx), input, onceOf(input)));
  }

  @Requires('contract.write')
  @Mutation(() => ContractPayload, {
    description: 'Says that the days were worked; the day after the last this happens by itself.',
  })
  async markContractWorked(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => MarkContractWorkedInput, { description: 'Which contract.' })
    input: MarkContractWorkedInput,
  ): Promise<ContractPayload> {
    return answerOf(known(ctx), await markContractWorked(known(ctx), input));
  }

  @Requires('payout.release')
  @Mutation(() => ContractPayload, {
    description: 'Pays a worked contract before its day; on its day this happens by itself.',
  })
  async payContract(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ContractStepInput, { description: 'Which contract.' })
    input: ContractStepInput,
  ): Promise<ContractPayload> {
    return answerOf(known(ctx), await payContract(known(ctx), input, onceOf(input)));
  }
}
