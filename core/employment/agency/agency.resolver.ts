import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Purchase } from '../../money/purchase/purchase.entity.js';
import { purchases } from '../../money/purchase/purchase.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import type { TransitionOutcome } from '../../platform/write/transition.js';
import { Contract } from '../contract/contract.entity.js';
import { contracts } from '../contract/contract.policy.js';
import { onceOf } from '../contract/contract-requests.js';
import { Agency } from './agency.entity.js';
import { agencies, agencyActions } from './agency.policy.js';
import * as types from './agency.types.js';
import { endAgency, recordAgency } from './record-agency.js';
import { settleAgency } from './settle-agency.js';

@Resolver(() => Agency)
export class AgencyResolver {
  @Requires('contract.read')
  @Query(() => types.AgencyConnection, {
    description: 'The agencies of temporary employment that the co-operative works with.',
  })
  agencies(@Ctx() ctx: RequestContext, @Args(() => PageArgs) args: PageArgs) {
    return page(known(ctx), agencies, args, { orderBy: 'OLDEST' });
  }

  @Requires('contract.write')
  @Mutation(() => types.AgencyPayload, {
    description: 'Takes an agency into the list; for people of the co-operative.',
  })
  async recordAgency(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.RecordAgencyInput, { description: 'Which agency.' })
    input: types.RecordAgencyInput,
  ): Promise<types.AgencyPayload> {
    return answer(ctx, await recordAgency(known(ctx), input));
  }

  @Requires('contract.write')
  @Mutation(() => types.AgencyPayload, {
    description: 'Signs nothing with an agency any more; for people of the co-operative.',
  })
  async endAgency(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.EndAgencyInput, { description: 'Which agency.' })
    input: types.EndAgencyInput,
  ): Promise<types.AgencyPayload> {
    return answer(ctx, await endAgency(known(ctx), input));
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() agency: Agency): string[] {
    return agencyActions(known(ctx).viewer, agency);
  }

  @Requires('contract.write')
  @Mutation(() => types.SettleAgencyPayload, {
    description:
      'Says which worked contracts an agency’s approved invoice is for, so that they are paid; for ' +
      'people of the co-operative.',
  })
  async settleAgency(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.SettleAgencyInput, { description: 'Which work of which invoice.' })
    input: types.SettleAgencyInput,
  ): Promise<types.SettleAgencyPayload> {
    const { after, violations } = await settleAgency(known(ctx), input, onceOf(input));
    const ids = after?.contracts.map(({ id }) => id) ?? [];
    const found = await Promise.all(ids.map((id) => byId(known(ctx), contracts, id)));
    return { contracts: after && found.filter((one) => one !== null), violations };
  }
}

@Resolver(() => Contract)
export class ContractAgencyResolver {
  @FieldResolver(() => Agency, {
    nullable: true,
    description: 'Who employs the worker, of interim work; null: the co-operative does.',
  })
  agency(@Ctx() ctx: RequestContext, @Root() { agencyId }: Contract): Promise<Agency | null> {
    return agencyId === null ? Promise.resolve(null) : byId(known(ctx), agencies, agencyId);
  }

  @FieldResolver(() => Purchase, {
    nullable: true,
    description: 'The agency’s invoice by which it is paid, if you may see it.',
  })
  agencyInvoice(
    @Ctx() ctx: RequestContext,
    @Root() { agencyPurchaseId }: Contract,
  ): Promise<Purchase | null> {
    if (agencyPurchaseId === null) return Promise.resolve(null);
    return byId(known(ctx), purchases, agencyPurchaseId);
  }
}

async function answer(
  ctx: RequestContext,
  { after, violations }: TransitionOutcome<Agency>,
): Promise<types.AgencyPayload> {
  return { agency: after && (await byId(known(ctx), agencies, after.id)), violations };
}
