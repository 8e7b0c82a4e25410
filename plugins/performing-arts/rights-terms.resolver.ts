import {
  Arg,
  Args,
  CivilDate,
  Ctx,
  connectionType,
  Field,
  FieldResolver,
  heldOn,
  ifChangeable,
  Money,
  Mutation,
  money,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { advanceLeft } from './rights-owed.js';
import { PerformingArtsEventTariff, PerformingArtsRightsContract } from './rights-terms.entity.js';
import { PerformingArtsSetEventTariffInput, setEventTariff } from './set-event-tariff.js';
import {
  endRightsContract,
  PerformingArtsEndRightsContractInput,
  PerformingArtsSignRightsContractInput,
  signRightsContract,
} from './sign-rights-contract.js';

@ObjectType({ simpleResolvers: true, description: 'The tariff as it now holds, or why not.' })
export class PerformingArtsSetEventTariffPayload {
  @Field(() => PerformingArtsEventTariff, { nullable: true, description: 'The new tariff.' })
  tariff: PerformingArtsEventTariff | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The contract as it now is, or why not.' })
export class PerformingArtsRightsContractPayload {
  @Field(() => PerformingArtsRightsContract, { nullable: true, description: 'The contract.' })
  contract: PerformingArtsRightsContract | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

const EventTariffConnection = connectionType(PerformingArtsEventTariff);

@Resolver(() => PerformingArtsRightsContract)
export class RightsTermsResolver {
  @FieldResolver(() => Money, { description: 'What of the advance no declaration has used yet.' })
  async advanceLeft(
    @Root() contract: PerformingArtsRightsContract,
    @Ctx() { store }: PluginContext,
  ): Promise<Money> {
    return money(await advanceLeft(store, contract), contract.currency);
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId }: PerformingArtsRightsContract, @Ctx() ctx: PluginContext) {
    const steps = ['performing-arts.end-rights-contract'];
    return ifChangeable(ctx, activityId, 'performing-arts.write', steps);
  }

  @Requires('performing-arts.read')
  @Query(() => EventTariffConnection, {
    nullable: true,
    description: 'What societies ask for events on a day.',
  })
  performingArtsEventTariffs(
    @Ctx() { store, today }: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<PerformingArtsEventTariff> {
    return store.page(PerformingArtsEventTariff, args, { where: heldOn(on ?? today) });
  }

  @Requires('performing-arts.reference')
  @Mutation(() => PerformingArtsSetEventTariffPayload, {
    nullable: true,
    description:
      'Records what a society asks for an event from a day on, in place of what it asked before.',
  })
  async performingArtsSetEventTariff(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsSetEventTariffInput, { description: 'The bracket.' })
    input: PerformingArtsSetEventTariffInput,
  ): Promise<PerformingArtsSetEventTariffPayload> {
    const { done, violations } = await setEventTariff(ctx, input);
    return { tariff: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsRightsContractPayload, {
    nullable: true,
    description:
      'Keeps what the authors of a production have agreed; rights are then declared under it.',
  })
  async performingArtsSignRightsContract(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsSignRightsContractInput, { description: 'The contract.' })
    input: PerformingArtsSignRightsContractInput,
  ): Promise<PerformingArtsRightsContractPayload> {
    const { done, violations } = await signRightsContract(ctx, input);
    return { contract: done, violations };
  }

  @Requires('performing-arts.write')
  @Mutation(() => PerformingArtsRightsContractPayload, {
    nullable: true,
    description: 'Ends a contract of authors sooner than agreed.',
  })
  async performingArtsEndRightsContract(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => PerformingArtsEndRightsContractInput, { description: 'Which, and when.' })
    input: PerformingArtsEndRightsContractInput,
  ): Promise<PerformingArtsRightsContractPayload> {
    const { done, violations } = await endRightsContract(ctx, input);
    return { contract: done, violations };
  }
}
