import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ifChangeable,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
  visible,
} from 'gezel/sdk';
import { InsuranceClaim } from './claim.entity.js';
import { InsuranceClaimState } from './claim-state.entity.js';
import {
  claimSteps,
  InsuranceClaimStepInput,
  InsuranceReportClaimInput,
  reportClaim,
  takeClaimStep,
} from './claim-steps.js';

@ObjectType({ simpleResolvers: true, description: 'The claim as it now is, or why not.' })
export class InsuranceClaimPayload {
  @Field(() => InsuranceClaim, {
    nullable: true,
    description: 'What it now is; null: nothing changed.',
  })
  claim: InsuranceClaim | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => InsuranceClaim)
export class ClaimResolver {
  @FieldResolver(() => [InsuranceClaimState], { description: 'Every state it came to, in order.' })
  history(@Root() { id }: InsuranceClaim, @Ctx() { store }: PluginContext) {
    return store.listBy(InsuranceClaimState, 'claimId', id);
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  async viewerCan(@Root() { activityId, status }: InsuranceClaim, @Ctx() ctx: PluginContext) {
    const steps = Object.values(claimSteps).filter(({ from }) => from === status);
    const may = steps.map(({ name, permission }) =>
      ifChangeable(ctx, activityId, permission, [name]),
    );
    return (await Promise.all(may)).flat();
  }

  @Requires('insurance.read')
  @Query(() => InsuranceClaim, { nullable: true, description: 'A claim by its id.' })
  insuranceClaim(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<InsuranceClaim | null> {
    return visible(ctx, InsuranceClaim, id);
  }

  @Requires('insurance.write')
  @Mutation(() => InsuranceClaimPayload, {
    nullable: true,
    description: 'Reports a loss under a cover to the insurer.',
  })
  async insuranceReportClaim(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => InsuranceReportClaimInput, { description: 'What is asked.' })
    input: InsuranceReportClaimInput,
  ): Promise<InsuranceClaimPayload> {
    const { done, violations } = await reportClaim(ctx, input);
    return { claim: done, violations };
  }

  @Requires('insurance.write')
  @Mutation(() => InsuranceClaimPayload, {
    nullable: true,
    description: 'Takes a claim back before the insurer has decided.',
  })
  async insuranceWithdrawClaim(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => InsuranceClaimStepInput, { description: 'What is asked.' })
    input: InsuranceClaimStepInput,
  ): Promise<InsuranceClaimPayload> {
    const { done, violations } = await takeClaimStep(ctx, claimSteps.withdraw, input);
    return { claim: done, violations };
  }

  @Requires('insurance.handle')
  @Mutation(() => InsuranceClaimPayload, {
    nullable: true,
    description: 'Writes down that the insurer has paid; the money itself is booked by the core.',
  })
  async insurancePayClaim(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => InsuranceClaimStepInput, { description: 'What is asked.' })
    input: InsuranceClaimStepInput,
  ): Promise<InsuranceClaimPayload> {
    const { done, violations } = await takeClaimStep(ctx, claimSteps.pay, input);
    return { claim: done, violations };
  }
}
