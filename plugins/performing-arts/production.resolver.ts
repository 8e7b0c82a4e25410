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
import { changeProduction, PerformingArtsChangeProductionInput } from './change-production.js';
import { createProduction, PerformingArtsCreateProductionInput } from './create-production.js';
import { PerformingArtsInsuranceCertificate } from './insurance.entity.js';
import { PerformanceConnection } from './performance.connection.js';
import { PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { PerformingArtsRider } from './rider.entity.js';
import { PerformingArtsRightsContract } from './rights-terms.entity.js';
import { PerformingArtsTour } from './tour.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The new production, or why there is none.' })
export class PerformingArtsCreateProductionPayload {
  @Field(() => PerformingArtsProduction, { nullable: true, description: 'The new production.' })
  production: PerformingArtsProduction | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The production as it now is, or why not.' })
export class PerformingArtsChangeProductionPayload {
  @Field(() => PerformingArtsProduction, { nullable: true, description: 'The production.' })
  production: PerformingArtsProduction | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => PerformingArtsProduction)
export class ProductionResolver {
  @FieldResolver(() => PerformanceConnection, { description: 'Its dates, in their order.' })
  dates(
    @Root() { id }: PerformingArtsProduction,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<PerformingArtsPerformance> {
    return store.page(PerformingArtsPerformance, args, {
      orderBy: { property: 'day', direction: 'asc' },
      by: { property: 'productionId', id },
    });
  }

  @FieldResolver(() => [PerformingArtsTour], { description: 'Its tours, the last 100 first.' })
  tours(@Root() { id }: PerformingArtsProduction, @Ctx() { store }: PluginContext) {
    return store.listBy(PerformingArtsTour, 'productionId', id, {
      orderBy: { property: 'id', direction: 'desc' },
    });
  }

  @FieldResolver(() => [PerformingArtsRightsContract], {
    description: 'What its authors have agreed through their societies, the newest first.',
  })
  rightsContracts(@Root() { id }: PerformingArtsProduction, @Ctx() { store }: PluginContext) {
    return store.listBy(PerformingArtsRightsContract, 'productionId', id, {
      orderBy: { property: 'id', direction: 'desc' },
    });
  }

  @FieldResolver(() => [PerformingArtsInsuranceCertificate], {
    description: 'The certificates of its tours, void ones too.',
  })
  certificates(@Root() { id }: PerformingArtsProduction, @Ctx() { store }: PluginContext) {
    return store.listBy(PerformingArtsInsuranceCertificate, 'productionId', id);
  }

  @FieldResolver(() => [PerformingArtsRider], {
    description: 'Its technical riders, the version that holds first; at most the last 20.',
  })
  riders(@Root() { id }: PerformingArtsProduction, @Ctx() { store }: PluginContext) {
    return store.listBy(PerformingArtsRider, 'productionId', id, {
      orderBy: { property: 'version', direction: 'desc' },
      limit: 20,
    });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId }: PerformingArtsProduction, @Ctx() ctx: PluginContext) {
    return ifChangeable(ctx, activityId, 'performing-arts.write', [
      'performing-arts.change-production',
      'performing-arts.schedule-date',
      'performing-arts.schedule-tour',
      'performing-arts.sign-rights-contract',
      'performing-arts.write-rider',
    ]);
  }

  @Requires('performing-arts.read')
  @Query(() => PerformingArtsProduction, { nullable: true, description: 'A production by its id.' })
  performingArtsProduction(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<PerformingArtsProduction | null> {
    return visible(ctx, PerformingArtsProduction, id);
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsCreateProductionPayload, {
    nullable: true,
    description: 'Adds a production to an activity.',
  })
  async performingArtsCreateProduction(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsCreateProductionInput, { description: 'The production.' })
    input: PerformingArtsCreateProductionInput,
  ): Promise<PerformingArtsCreateProductionPayload> {
    const { done, violations } = await createProduction(ctx, input);
    return { production: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsChangeProductionPayload, {
    nullable: true,
    description: 'Changes what is known of a production.',
  })
  async performingArtsChangeProduction(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsChangeProductionInput, { description: 'What changes.' })
    input: PerformingArtsChangeProductionInput,
  ): Promise<PerformingArtsChangeProductionPayload> {
    const { done, violations } = await changeProduction(ctx, input);
    return { production: done, violations };
  }
}
