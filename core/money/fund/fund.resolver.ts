import { Ctx, Query, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { Requires } from '../../platform/schema-rules.js';
import { GuaranteeFund, guaranteeFund } from './fund-state.js';

@Resolver()
export class FundResolver {
  @Requires('ledger.read')
  @Query(() => GuaranteeFund, {
    nullable: true,
    description: 'The guarantee fund; null for whoever sees their own activities only.',
  })
  guaranteeFund(@Ctx() ctx: RequestContext): Promise<GuaranteeFund | null> {
    return guaranteeFund(known(ctx));
  }
}
