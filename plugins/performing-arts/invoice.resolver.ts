import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Mutation,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { PerformingArtsDeal } from './deal.entity.js';
import { PerformingArtsInvoice } from './invoice.entity.js';
import { PerformingArtsTestExemptionInput, testExemption } from './test-exemption.js';

@ObjectType({ simpleResolvers: true, description: 'The passed test, or why it is not passed.' })
export class PerformingArtsTestExemptionPayload {
  @Field(() => PerformingArtsInvoice, { nullable: true, description: 'What is kept of it.' })
  invoice: PerformingArtsInvoice | null;

  @Field(() => [Violation], { description: 'Every reason why it is not exempt.' })
  violations: Violation[];
}

@Resolver(() => PerformingArtsInvoice)
export class InvoiceResolver {
  @FieldResolver(() => PerformingArtsDeal, { nullable: true, description: 'The deal behind it.' })
  deal(@Root() { dealId }: PerformingArtsInvoice, @Ctx() { store }: PluginContext) {
    return dealId === null ? null : store.get(PerformingArtsDeal, dealId);
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsTestExemptionPayload, {
    nullable: true,
    description:
      'Tests whether a draft invoice is exempt as a performing artist’s (VAT Code, art. 44 § 2, ' +
      '8°) and keeps what proves it; a line on that ground is issued only after it.',
  })
  async performingArtsTestExemption(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsTestExemptionInput, { description: 'What to test.' })
    input: PerformingArtsTestExemptionInput,
  ): Promise<PerformingArtsTestExemptionPayload> {
    const { done, violations } = await testExemption(ctx, input);
    return { invoice: done, violations };
  }
}
