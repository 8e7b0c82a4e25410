import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.js';
import { Authenticated } from '../schema-rules.js';
import { type PermissionReach, Viewer } from './viewer.js';

@Resolver()
export class ViewerResolver {
  @Authenticated()
  @Query(() => Viewer, {
    nullable: true,
    description: 'Who you are; null for a person who is not yet a member of a co-operative.',
  })
  viewer(@Ctx() ctx: RequestContext): Viewer | null {
    return viewerOf(ctx);
  }
}

export function viewerOf({ viewer }: RequestContext): Viewer | null {
  if (viewer === null) return null;
  const permissions = [...viewer.grants]
    .map(([name, reach]) => ({ name, reach: reach as PermissionReach }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return Object.assign(new Viewer(), { roles: viewer.roles, permissions });
}
