import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Cooperative } from '../cooperative/cooperative.entity.js';
import { known, type RequestContext } from '../platform/context.js';
import { connectionType } from '../platform/read/connection-type.js';
import { PageArgs } from '../platform/read/page-args.js';
import { byGlobalId, byId } from '../platform/read/read.js';
import { EmailAddress } from '../platform/scalars.js';
import { Requires } from '../platform/schema-rules.js';
import { Advice } from './advice.entity.js';
import { Member } from './member.entity.js';
import { MemberFilter, MemberOrder } from './member.filter.js';
import { memberActions, members, seesContact } from './member.policy.js';
import * as service from './member.service.js';
import { MemberContact } from './member-contact.js';
import { cooperativeOf } from './memberships.js';
import { RoleGrant } from './role-grant.entity.js';
import { ShareHolding } from './share-holding.js';

export const MemberConnection = connectionType(Member, 'Member');

@Resolver(() => Member)
export class MemberResolver {
  @Requires('member.read')
  @Query(() => Member, { nullable: true, description: 'One member that you may see.' })
  member(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Member | null> {
    return byGlobalId(known(ctx), members, id);
  }

  @Requires('member.read')
  @Query(() => MemberConnection, { description: 'The members that you may see.' })
  members(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => MemberFilter, { nullable: true, description: 'Which members.' })
    filter?: MemberFilter | null,
    @Arg('orderBy', () => MemberOrder, { nullable: true, description: 'Newest first if absent.' })
    orderBy?: MemberOrder | null,
  ) {
    return service.listMembers(known(ctx), args, filter, orderBy);
  }

  @FieldResolver(() => Cooperative, { nullable: true, description: 'The co-operative.' })
  cooperative(@Ctx() ctx: RequestContext, @Root() member: Member) {
    return cooperativeOf(known(ctx), member);
  }

  @FieldResolver(() => EmailAddress, {
    nullable: true,
    description: 'For the member and the co-operative’s own people; null for others.',
  })
  email(@Ctx() ctx: RequestContext, @Root() member: Member): string | null {
    return seesContact(known(ctx).viewer, member) ? member.email : null;
  }

  @FieldResolver(() => MemberContact, {
    nullable: true,
    description: 'Phone and address; null for whoever may not see them.',
  })
  contact(@Ctx() ctx: RequestContext, @Root() member: Member): MemberContact | null {
    return service.contactOf(known(ctx), member);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who advises the member now.' })
  adviser(@Ctx() ctx: RequestContext, @Root() member: Member): Promise<Member | null> {
    return service.adviserOf(known(ctx), member);
  }

  @FieldResolver(() => [Advice], {
    nullable: true,
    description: 'Advisers now and in the past, newest first; null for whoever may not see them.',
  })
  advisers(@Ctx() ctx: RequestContext, @Root() member: Member): Promise<Advice[] | null> {
    return service.advisersOf(known(ctx), member);
  }

  @FieldResolver(() => [RoleGrant], {
    nullable: true,
    description: 'Roles with their dates, newest first; null for whoever may not see them.',
  })
  roles(@Ctx() ctx: RequestContext, @Root() member: Member): Promise<RoleGrant[] | null> {
    return service.rolesOf(known(ctx), member);
  }

  @FieldResolver(() => [ShareHolding], {
    nullable: true,
    description: 'Shares held, by class; null for whoever may not see them.',
  })
  shares(@Ctx() ctx: RequestContext, @Root() member: Member): Promise<ShareHolding[] | null> {
    return service.sharesOf(known(ctx), member);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the national number is kept, which nobody is shown; null as the contact.',
  })
  hasNationalNumber(@Ctx() ctx: RequestContext, @Root() member: Member): Promise<boolean> | null {
    return service.hasNationalNumber(known(ctx), member);
  }

  @FieldResolver(() => [String], { description: 'What you may do with the member now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() member: Member): string[] {
    return memberActions(known(ctx).viewer, member);
  }
}

@Resolver(() => Advice)
export class AdviceResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'The adviser, if you may see them.' })
  adviser(@Ctx() ctx: RequestContext, @Root() advice: Advice): Promise<Member | null> {
    return byId(known(ctx), members, advice.adviserId);
  }
}
