import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ifChangeable,
  Mutation,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
  visible,
} from 'gezel/sdk';
import {
  CrewConnection,
  EquipmentConnection,
  ShootingDayConnection,
  SpendConnection,
} from './connections.js';
import { AudiovisualCreateProductionInput, createProduction } from './create-production.js';
import { AudiovisualCrewMember } from './crew.entity.js';
import { AudiovisualEquipment } from './equipment.entity.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualShootingDay } from './shooting-day.entity.js';
import { AudiovisualSpend } from './spend.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The new production, or why there is none.' })
export class AudiovisualCreateProductionPayload {
  @Field(() => AudiovisualProduction, { nullable: true, description: 'The new production.' })
  production: AudiovisualProduction | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => AudiovisualProduction)
export class ProductionResolver {
  @FieldResolver(() => ShootingDayConnection, { description: 'Its shooting days, in their order.' })
  shootingDays(
    @Root() { id }: AudiovisualProduction,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<AudiovisualShootingDay> {
    return store.page(AudiovisualShootingDay, args, {
      orderBy: { property: 'day', direction: 'asc' },
      by: { property: 'productionId', id },
    });
  }

  @FieldResolver(() => CrewConnection, { description: 'Who works on it, the newest first.' })
  crew(
    @Root() { id }: AudiovisualProduction,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<AudiovisualCrewMember> {
    return store.page(AudiovisualCrewMember, args, { by: { property: 'productionId', id } });
  }

  @FieldResolver(() => EquipmentConnection, { description: 'What is used for it, newest first.' })
  equipment(
    @Root() { id }: AudiovisualProduction,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<AudiovisualEquipment> {
    return store.page(AudiovisualEquipment, args, { by: { property: 'productionId', id } });
  }

  @FieldResolver(() => SpendConnection, { description: 'Its lines of cost, newest day first.' })
  spend(
    @Root() { id }: AudiovisualProduction,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<AudiovisualSpend> {
    return store.page(AudiovisualSpend, args, {
      orderBy: { property: 'day', direction: 'desc' },
      by: { property: 'productionId', id },
    });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId }: AudiovisualProduction, @Ctx() ctx: PluginContext) {
    return ifChangeable(ctx, activityId, 'audiovisual.write', [
      'audiovisual.plan-shooting-days',
      'audiovisual.add-crew-member',
      'audiovisual.add-equipment',
      'audiovisual.record-spend',
    ]);
  }

  @Requires('audiovisual.read')
  @Query(() => AudiovisualProduction, { nullable: true, description: 'A production by its id.' })
  audiovisualProduction(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<AudiovisualProduction | null> {
    return visible(ctx, AudiovisualProduction, id);
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualCreateProductionPayload, {
    nullable: true,
    description: 'Adds a production to an activity; the first makes it one of this sector.',
  })
  async audiovisualCreateProduction(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualCreateProductionInput, { description: 'The production.' })
    input: AudiovisualCreateProductionInput,
  ): Promise<AudiovisualCreateProductionPayload> {
    const { done, violations } = await createProduction(ctx, input);
    return { production: done, violations };
  }
}
