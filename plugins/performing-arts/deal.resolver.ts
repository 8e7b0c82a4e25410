import {
  Arg,
  Ctx,
  Download,
  Field,
  FieldResolver,
  ID,
  ifChangeable,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
  visible,
} from 'gezel/sdk';
import {
  cancelDeal,
  PerformingArtsCancelDealInput,
  PerformingArtsSignDealInput,
  signDeal,
} from './change-deal.js';
import { DealStatus } from './deal.codes.js';
import { PerformingArtsDeal, PerformingArtsDealDate } from './deal.entity.js';
import { contractFileOf, dealContract } from './deal-contract-pdf.js';
import { draftDeal, PerformingArtsDraftDealInput } from './draft-deal.js';
import { invoiceSettlement, PerformingArtsInvoiceSettlementInput } from './invoice-settlement.js';
import { PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { PerformingArtsRider } from './rider.entity.js';
import {
  agreeSettlement,
  PerformingArtsAgreeSettlementInput,
  PerformingArtsProposeSettlementInput,
  proposeSettlement,
} from './settle-date.js';
import { PerformingArtsSettlement } from './settlement.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The deal as it now is, or why not.' })
export class PerformingArtsDealPayload {
  @Field(() => PerformingArtsDeal, { nullable: true, description: 'The deal.' })
  deal: PerformingArtsDeal | null;

  @Field(() => [Violation], { description: 'What stands in the way, and what to look at.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The settlement as it now is, or why not.' })
export class PerformingArtsSettlementPayload {
  @Field(() => PerformingArtsSettlement, { nullable: true, description: 'The settlement.' })
  settlement: PerformingArtsSettlement | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => PerformingArtsSettlement)
export class SettlementResolver {
  @FieldResolver(() => PerformingArtsPerformance, { nullable: true, description: 'Of which date.' })
  date(@Root() { performanceId }: PerformingArtsSettlement, @Ctx() { store }: PluginContext) {
    return store.get(PerformingArtsPerformance, performanceId);
  }
}

@Resolver(() => PerformingArtsDeal)
export class DealResolver {
  @FieldResolver(() => PerformingArtsProduction, { nullable: true, description: 'What is played.' })
  production(@Root() { productionId }: PerformingArtsDeal, @Ctx() { store }: PluginContext) {
    return store.get(PerformingArtsProduction, productionId);
  }

  @FieldResolver(() => PerformingArtsRider, {
    nullable: true,
    description: 'The version of the rider that the signature bound both sides to.',
  })
  rider(@Root() { riderId }: PerformingArtsDeal, @Ctx() { store }: PluginContext) {
    return riderId === null ? null : store.get(PerformingArtsRider, riderId);
  }

  @FieldResolver(() => [PerformingArtsPerformance], { description: 'Its dates, at most 100.' })
  async dates(@Root() { id }: PerformingArtsDeal, @Ctx() { store }: PluginContext) {
    const rows = await store.listBy(PerformingArtsDealDate, 'dealId', id);
    const dates = await Promise.all(
      rows.map(({ performanceId }) => store.get(PerformingArtsPerformance, performanceId)),
    );
    return dates.filter((date) => date !== null);
  }

  @FieldResolver(() => Download, {
    nullable: true,
    description: 'Its contract: a PDF in the caller’s language; a draft says that it binds nobody.',
  })
  contract(@Root() { id }: PerformingArtsDeal, @Ctx() { files, locale }: PluginContext) {
    return files.link(dealContract.name, { id, locale }, contractFileOf({ id }));
  }

  @FieldResolver(() => [PerformingArtsSettlement], { description: 'One a date, at most 100.' })
  settlements(@Root() { id }: PerformingArtsDeal, @Ctx() { store }: PluginContext) {
    return store.listBy(PerformingArtsSettlement, 'dealId', id);
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId, status }: PerformingArtsDeal, @Ctx() ctx: PluginContext) {
    return ifChangeable(ctx, activityId, 'performing-arts.write', stepsFrom[status]);
  }

  @Requires('performing-arts.read')
  @Query(() => PerformingArtsDeal, { nullable: true, description: 'A deal by its id.' })
  performingArtsDeal(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<PerformingArtsDeal | null> {
    return visible(ctx, PerformingArtsDeal, id);
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsDealPayload, {
    nullable: true,
    description: 'Drafts a deal with an organiser: cession, co-realisation or hall rental.',
  })
  async performingArtsDraftDeal(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsDraftDealInput, { description: 'The deal.' })
    input: PerformingArtsDraftDealInput,
  ): Promise<PerformingArtsDealPayload> {
    const { done, violations } = await draftDeal(ctx, input);
    return { deal: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsDealPayload, {
    nullable: true,
    description: 'Signs a deal: its dates are confirmed and the rider of today is part of it.',
  })
  async performingArtsSignDeal(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsSignDealInput, { description: 'Which deal.' })
    input: PerformingArtsSignDealInput,
  ): Promise<PerformingArtsDealPayload> {
    const { done, violations } = await signDeal(ctx, input);
    return { deal: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsDealPayload, {
    nullable: true,
    description: 'Cancels a deal of which nothing is settled; its agreed dates do not take place.',
  })
  async performingArtsCancelDeal(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsCancelDealInput, { description: 'Which deal, and why.' })
    input: PerformingArtsCancelDealInput,
  ): Promise<PerformingArtsDealPayload> {
    const { done, violations } = await cancelDeal(ctx, input);
    return { deal: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsSettlementPayload, {
    nullable: true,
    description: 'Works out how the money of a date is shared by its deal; anew until agreed.',
  })
  async performingArtsProposeSettlement(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsProposeSettlementInput, { description: 'The takings.' })
    input: PerformingArtsProposeSettlementInput,
  ): Promise<PerformingArtsSettlementPayload> {
    const { done, violations } = await proposeSettlement(ctx, input);
    return { settlement: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsSettlementPayload, {
    nullable: true,
    description:
      'Agrees to a settlement: it never changes; with the last date its deal is settled.',
  })
  async performingArtsAgreeSettlement(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsAgreeSettlementInput, { description: 'Which settlement.' })
    input: PerformingArtsAgreeSettlementInput,
  ): Promise<PerformingArtsSettlementPayload> {
    const { done, violations } = await agreeSettlement(ctx, input);
    return { settlement: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsSettlementPayload, {
    nullable: true,
    description: 'Puts what the organiser owes by an agreed settlement on a draft invoice.',
  })
  async performingArtsInvoiceSettlement(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsInvoiceSettlementInput, { description: 'Which, and where.' })
    input: PerformingArtsInvoiceSettlementInput,
  ): Promise<PerformingArtsSettlementPayload> {
    const { done, violations } = await invoiceSettlement(ctx, input);
    return { settlement: done, violations };
  }
}

const stepsFrom = {
  [DealStatus.DRAFT]: ['performing-arts.sign-deal', 'performing-arts.cancel-deal'],
  [DealStatus.SIGNED]: ['performing-arts.propose-settlement', 'performing-arts.cancel-deal'],
  [DealStatus.SETTLED]: [],
  [DealStatus.CANCELLED]: [],
} as const;
