import { Arg, Ctx, Mutation, type PluginContext, Requires, Resolver } from 'gezel/sdk';
import { applyForCredit, applyForInvoice, applyForOrder, applyForSubsidy } from './apply.js';
import {
  FinancingApplyForCreditInput,
  FinancingApplyForInvoiceInput,
  FinancingApplyForOrderInput,
  FinancingApplyForSubsidyInput,
} from './apply-inputs.js';
import { FinancingLoanPayload, payloadOf } from './loan.payload.js';

@Resolver()
export class ApplyResolver {
  @Requires('financing.apply')
  @Mutation(() => FinancingLoanPayload, {
    nullable: true,
    description: 'Applies for a credit that is repaid month by month.',
  })
  async financingApplyForCredit(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingApplyForCreditInput, { description: 'The application.' })
    input: FinancingApplyForCreditInput,
  ): Promise<FinancingLoanPayload> {
    return payloadOf(await applyForCredit(ctx, input));
  }

  @Requires('financing.apply')
  @Mutation(() => FinancingLoanPayload, {
    nullable: true,
    description: 'Applies for an advance on a granted subsidy, repaid from what its funder pays.',
  })
  async financingApplyForSubsidy(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingApplyForSubsidyInput, { description: 'The application.' })
    input: FinancingApplyForSubsidyInput,
  ): Promise<FinancingLoanPayload> {
    return payloadOf(await applyForSubsidy(ctx, input));
  }

  @Requires('financing.apply')
  @Mutation(() => FinancingLoanPayload, {
    nullable: true,
    description: 'Applies for an advance on an issued invoice.',
  })
  async financingApplyForInvoice(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingApplyForInvoiceInput, { description: 'The application.' })
    input: FinancingApplyForInvoiceInput,
  ): Promise<FinancingLoanPayload> {
    return payloadOf(await applyForInvoice(ctx, input));
  }

  @Requires('financing.apply')
  @Mutation(() => FinancingLoanPayload, {
    nullable: true,
    description: 'Applies for an advance on an accepted quote.',
  })
  async financingApplyForOrder(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingApplyForOrderInput, { description: 'The application.' })
    input: FinancingApplyForOrderInput,
  ): Promise<FinancingLoanPayload> {
    return payloadOf(await applyForOrder(ctx, input));
  }
}
