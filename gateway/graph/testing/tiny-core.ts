import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Activity } from '../../../core/activity/activity.entity.js';
import { activities } from '../../../core/activity/activity.policy.js';
import { known, type RequestContext } from '../../../core/platform/context.js';
import type { Domain } from '../../../core/platform/domain.js';
import { connectionType } from '../../../core/platform/read/connection-type.js';
import { type Page, page } from '../../../core/platform/read/page.js';
import { PageArgs } from '../../../core/platform/read/page-args.js';
import { byGlobalId } from '../../../core/platform/read/read.js';
import { Authenticated } from '../../../core/platform/schema-rules.js';

const TinyActivityConnection = connectionType(Activity, 'TinyActivity');

/** The smallest core that a graph can be made of: activities, alone and in lists. */
@Resolver()
class TinyResolver {
  @Authenticated()
  @Query(() => Activity, { nullable: true, description: 'One activity.' })
  activity(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<Activity | null> {
    return byGlobalId(known(ctx), activities, id);
  }

  @Authenticated()
  @Query(() => TinyActivityConnection, { description: 'All activities.' })
  activities(@Ctx() ctx: RequestContext, @Args(() => PageArgs) args: PageArgs): Page<Activity> {
    return page(known(ctx), activities, args);
  }
}

export const tinyDomain: Domain = {
  name: 'tiny',
  entities: [Activity],
  resolvers: [TinyResolver],
  sources: [activities as Domain['sources'][number]],
  transitions: [],
  tools: [],
  messages: {},
};
