import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import { Cooperative } from '../cooperative/cooperative.entity.js';
import { known, type RequestContext } from '../platform/context.js';
import { Viewer } from '../platform/model/viewer.js';
import { byId } from '../platform/read/read.js';
import { Member } from './member.entity.js';
import { members } from './member.policy.js';
import { cooperativesOf, membershipsOf } from './memberships.js';

@Resolver(() => Viewer)
export class ViewerMembershipResolver {
  @FieldResolver(() => Member, {
    nullable: true,
    description: 'You, in the co-operative of your token.',
  })
  member(@Ctx() ctx: RequestContext): Promise<Member | null> {
    return byId(known(ctx), members, known(ctx).viewer.memberId);
  }

  @FieldResolver(() => [Member], {
    description: 'You in every co-operative; of another one it takes its token to see more.',
  })
  members(@Ctx() ctx: RequestContext): Promise<Member[]> {
    return membershipsOf(known(ctx));
  }

  @FieldResolver(() => [Cooperative], { description: 'The co-operatives that you belong to.' })
  cooperatives(@Ctx() ctx: RequestContext): Promise<Cooperative[]> {
    return cooperativesOf(known(ctx));
  }
}
