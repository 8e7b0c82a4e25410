import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../platform/context.js';
import { Viewer } from '../platform/model/viewer.js';
import { byId } from '../platform/read/read.js';
import { ApiToken } from './api-token.entity.js';
import { Cooperative } from './cooperative.entity.js';
import { cooperatives } from './cooperative.policy.js';
import { ownTokens } from './cooperative.service.js';

@Resolver(() => Viewer)
export class ViewerCooperativeResolver {
  @FieldResolver(() => Cooperative, {
    nullable: true,
    description: 'The co-operative of your token.',
  })
  cooperative(@Ctx() ctx: RequestContext): Promise<Cooperative | null> {
    return byId(known(ctx), cooperatives, known(ctx).viewer.cooperativeId);
  }

  @FieldResolver(() => [ApiToken], {
    description: 'Your API tokens, newest first, at most 100; ended ones too.',
  })
  apiTokens(@Ctx() ctx: RequestContext): Promise<ApiToken[]> {
    return ownTokens(known(ctx));
  }
}
