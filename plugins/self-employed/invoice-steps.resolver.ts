import {
  Arg,
  Ctx,
  Field,
  Mutation,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  Violation,
} from 'gezel/sdk';
import { creditInPart, creditInvoice, SelfEmployedCreditInPartInput } from './credit-invoice.js';
import { SelfEmployedInvoice, SelfEmployedMember } from './invoice.entity.js';
import { recordPayment, SelfEmployedInvoiceStepInput } from './issue-invoice.js';
import { confirmEnterprise, SelfEmployedConfirmInput, sendInvoice } from './send-invoice.js';

@ObjectType({ simpleResolvers: true, description: 'The invoice or credit note, or why not.' })
export class SelfEmployedInvoicePayload {
  @Field(() => SelfEmployedInvoice, { nullable: true, description: 'What was issued or changed.' })
  invoice: SelfEmployedInvoice | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The profile as it now is, or why not.' })
export class SelfEmployedConfirmPayload {
  @Field(() => SelfEmployedMember, { nullable: true, description: 'The profile.' })
  profile: SelfEmployedMember | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class InvoiceStepsResolver {
  @Requires('self-employed.write')
  @Mutation(() => SelfEmployedInvoicePayload, {
    nullable: true,
    description: 'Takes back what is left of an unpaid invoice by a credit note, which it answers.',
  })
  async selfEmployedCreditInvoice(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => SelfEmployedInvoiceStepInput, { description: 'Which.' })
    input: SelfEmployedInvoiceStepInput,
  ): Promise<SelfEmployedInvoicePayload> {
    const { done, violations } = await creditInvoice(ctx, input);
    return { invoice: done, violations };
  }

  @Requires('self-employed.write')
  @Mutation(() => SelfEmployedInvoicePayload, {
    nullable: true,
    description: 'Takes some of an unpaid invoice back by a credit note, which it answers.',
  })
  async selfEmployedCreditInPart(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => SelfEmployedCreditInPartInput, { description: 'What of it.' })
    input: SelfEmployedCreditInPartInput,
  ): Promise<SelfEmployedInvoicePayload> {
    const { done, violations } = await creditInPart(ctx, input);
    return { invoice: done, violations };
  }

  @Requires('self-employed.write')
  @Mutation(() => SelfEmployedInvoicePayload, {
    nullable: true,
    description: 'Notes that the client has paid, today.',
  })
  async selfEmployedRecordPayment(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => SelfEmployedInvoiceStepInput, { description: 'Which.' })
    input: SelfEmployedInvoiceStepInput,
  ): Promise<SelfEmployedInvoicePayload> {
    const { done, violations } = await recordPayment(ctx, input);
    return { invoice: done, violations };
  }

  @Requires('self-employed.write')
  @Mutation(() => SelfEmployedInvoicePayload, {
    nullable: true,
    description: 'Sends over the Peppol network what was not sent yet, or came to nothing.',
  })
  async selfEmployedSendInvoice(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => SelfEmployedInvoiceStepInput, { description: 'Which.' })
    input: SelfEmployedInvoiceStepInput,
  ): Promise<SelfEmployedInvoicePayload> {
    const { done, violations } = await sendInvoice(ctx, input);
    return { invoice: done, violations };
  }

  @Requires('self-employed.confirm')
  @Mutation(() => SelfEmployedConfirmPayload, {
    nullable: true,
    description: 'Confirms that the enterprise is the member’s: its invoices may be sent.',
  })
  async selfEmployedConfirmEnterprise(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => SelfEmployedConfirmInput, { description: 'Whose.' })
    input: SelfEmployedConfirmInput,
  ): Promise<SelfEmployedConfirmPayload> {
    const { done, violations } = await confirmEnterprise(ctx, input);
    return { profile: done, violations };
  }
}
