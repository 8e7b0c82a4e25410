import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { hostEntities } from '../../cooperative/cooperative.policy.js';
import { HostEntity } from '../../cooperative/host-entity.entity.js';
import { Member } from '../../member/member.entity.js';
import { members } from '../../member/member.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { localId } from '../../platform/ids.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { Payout } from '../payout/payout.entity.js';
import { payouts } from '../payout/payout.policy.js';
import { authorRightsPayments, authorRightsSheets } from './author-rights.policy.js';
import { conditions, pay, plan } from './author-rights.service.js';
import * as types from './author-rights.types.js';
import { AuthorRightsWork } from './author-rights-codes.js';
import { AuthorRightsPayment } from './author-rights-payment.entity.js';
import { AuthorRightsSheet } from './author-rights-sheet.entity.js';
import { declareElsewhere } from './declare-elsewhere.js';

export const AuthorRightsPaymentConnection = connectionType(
  AuthorRightsPayment,
  'AuthorRightsPayment',
);
export const AuthorRightsSheetConnection = connectionType(AuthorRightsSheet, 'AuthorRightsSheet');

@Resolver(() => AuthorRightsPayment)
export class AuthorRightsResolver {
  @Requires('ledger.read')
  @Query(() => AuthorRightsPaymentConnection, { description: 'Payments of author rights.' })
  authorRightsPayments(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => types.AuthorRightsFilter, { nullable: true, description: 'Which ones.' })
    filter?: types.AuthorRightsFilter | null,
  ) {
    const where = filter == null ? [] : conditions(filter);
    return page(known(ctx), authorRightsPayments, args, { where });
  }

  @Requires('author-rights.write')
  @Query(() => types.AuthorRightsPlan, {
    description: 'What a payment of author rights would come to on a day, and what is against it.',
  })
  authorRightsPlan(
    @Ctx() ctx: RequestContext,
    @Arg('activityId', () => ID, { description: 'The activity that would pay.' })
    activityId: string,
    @Arg('memberId', () => ID, { description: 'Whose rights they are.' }) memberId: string,
    @Arg('amount', () => Decimal, { description: 'Gross.' }) amount: string,
    @Arg('work', () => AuthorRightsWork, { description: 'On what kind of work.' })
    work: AuthorRightsWork,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on?: string | null,
  ): Promise<types.AuthorRightsPlan> {
    return plan(known(ctx), { activityId, memberId, amount, work, on });
  }

  @Requires('author-rights.write')
  @Mutation(() => types.PayAuthorRightsPayload, {
    description: 'Pays a member for rights on a work: tax withheld, the rest as a payout.',
  })
  payAuthorRights(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.PayAuthorRightsInput, { description: 'The payment.' })
    input: types.PayAuthorRightsInput,
  ): Promise<types.PayAuthorRightsPayload> {
    return pay(known(ctx), input);
  }

  @Requires('member.write')
  @Mutation(() => types.DeclareAuthorRightsPayload, {
    description: 'Notes what a member had of author rights from others in a year.',
  })
  declareAuthorRights(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.DeclareAuthorRightsInput, { description: 'How much, in which year.' })
    input: types.DeclareAuthorRightsInput,
  ): Promise<types.DeclareAuthorRightsPayload> {
    const own = known(ctx).viewer.memberId;
    const memberId = input.memberId == null ? own : localId('Member', input.memberId, 'memberId');
    return declareElsewhere(known(ctx), { ...input, memberId });
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity that paid.' })
  activity(@Ctx() ctx: RequestContext, @Root() of: AuthorRightsPayment): Promise<Activity | null> {
    return byId(known(ctx), activities, of.activityId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Whose rights they are.' })
  member(@Ctx() ctx: RequestContext, @Root() of: AuthorRightsPayment): Promise<Member | null> {
    return byId(known(ctx), members, of.memberId);
  }

  @FieldResolver(() => Payout, { nullable: true, description: 'The payout of the net amount.' })
  payout(@Ctx() ctx: RequestContext, @Root() of: AuthorRightsPayment): Promise<Payout | null> {
    return byId(known(ctx), payouts, of.payoutId);
  }
}

@Resolver(() => AuthorRightsSheet)
export class AuthorRightsSheetResolver {
  @Requires('ledger.read')
  @Query(() => AuthorRightsSheetConnection, {
    description: 'The figures of the sheets 281.45 of an income year: all, or one’s own.',
  })
  authorRightsSheets(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('year', () => Int, { description: 'The income year.' }) year: number,
  ) {
    return page(known(ctx), authorRightsSheets, args, { where: [sql`t.year = ${year}::integer`] });
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who was paid.' })
  member(@Ctx() ctx: RequestContext, @Root() sheet: AuthorRightsSheet): Promise<Member | null> {
    return byId(known(ctx), members, sheet.memberId);
  }

  @FieldResolver(() => HostEntity, { nullable: true, description: 'The legal entity that paid.' })
  hostEntity(
    @Ctx() ctx: RequestContext,
    @Root() sheet: AuthorRightsSheet,
  ): Promise<HostEntity | null> {
    return byId(known(ctx), hostEntities, sheet.hostEntityId);
  }
}
