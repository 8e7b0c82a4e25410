import {
  Arg,
  CivilDate,
  Ctx,
  Field,
  heldOn,
  ID,
  localId,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Violation,
} from 'gezel/sdk';
import {
  describeHouseInvoice,
  PerformingArtsDescribeHouseInvoiceInput,
} from './describe-house-invoice.js';
import { PerformingArtsHouseInvoice } from './house-invoice.entity.js';
import { PerformingArtsHouseMinimum } from './house-minimum.entity.js';
import { PerformingArtsSetHouseMinimumInput, setHouseMinimum } from './set-house-minimum.js';

@ObjectType({ simpleResolvers: true, description: 'The minimum as it now holds, or why not.' })
export class PerformingArtsSetHouseMinimumPayload {
  @Field(() => PerformingArtsHouseMinimum, { nullable: true, description: 'The new minimum.' })
  minimum: PerformingArtsHouseMinimum | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'What an invoice is judged by, or why not.' })
export class PerformingArtsHouseInvoicePayload {
  @Field(() => PerformingArtsHouseInvoice, { nullable: true, description: 'What was said of it.' })
  houseInvoice: PerformingArtsHouseInvoice | null;

  @Field(() => [Violation], { description: 'What stands in the way, and what will at its issue.' })
  violations: Violation[];
}

@Resolver()
export class HouseMinimumResolver {
  @Requires('performing-arts.read')
  @Query(() => [PerformingArtsHouseMinimum], {
    nullable: true,
    description:
      'What subsidised houses pay at least on a day: one a kind of subsidy and currency.',
  })
  performingArtsHouseMinima(
    @Ctx() { store, today }: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
  ): Promise<PerformingArtsHouseMinimum[]> {
    return store.find(PerformingArtsHouseMinimum, heldOn(on ?? today));
  }

  @Requires('performing-arts.reference')
  @Mutation(() => PerformingArtsSetHouseMinimumPayload, {
    nullable: true,
    description:
      'Records what subsidised houses pay at least from a day on, in place of what they paid before.',
  })
  async performingArtsSetHouseMinimum(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsSetHouseMinimumInput, { description: 'The figures.' })
    input: PerformingArtsSetHouseMinimumInput,
  ): Promise<PerformingArtsSetHouseMinimumPayload> {
    const { done, violations } = await setHouseMinimum(ctx, input);
    return { minimum: done, violations };
  }

  @Requires('performing-arts.read')
  @Query(() => PerformingArtsHouseInvoice, {
    nullable: true,
    description: 'What an invoice to a subsidised house is for; null while nothing was said.',
  })
  async performingArtsHouseInvoice(
    @Ctx() ctx: PluginContext,
    @Arg('invoiceId', () => ID, { description: 'The invoice.' }) invoiceId: string,
  ): Promise<PerformingArtsHouseInvoice | null> {
    const id = localId('Invoice', invoiceId, 'invoiceId');
    const invoice = await ctx.core.invoice(id);
    return invoice === null ? null : ctx.store.get(PerformingArtsHouseInvoice, id);
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsHouseInvoicePayload, {
    nullable: true,
    description:
      'Says for which days of how many people a draft invoice to a subsidised house is; it is ' +
      'issued for no less than their minimum.',
  })
  async performingArtsDescribeHouseInvoice(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsDescribeHouseInvoiceInput, { description: 'The work.' })
    input: PerformingArtsDescribeHouseInvoiceInput,
  ): Promise<PerformingArtsHouseInvoicePayload> {
    const { done, violations } = await describeHouseInvoice(ctx, input);
    return { houseInvoice: done, violations };
  }
}
