import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { known, type RequestContext } from '../platform/context.js';
import { CivilDate } from '../platform/scalars.js';
import { Requires } from '../platform/schema-rules.js';
import { Cooperative } from './cooperative.entity.js';
import { cooperativeActions } from './cooperative.policy.js';
import {
  cooperativeBySlug,
  feeRuleOf,
  hostEntitiesOf,
  pluginsOf,
  sharePricesOf,
} from './cooperative.service.js';
import { CooperativePlugin } from './cooperative-plugin.js';
import { FeeRule } from './fee-rule.entity.js';
import { HostEntity } from './host-entity.entity.js';
import { SharePrice } from './share-price.js';

@Resolver(() => Cooperative)
export class CooperativeResolver {
  @Requires('cooperative.read')
  @Query(() => Cooperative, {
    nullable: true,
    description: 'Your co-operative by its short name; null when it is not the one of your token.',
  })
  cooperative(
    @Ctx() ctx: RequestContext,
    @Arg('slug', () => String, { description: 'Its short name.' }) slug: string,
  ): Promise<Cooperative | null> {
    return cooperativeBySlug(known(ctx), slug);
  }

  @FieldResolver(() => [HostEntity], { description: 'Its legal entities, by name.' })
  hostEntities(@Ctx() ctx: RequestContext, @Root() cooperative: Cooperative) {
    return hostEntitiesOf(known(ctx), cooperative);
  }

  @FieldResolver(() => FeeRule, {
    nullable: true,
    description: 'What it keeps of income on a day; an error names the day that has no rule.',
  })
  feeRule(
    @Ctx() ctx: RequestContext,
    @Root() cooperative: Cooperative,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on?: string | null,
  ) {
    return feeRuleOf(known(ctx), cooperative, on ?? undefined);
  }

  @FieldResolver(() => [SharePrice], { description: 'What its shares cost on a day, by class.' })
  sharePrices(
    @Ctx() ctx: RequestContext,
    @Root() cooperative: Cooperative,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on?: string | null,
  ) {
    return sharePricesOf(known(ctx), cooperative, on ?? undefined);
  }

  @FieldResolver(() => [CooperativePlugin], {
    description: 'The plugins of this server and what the co-operative has decided about each.',
  })
  plugins(@Ctx() ctx: RequestContext, @Root() cooperative: Cooperative) {
    return pluginsOf(known(ctx), cooperative);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() cooperative: Cooperative): string[] {
    return cooperativeActions(known(ctx).viewer, cooperative);
  }
}
