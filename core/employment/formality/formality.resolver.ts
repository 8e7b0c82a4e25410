import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { Member } from '../../member/member.entity.js';
import { members } from '../../member/member.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { Download } from '../../platform/files/downloads.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byGlobalId, byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { Contract } from '../contract/contract.entity.js';
import { contracts } from '../contract/contract.policy.js';
import { Formality } from './formality.entity.js';
import { formalities, formalityActions } from './formality.policy.js';
import * as types from './formality.types.js';
import { formalitiesOf, formalitiesPage, formalityEvidence } from './formality-reads.js';
import { settleFormality } from './settle-formality.js';

export const FormalityConnection = connectionType(Formality, 'Formality');

@Resolver(() => Formality)
export class FormalityResolver {
  @Requires('contract.read')
  @Query(() => Formality, { nullable: true, description: 'Something to be arranged.' })
  formality(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<Formality | null> {
    return byGlobalId(known(ctx), formalities, id);
  }

  @Requires('contract.read')
  @Query(() => FormalityConnection, {
    description: 'What is to be arranged around contracts that you may see; due first, first.',
  })
  formalities(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => types.FormalityFilter, { nullable: true, description: 'Which.' })
    filter?: types.FormalityFilter | null,
    @Arg('orderBy', () => types.FormalityOrder, { nullable: true, description: 'In which order.' })
    orderBy?: types.FormalityOrder | null,
  ) {
    return formalitiesPage(known(ctx), args, filter, orderBy);
  }

  @Requires('contract.write')
  @Mutation(() => types.FormalityPayload, {
    description: 'Says that a formality was arranged, or that it is not needed.',
  })
  settleFormality(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.SettleFormalityInput, { description: 'How.' })
    input: types.SettleFormalityInput,
  ): Promise<types.FormalityPayload> {
    return settleFormality(known(ctx), input);
  }

  @FieldResolver(() => Contract, { nullable: true, description: 'The contract that needs it.' })
  contract(@Ctx() ctx: RequestContext, @Root() formality: Formality): Promise<Contract | null> {
    return byId(known(ctx), contracts, formality.contractId);
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity of the contract.' })
  activity(@Ctx() ctx: RequestContext, @Root() formality: Formality): Promise<Activity | null> {
    return byId(known(ctx), activities, formality.activityId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who works.' })
  worker(@Ctx() ctx: RequestContext, @Root() formality: Formality): Promise<Member | null> {
    return byId(known(ctx), members, formality.workerId);
  }

  @FieldResolver(() => Download, { nullable: true, description: 'Its proof, where one was given.' })
  evidence(@Ctx() ctx: RequestContext, @Root() formality: Formality): Promise<Download | null> {
    return formalityEvidence.linkOf(known(ctx), formality);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  async viewerCan(@Ctx() ctx: RequestContext, @Root() formality: Formality): Promise<string[]> {
    const activity = await byId(known(ctx), activities, formality.activityId);
    return formalityActions(known(ctx).viewer, formality, activity?.managerId);
  }
}

@Resolver(() => Contract)
export class ContractFormalitiesResolver {
  @FieldResolver(() => [Formality], {
    description: 'What must be arranged around it, from its signature on.',
  })
  formalities(@Ctx() ctx: RequestContext, @Root() contract: Contract): Promise<Formality[]> {
    return formalitiesOf(known(ctx), contract.id);
  }
}
