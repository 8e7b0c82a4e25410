import {
  Args,
  Ctx,
  FieldResolver,
  ifChangeable,
  type Page,
  PageArgs,
  type PluginContext,
  Resolver,
  Root,
} from 'gezel/sdk';
import { AudiovisualActivity } from './activity.entity.js';
import { ProductionConnection, ShootingDayConnection } from './connections.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualShootingDay, ShootingDayStatus } from './shooting-day.entity.js';

@Resolver(() => AudiovisualActivity)
export class ActivityResolver {
  @FieldResolver(() => ProductionConnection, { description: 'Its productions, newest first.' })
  productions(
    @Root() { activityId }: AudiovisualActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<AudiovisualProduction> {
    return store.page(AudiovisualProduction, args, {
      by: { property: 'activityId', id: activityId },
    });
  }

  @FieldResolver(() => ShootingDayConnection, {
    description: 'Planned shooting days from today on, the nearest first.',
  })
  upcomingDays(
    @Root() { activityId }: AudiovisualActivity,
    @Ctx() { store, today }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<AudiovisualShootingDay> {
    return store.page(AudiovisualShootingDay, args, {
      where: { day: { from: today }, status: ShootingDayStatus.PLANNED },
      orderBy: { property: 'day', direction: 'asc' },
      by: { property: 'activityId', id: activityId },
    });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId }: AudiovisualActivity, @Ctx() ctx: PluginContext) {
    return ifChangeable(ctx, activityId, 'audiovisual.write', ['audiovisual.create-production']);
  }
}
