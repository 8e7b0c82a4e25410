import {
  Arg,
  CivilDate,
  Ctx,
  Field,
  heldOn,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Violation,
} from 'gezel/sdk';
import { PerformingArtsHouseMinimum } from './house-minimum.entity.js';
import { PerformingArtsSetHouseMinimumInput, setHouseMinimum } from './set-house-minimum.js';

@ObjectType({ simpleResolvers: true, description: 'The minimum as it now holds, or why not.' })
export class PerformingArtsSetHouseMinimumPayload {
  @Field(() => PerformingArtsHouseMinimum, { nullable: true, description: 'The new minimum.' })
  minimum: PerformingArtsHouseMinimum | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class HouseMinimumResolver {
  @Requires('performing-arts.read')
  @Query(() => [PerformingArtsHouseMinimum], {
    nullable: true,
    description:
      'What subsidised houses pay at least on a day: one a kind of subsidy and currency.',
  })
  performingArtsHouseMinima(
    @Ctx() { store, today }: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
  ): Promise<PerformingArtsHouseMinimum[]> {
    return store.find(PerformingArtsHouseMinimum, heldOn(on ?? today));
  }

  @Requires('performing-arts.reference')
  @Mutation(() => PerformingArtsSetHouseMinimumPayload, {
    nullable: true,
    description:
      'Records what subsidised houses pay at least from a day on, in place of what they paid before.',
  })
  async performingArtsSetHouseMinimum(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsSetHouseMinimumInput, { description: 'The figures.' })
    input: PerformingArtsSetHouseMinimumInput,
  ): Promise<PerformingArtsSetHouseMinimumPayload> {
    const { done, violations } = await setHouseMinimum(ctx, input);
    return { minimum: done, violations };
  }
}
