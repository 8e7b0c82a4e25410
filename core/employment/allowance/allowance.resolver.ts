import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { Member } from '../../member/member.entity.js';
import { members } from '../../member/member.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { idsOf, sql } from '../../platform/database/rows.js';
import { Download } from '../../platform/files/downloads.js';
import { minorOf } from '../../platform/money.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byGlobalId, byId, requireVisible } from '../../platform/read/read.js';
import { CivilDate } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { onceOf } from '../contract/contract-requests.js';
import { evidenceOf } from '../evidence.js';
import { AmateurAllowance } from './allowance.entity.js';
import { allowanceActions, allowances } from './allowance.policy.js';
import * as types from './allowance.types.js';
import { cancelAllowance } from './cancel-allowance.js';
import { payAllowance } from './pay-allowance.js';
import { registerAllowance } from './register-allowance.js';

export const AmateurAllowanceConnection = connectionType(AmateurAllowance, 'AmateurAllowance');

/** The proof of the travel of an allowance. */
export const travelProof = evidenceOf(allowances, 'travel-proof');

const what = { description: 'What is asked.' };

@Resolver(() => AmateurAllowance)
export class AmateurAllowanceResolver {
  @Requires('contract.read')
  @Query(() => AmateurAllowance, { nullable: true, description: 'An amateur arts allowance.' })
  amateurAllowance(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<AmateurAllowance | null> {
    return byGlobalId(known(ctx), allowances, id);
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity that pays.' })
  activity(@Ctx() ctx: RequestContext, @Root() root: AmateurAllowance): Promise<Activity | null> {
    return byId(known(ctx), activities, root.activityId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who is paid.' })
  artist(@Ctx() ctx: RequestContext, @Root() root: AmateurAllowance): Promise<Member | null> {
    return byId(known(ctx), members, root.artistId);
  }

  @FieldResolver(() => [CivilDate], { description: 'Its days, in their order.' })
  days(@Ctx() ctx: RequestContext, @Root() root: AmateurAllowance): Promise<string[]> {
    const load = async (ids: readonly string[]) => {
      const rows = await ctx.platform.rows(AmateurAllowance).values(
        sql`select allowance_id, day from core.amateur_allowance_day
            where cooperative_id = ${root.cooperativeId} and allowance_id = any(${idsOf(ids)})
            order by allowance_id, day`,
      );
      const days = Map.groupBy(rows, ([id]) => id as string);
      return ids.map((id) => (days.get(id) ?? []).map(([, day]) => day as string));
    };
    return ctx.loaders.batch<string[]>(allowances, 'days', load).load(root.id);
  }

  @FieldResolver(() => Download, { nullable: true, description: 'The proof of the travel.' })
  travelProof(@Ctx() ctx: RequestContext, @Root() root: AmateurAllowance) {
    return travelProof.linkOf(known(ctx), root);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() root: AmateurAllowance): Promise<string[]> {
    return allowanceActions(known(ctx), root);
  }
}

@Resolver(() => Activity)
export class ActivityAllowancesResolver {
  @FieldResolver(() => AmateurAllowanceConnection, {
    description: 'Amateur arts allowances that it pays, of those that you may see.',
  })
  amateurAllowances(
    @Ctx() ctx: RequestContext,
    @Root() activity: Activity,
    @Args(() => PageArgs) args: PageArgs,
  ) {
    const scope = { property: 'activityId', parentId: activity.id };
    return page(known(ctx), allowances, args, {}, scope);
  }
}

@Resolver()
export class AllowanceStepsResolver {
  @Requires('contract.write')
  @Mutation(() => types.AmateurAllowancePayload, {
    description: 'Registers days of an amateur in the arts, before the first of them.',
  })
  async registerAmateurAllowance(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.RegisterAmateurAllowanceInput, what)
    input: types.RegisterAmateurAllowanceInput,
  ): Promise<types.AmateurAllowancePayload> {
    const { currency } = await requireVisible(
      known(ctx),
      activities,
      input.activityId,
      'activityId',
    );
    const order = {
      ...input,
      dayMinor: minorOf(input.amount, currency, 'amount'),
      travelMinor: minorOf(input.travel ?? '0', currency, 'travel'),
    };
    return registerAllowance(known(ctx), order, onceOf(input));
  }

  @Requires('contract.write')
  @Mutation(() => types.AmateurAllowancePayload, {
    description: 'Cancels a registration before its first day.',
  })
  cancelAmateurAllowance(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.CancelAmateurAllowanceInput, what)
    input: types.CancelAmateurAllowanceInput,
  ): Promise<types.AmateurAllowancePayload> {
    return cancelAllowance(known(ctx), input);
  }

  @Requires('contract.write')
  @Mutation(() => types.AmateurAllowancePayload, {
    description: 'Pays an allowance after its last day; another person releases the payout.',
  })
  payAmateurAllowance(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.PayAmateurAllowanceInput, what)
    input: types.PayAmateurAllowanceInput,
  ): Promise<types.AmateurAllowancePayload> {
    return payAllowance(known(ctx), input, onceOf(input));
  }
}
