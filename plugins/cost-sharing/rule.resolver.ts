import {
  Activity,
  Arg,
  Args,
  type ChargeBearer,
  type ChargeShareFacts,
  CivilDate,
  type CoreReference,
  Ctx,
  connectionType,
  count,
  DateTime,
  Field,
  FieldResolver,
  globalId,
  ID,
  Int,
  Invoice,
  localId,
  Money,
  Mutation,
  money,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  registerEnumType,
  Violation,
} from 'gezel/sdk';
import { CostSharingApplication } from './application.entity.js';
import { ApplicationConnection } from './application.resolver.js';
import {
  CostSharingDecideRuleInput,
  CostSharingProposeRuleInput,
  decideRule,
  proposeRule,
} from './decide-rule.js';
import { CostSharingPassOnInput, passOn } from './pass-on.js';
import {
  CostSharingActivity,
  CostSharingPassedOn,
  CostSharingRule,
  RuleStatus,
} from './rule.entity.js';

export enum Bearer {
  USER = 'USER',
  CLIENT = 'CLIENT',
  SECTOR = 'SECTOR',
  COMMUNITY = 'COMMUNITY',
}
registerEnumType(Bearer, {
  name: 'CostSharingBearer',
  description: 'Who bears a part of a price.',
  valuesConfig: {
    USER: { description: 'The activity that uses the service.' },
    CLIENT: { description: 'Its client: the activity pays until it is passed on.' },
    SECTOR: { description: 'The sector of the activity.' },
    COMMUNITY: { description: 'The co-operative as a whole.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'The rule as it now is, or why not.' })
export class CostSharingRulePayload {
  @Field(() => CostSharingRule, { nullable: true, description: 'The rule.' })
  rule: CostSharingRule | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'What is on the invoice, or why not.' })
export class CostSharingPassOnPayload {
  @Field(() => [CostSharingPassedOn], { nullable: true, description: 'What was put on it.' })
  passedOn: CostSharingPassedOn[] | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'A part of a price that a tool charged.' })
export class CostSharingShare {
  @Field(() => ID, { description: 'Its id, for passing on.' })
  id: string;

  @Field(() => String, { description: 'The service.' })
  service: string;

  @Field(() => Bearer, { description: 'Who bears it.' })
  bearer: ChargeBearer;

  @Field(() => String, { nullable: true, description: 'Of a sector’s part: which.' })
  sector: string | null;

  @Field(() => Money, { description: 'How much.' })
  amount: Money;

  @Field(() => Money, { description: 'What of it was given back.' })
  refunded: Money;

  @Field(() => DateTime, { description: 'When it was charged.' })
  chargedAt: Date;

  @Field(() => ID, { description: 'The rule that made it.' })
  ruleId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What one bore of a service in a period.' })
export class CostSharingReportLine {
  @Field(() => String, { description: 'The service.' })
  service: string;

  @Field(() => Bearer, { description: 'Who bore it.' })
  bearer: ChargeBearer;

  @Field(() => String, { nullable: true, description: 'Of a sector: which.' })
  sector: string | null;

  @Field(() => Money, { description: 'How much, what was given back taken off.' })
  amount: Money;
}

const RuleConnection = connectionType(CostSharingRule);
const PassedOnConnection = connectionType(CostSharingPassedOn);

@Resolver(() => CostSharingActivity)
export class ActivityResolver {
  @FieldResolver(() => PassedOnConnection, { description: 'What is on invoices, newest first.' })
  passedOn(
    @Root() { activityId }: CostSharingActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<CostSharingPassedOn> {
    const by = { property: 'activityId', id: activityId } as const;
    return store.page(CostSharingPassedOn, args, { by });
  }

  @FieldResolver(() => ApplicationConnection, {
    description: 'What it asked others to bear, newest first.',
  })
  applications(
    @Root() { activityId }: CostSharingActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<CostSharingApplication> {
    const by = { property: 'activityId', id: activityId } as const;
    return store.page(CostSharingApplication, args, { by });
  }
}

@Resolver(() => CostSharingPassedOn)
export class PassedOnResolver {
  @FieldResolver(() => Invoice.type, { nullable: true, description: 'The invoice.' })
  invoice(@Root() { invoiceId }: CostSharingPassedOn): CoreReference {
    return { id: invoiceId };
  }

  @FieldResolver(() => Activity.type, { nullable: true, description: 'Who passed it on.' })
  activity(@Root() { activityId }: CostSharingPassedOn): CoreReference {
    return { id: activityId };
  }
}

@Resolver(() => CostSharingRule)
export class RuleResolver {
  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(
    @Root() { status, proposerId }: CostSharingRule,
    @Ctx() { viewer }: PluginContext,
  ): string[] {
    const may = viewer?.reach('cost-sharing.decide') !== undefined;
    const other = viewer?.memberId !== proposerId;
    return may && other && status === RuleStatus.PROPOSED ? ['cost-sharing.decide-rule'] : [];
  }

  @FieldResolver(() => Activity.type, {
    nullable: true,
    description: 'For this activity alone; null: for all, or for one that the caller does not see.',
  })
  activity(@Root() { activityId }: CostSharingRule): CoreReference | null {
    return activityId === null ? null : { id: activityId };
  }

  @Requires('cost-sharing.read')
  @Query(() => RuleConnection, {
    nullable: true,
    description: 'Rules for all, the latest day first; those for one activity are with it.',
  })
  costSharingRules(
    @Ctx() { store }: PluginContext,
    @Arg('status', () => RuleStatus, { nullable: true, description: 'DECIDED when absent.' })
    status: RuleStatus | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<CostSharingRule> {
    const orderBy = { property: 'fromDay', direction: 'desc' } as const;
    const where = { status: status ?? RuleStatus.DECIDED, activityId: null };
    return store.page(CostSharingRule, args, { where, orderBy });
  }

  @Requires('cost-sharing.read')
  @Query(() => [CostSharingShare], {
    nullable: true,
    description: 'How the prices that tools charged an activity were shared, the oldest first.',
  })
  async costSharingShares(
    @Ctx() ctx: PluginContext,
    @Arg('activityId', () => ID, { description: 'The activity.' }) activityId: string,
    @Arg('bearer', () => Bearer, { nullable: true, description: 'Only what this one bears.' })
    bearer: Bearer | null | undefined,
    @Arg('first', () => Int, { nullable: true, description: '1 to 100; 20 when absent.' })
    first: number | null,
    @Arg('after', () => ID, { nullable: true, description: 'Only what comes after this one.' })
    after: string | null | undefined,
  ): Promise<CostSharingShare[] | null> {
    count(first, 'first', 100);
    const id = localId('Activity', activityId, 'activityId');
    if ((await ctx.core.activity(id)) === null) return null;
    const found = await ctx.core.sharing.shares(id, {
      limit: first ?? 20,
      ...(bearer == null ? {} : { bearer }),
      ...(after == null ? {} : { after: localId('CostSharingShare', after, 'after') }),
    });
    return found.map(shown);
  }

  @Requires('cost-sharing.report')
  @Query(() => [CostSharingReportLine], {
    nullable: true,
    description: 'Who bore what of the services of a period, by the ledger’s days.',
  })
  async costSharingReport(
    @Ctx() { core }: PluginContext,
    @Arg('from', () => CivilDate, { description: 'The first day.' }) from: string,
    @Arg('until', () => CivilDate, { description: 'The last day.' }) until: string,
  ): Promise<CostSharingReportLine[]> {
    const sums = await core.sharing.sums({ from, until });
    return sums.map(({ service, bearer, sector, amountMinor, currency }) => ({
      ...{ service, bearer, sector, amount: money(amountMinor, currency) },
    }));
  }

  @Requires('cost-sharing.manage')
  @Mutation(() => CostSharingRulePayload, {
    nullable: true,
    description: 'Proposes who is to bear the price of a service from a day on.',
  })
  async costSharingProposeRule(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CostSharingProposeRuleInput, { description: 'The rule.' })
    input: CostSharingProposeRuleInput,
  ): Promise<CostSharingRulePayload> {
    const { done, violations } = await proposeRule(ctx, input);
    return { rule: done, violations };
  }

  @Requires('cost-sharing.decide')
  @Mutation(() => CostSharingRulePayload, {
    nullable: true,
    description: 'Decides or rejects a rule that somebody else proposed.',
  })
  async costSharingDecideRule(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CostSharingDecideRuleInput, { description: 'The decision.' })
    input: CostSharingDecideRuleInput,
  ): Promise<CostSharingRulePayload> {
    const { done, violations } = await decideRule(ctx, input);
    return { rule: done, violations };
  }

  @Requires('cost-sharing.pass-on')
  @Mutation(() => CostSharingPassOnPayload, {
    nullable: true,
    description: 'Puts the client’s parts of prices on a draft invoice, once each.',
  })
  async costSharingPassOn(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CostSharingPassOnInput, { description: 'Which, and on what.' })
    input: CostSharingPassOnInput,
  ): Promise<CostSharingPassOnPayload> {
    const { done, violations } = await passOn(ctx, input);
    return { passedOn: done, violations };
  }
}

const shown = (share: ChargeShareFacts): CostSharingShare => ({
  ...{ service: share.service, bearer: share.bearer, sector: share.sector },
  ...{ chargedAt: share.chargedAt, ruleId: globalId('CostSharingRule', share.ruleId) },
  id: globalId('CostSharingShare', share.id),
  amount: money(share.amountMinor, share.currency),
  refunded: money(share.refundedMinor, share.currency),
});
