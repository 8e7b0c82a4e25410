import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import { Decimal } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { Client } from '../client/client.entity.js';
import { clients } from '../client/client.policy.js';
import { Invoice } from '../invoice/invoice.entity.js';
import { invoices } from '../invoice/invoice.policy.js';
import { contributeToFund } from './contribute-to-fund.js';
import { decideFundPolicy } from './decide-fund-policy.js';
import { decideWriteOff } from './decide-write-off.js';
import { fundWriteOffs, writeOffActions } from './fund.policy.js';
import * as types from './fund.types.js';
import { fundAges, fundCoverage, fundExposures, fundHistory } from './fund-report.js';
import { GuaranteeFund, guaranteeFund } from './fund-state.js';
import { FundWriteOff } from './fund-write-off.entity.js';
import { proposeWriteOff } from './propose-write-off.js';

export const FundWriteOffConnection = connectionType(FundWriteOff, 'FundWriteOff');

@Resolver(() => GuaranteeFund)
export class FundResolver {
  @Requires('ledger.read')
  @Query(() => GuaranteeFund, {
    nullable: true,
    description: 'The guarantee fund; null for whoever sees their own activities only.',
  })
  guaranteeFund(@Ctx() ctx: RequestContext): Promise<GuaranteeFund | null> {
    return guaranteeFund(known(ctx));
  }

  @Requires('fund.manage')
  @Mutation(() => types.ContributeToFundPayload, {
    description: 'Puts a part of the shared income in the guarantee fund.',
  })
  contributeToFund(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.ContributeToFundInput, { description: 'How much.' })
    input: types.ContributeToFundInput,
  ): Promise<types.ContributeToFundPayload> {
    return contributeToFund(known(ctx), input);
  }

  @Requires('fund.manage')
  @Mutation(() => types.DecideFundPolicyPayload, {
    description: 'Sets how far the guarantee fund goes from a day on.',
  })
  decideFundPolicy(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.DecideFundPolicyInput, { description: 'The policy.' })
    input: types.DecideFundPolicyInput,
  ): Promise<types.DecideFundPolicyPayload> {
    return decideFundPolicy(known(ctx), input);
  }

  @FieldResolver(() => [types.FundAge], { description: 'What is out, by the age of the advances.' })
  ages(@Ctx() ctx: RequestContext): Promise<types.FundAge[]> {
    return fundAges(known(ctx));
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description: 'What of it unpaid invoices stand for, in percent; null when nothing is out.',
  })
  coverage(@Ctx() ctx: RequestContext): Promise<string | null> {
    return fundCoverage(known(ctx));
  }

  @FieldResolver(() => [types.FundExposure], {
    description: 'What is out by client and activity, the largest first.',
  })
  exposures(
    @Ctx() ctx: RequestContext,
    @Arg('first', () => Int, { defaultValue: 20, description: '1 to 100.' }) first: number,
  ): Promise<types.FundExposure[]> {
    return fundExposures(known(ctx), first);
  }

  @FieldResolver(() => [types.FundMonth], {
    description: 'Month by month, this one first.',
  })
  history(
    @Ctx() ctx: RequestContext,
    @Arg('months', () => Int, { defaultValue: 12, description: '1 to 60.' }) months: number,
  ): Promise<types.FundMonth[]> {
    return fundHistory(known(ctx), months);
  }
}

@Resolver(() => types.FundExposure)
export class FundExposureResolver {
  @FieldResolver(() => Activity, { nullable: true, description: 'The activity that had it.' })
  activity(@Ctx() ctx: RequestContext, @Root() of: types.FundExposure): Promise<Activity | null> {
    return byId(known(ctx), activities, of.activityId);
  }

  @FieldResolver(() => Client, {
    nullable: true,
    description: 'Whose invoices stand for it; null: nobody’s, the activity itself owes it.',
  })
  client(
    @Ctx() ctx: RequestContext,
    @Root() of: types.FundExposure,
  ): Promise<Client | null> | null {
    return of.clientId === null ? null : byId(known(ctx), clients, of.clientId);
  }
}

@Resolver(() => FundWriteOff)
export class FundWriteOffResolver {
  @Requires('ledger.read')
  @Query(() => FundWriteOffConnection, { description: 'Losses of the fund, asked and decided.' })
  fundWriteOffs(@Ctx() ctx: RequestContext, @Args(() => PageArgs) args: PageArgs) {
    return page(known(ctx), fundWriteOffs, args);
  }

  @Requires('fund.manage')
  @Mutation(() => types.FundWriteOffPayload, {
    description: 'Asks to give up what the fund has out upon an invoice; another person decides.',
  })
  async proposeFundWriteOff(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.ProposeFundWriteOffInput, { description: 'Which invoice, and why.' })
    input: types.ProposeFundWriteOffInput,
  ): Promise<types.FundWriteOffPayload> {
    const invoiceId = localId('Invoice', input.invoiceId, 'invoiceId');
    const { writeOffId, violations } = await proposeWriteOff(known(ctx), { ...input, invoiceId });
    const writeOff = writeOffId === null ? null : await byId(known(ctx), fundWriteOffs, writeOffId);
    return { writeOff, violations };
  }

  @Requires('fund.manage')
  @Mutation(() => types.FundWriteOffPayload, {
    description: 'Decides over a write-off that another person proposed.',
  })
  async decideFundWriteOff(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.DecideFundWriteOffInput, { description: 'Which, and how.' })
    input: types.DecideFundWriteOffInput,
  ): Promise<types.FundWriteOffPayload> {
    const writeOffId = localId('FundWriteOff', input.writeOffId, 'writeOffId');
    const { after, violations } = await decideWriteOff(known(ctx), { ...input, writeOffId });
    const writeOff = after === null ? null : await byId(known(ctx), fundWriteOffs, writeOffId);
    return { writeOff, violations };
  }

  @FieldResolver(() => Invoice, { nullable: true, description: 'The invoice.' })
  invoice(@Ctx() ctx: RequestContext, @Root() of: FundWriteOff): Promise<Invoice | null> {
    return byId(known(ctx), invoices, of.invoiceId);
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity that had it.' })
  activity(@Ctx() ctx: RequestContext, @Root() of: FundWriteOff): Promise<Activity | null> {
    return byId(known(ctx), activities, of.activityId);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() of: FundWriteOff): string[] {
    return writeOffActions(known(ctx).viewer, of);
  }
}
