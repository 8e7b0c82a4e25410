import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../platform/context.js';
import { Public, Requires } from '../platform/schema-rules.js';
import { Violation } from '../platform/write/violation.js';
import { assignAdviser } from './assign-adviser.js';
import { buyShares } from './buy-shares.js';
import { changeMemberStatus } from './change-member-status.js';
import { grantRole } from './grant-role.js';
import { identifyMember } from './identify-member.js';
import { Member } from './member.entity.js';
import * as inputs from './member.inputs.js';
import { registerMember } from './register-member.js';
import { revokeRole } from './revoke-role.js';
import { setNationalNumber } from './set-national-number.js';
import { updateMember } from './update-member.js';

@ObjectType({ description: 'The member after a change, or why not.', simpleResolvers: true })
export class MemberPayload {
  @Field(() => Member, { nullable: true, description: 'The member; null when refused or tried.' })
  member: Member | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}

const what = { description: 'What is asked.' };

@Resolver()
export class MemberChangesResolver {
  // Public only towards members: the service asks for the permission or a verified subject.
  @Public()
  @Mutation(() => MemberPayload, { description: 'Registers a member, or yourself as one.' })
  registerMember(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.RegisterMemberInput, what) input: inputs.RegisterMemberInput,
  ): Promise<MemberPayload> {
    return registerMember(ctx, input);
  }

  @Requires('member.write')
  @Mutation(() => MemberPayload, { description: 'Changes name, contact and language of a member.' })
  updateMember(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.UpdateMemberInput, what) input: inputs.UpdateMemberInput,
  ): Promise<MemberPayload> {
    return updateMember(known(ctx), input);
  }

  @Requires('member.write')
  @Mutation(() => MemberPayload, {
    description: 'Records that a member’s identity is established.',
  })
  identifyMember(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.IdentifyMemberInput, what) input: inputs.IdentifyMemberInput,
  ): Promise<MemberPayload> {
    return identifyMember(known(ctx), input);
  }

  @Requires('member.write')
  @Mutation(() => MemberPayload, {
    description: 'Keeps a member’s national number for declarations to social security.',
  })
  setNationalNumber(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.SetNationalNumberInput, what)
    input: inputs.SetNationalNumberInput,
  ): Promise<MemberPayload> {
    return setNationalNumber(known(ctx), input);
  }

  @Requires('member.write')
  @Mutation(() => MemberPayload, {
    description: 'Confirms, suspends, readmits or lets go a member.',
  })
  changeMemberStatus(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.ChangeMemberStatusInput, what)
    input: inputs.ChangeMemberStatusInput,
  ): Promise<MemberPayload> {
    return changeMemberStatus(known(ctx), input);
  }

  @Requires('member.write')
  @Mutation(() => MemberPayload, { description: 'Gives a member another adviser.' })
  assignAdviser(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.AssignAdviserInput, what) input: inputs.AssignAdviserInput,
  ): Promise<MemberPayload> {
    return assignAdviser(known(ctx), input);
  }

  @Requires('member.write')
  @Mutation(() => MemberPayload, { description: 'Issues shares, paid from an activity.' })
  buyShares(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.BuySharesInput, what) input: inputs.BuySharesInput,
  ): Promise<MemberPayload> {
    return buyShares(known(ctx), input);
  }

  @Requires('member.write')
  @Mutation(() => MemberPayload, { description: 'Gives a member a role; for administrators.' })
  grantRole(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.GrantRoleInput, what) input: inputs.GrantRoleInput,
  ): Promise<MemberPayload> {
    return grantRole(known(ctx), input);
  }

  @Requires('member.write')
  @Mutation(() => MemberPayload, { description: 'Ends a member’s role; for administrators.' })
  revokeRole(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => inputs.RevokeRoleInput, what) input: inputs.RevokeRoleInput,
  ): Promise<MemberPayload> {
    return revokeRole(known(ctx), input);
  }
}
