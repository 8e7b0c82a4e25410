import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { PerformingArtsDayKind } from './day-kind.entity.js';
import { PerformingArtsSetDayKindInput, setDayKind } from './day-kinds.js';

@ObjectType({ simpleResolvers: true, description: 'The kind of day as it now is, or why not.' })
export class PerformingArtsSetDayKindPayload {
  @Field(() => PerformingArtsDayKind, { nullable: true, description: 'The kind of day.' })
  dayKind: PerformingArtsDayKind | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => PerformingArtsDayKind)
export class DayKindResolver {
  @FieldResolver(() => String, { description: 'What it is called, in the caller’s language.' })
  title(@Root() { titles }: PerformingArtsDayKind, @Ctx() { locale }: PluginContext): string {
    return titles[locale];
  }

  @Requires('performing-arts.read')
  @Query(() => [PerformingArtsDayKind], {
    nullable: true,
    description: 'The kinds of day that this co-operative knows.',
  })
  performingArtsDayKinds(@Ctx() { store }: PluginContext): Promise<PerformingArtsDayKind[]> {
    return store.find(PerformingArtsDayKind, {});
  }

  @Requires('performing-arts.reference')
  @Mutation(() => PerformingArtsSetDayKindPayload, {
    nullable: true,
    description: 'Adds a kind of day to the list, or gives one other names.',
  })
  async performingArtsSetDayKind(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsSetDayKindInput, { description: 'The kind of day.' })
    input: PerformingArtsSetDayKindInput,
  ): Promise<PerformingArtsSetDayKindPayload> {
    const { done, violations } = await setDayKind(ctx, input);
    return { dayKind: done, violations };
  }
}
