import { Arg, Ctx, Mutation, type PluginContext, Requires, Resolver } from 'gezel/sdk';
import { draw, FinancingDrawInput } from './draw.js';
import { fileReport, withdraw } from './file-report.js';
import { FinancingLoanPayload, payloadOf } from './loan.payload.js';
import { FinancingLoanStepInput } from './loan-steps.js';
import {
  advise,
  decide,
  FinancingOpinionInput,
  FinancingWriteOffInput,
  writeOff,
} from './opinions.js';
import {
  FinancingReceiveRepaymentInput,
  FinancingRepayInput,
  receiveRepayment,
  repay,
} from './repay.js';

@Resolver()
export class LoanStepsResolver {
  @Requires('financing.apply')
  @Mutation(() => FinancingLoanPayload, {
    nullable: true,
    description: 'Withdraws an application, or a loan that is not yet drawn.',
  })
  async financingWithdraw(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingLoanStepInput, { description: 'Which loan.' })
    input: FinancingLoanStepInput,
  ): Promise<FinancingLoanPayload> {
    return payloadOf(await withdraw(ctx, input));
  }

  @Requires('financing.advise')
  @Mutation(() => FinancingLoanPayload, {
    nullable: true,
    description: 'Gives advice on an application.',
  })
  async financingAdvise(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingOpinionInput, { description: 'The advice.' })
    input: FinancingOpinionInput,
  ): Promise<FinancingLoanPayload> {
    return payloadOf(await advise(ctx, input));
  }

  @Requires('financing.decide')
  @Mutation(() => FinancingLoanPayload, {
    nullable: true,
    description: 'Grants or refuses: somebody else than who asked and who advised.',
  })
  async financingDecide(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingOpinionInput, { description: 'The decision.' })
    input: FinancingOpinionInput,
  ): Promise<FinancingLoanPayload> {
    return payloadOf(await decide(ctx, input));
  }

  @Requires('financing.apply')
  @Mutation(() => FinancingLoanPayload, {
    nullable: true,
    description: 'Takes the money of a granted loan, less the cost of the file.',
  })
  async financingDraw(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingDrawInput, { description: 'Which loan.' })
    input: FinancingDrawInput,
  ): Promise<FinancingLoanPayload> {
    return payloadOf(await draw(ctx, input));
  }

  @Requires('financing.apply')
  @Mutation(() => FinancingLoanPayload, {
    nullable: true,
    description: 'Repays before it is collected, out of the activity’s available money.',
  })
  async financingRepay(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingRepayInput, { description: 'How much.' })
    input: FinancingRepayInput,
  ): Promise<FinancingLoanPayload> {
    return payloadOf(await repay(ctx, input));
  }

  @Requires('financing.decide')
  @Mutation(() => FinancingLoanPayload, {
    nullable: true,
    description: 'Pays a loan back with money at the bank, e.g. of the company that took it over.',
  })
  async financingReceiveRepayment(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingReceiveRepaymentInput, { description: 'Which movement.' })
    input: FinancingReceiveRepaymentInput,
  ): Promise<FinancingLoanPayload> {
    return payloadOf(await receiveRepayment(ctx, input));
  }

  @Requires('financing.decide')
  @Mutation(() => FinancingLoanPayload, {
    nullable: true,
    description: 'Gives up what is left: a loss of the co-operative.',
  })
  async financingWriteOff(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingWriteOffInput, { description: 'Which loan, and why.' })
    input: FinancingWriteOffInput,
  ): Promise<FinancingLoanPayload> {
    return payloadOf(await writeOff(ctx, input));
  }

  @Requires('financing.apply')
  @Mutation(() => FinancingLoanPayload, {
    nullable: true,
    description: 'Says that the funder of a subsidy has its report.',
  })
  async financingFileReport(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingLoanStepInput, { description: 'Which loan.' })
    input: FinancingLoanStepInput,
  ): Promise<FinancingLoanPayload> {
    return payloadOf(await fileReport(ctx, input));
  }
}
