import {
  Arg,
  type Attempted,
  Ctx,
  Field,
  Mutation,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  Violation,
} from 'gezel/sdk';
import {
  changeInvestment,
  changeTeamMember,
  disposeInvestment,
  linkEngagement,
  removeScenario,
  StartUpChangeInvestmentInput,
  StartUpChangeTeamMemberInput,
  StartUpDisposeInvestmentInput,
  StartUpLinkEngagementInput,
  StartUpRemoveScenarioInput,
} from './edit.js';
import { StartUpCallOff, StartUpPurchaseAgreement } from './purchase.entity.js';
import {
  agreePurchase,
  callOff,
  endPurchase,
  StartUpAgreePurchaseInput,
  StartUpCallOffInput,
  StartUpEndPurchaseInput,
} from './purchase.js';
import { StartUpScenario } from './scenario.entity.js';
import { StartUpInvestment, StartUpTeamMember } from './start-up.entity.js';
import { StartUpAddInvestmentPayload, StartUpAddTeamMemberPayload } from './start-up.resolver.js';

@ObjectType({ simpleResolvers: true, description: 'The agreement as it now is.' })
export class StartUpPurchasePayload {
  @Field(() => StartUpPurchaseAgreement, { nullable: true, description: 'Null when refused.' })
  agreement: StartUpPurchaseAgreement | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'What was called off.' })
export class StartUpCallOffPayload {
  @Field(() => StartUpCallOff, { nullable: true, description: 'Null when refused.' })
  callOff: StartUpCallOff | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The scenario that is gone.' })
export class StartUpRemoveScenarioPayload {
  @Field(() => StartUpScenario, { nullable: true, description: 'As it was; null when refused.' })
  scenario: StartUpScenario | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

const change = { description: 'What changes.' };

@Resolver()
export class EditResolver {
  @Requires('start-ups.write')
  @Mutation(() => StartUpAddInvestmentPayload, {
    nullable: true,
    description: 'Changes what is planned of an investment.',
  })
  async startUpChangeInvestment(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpChangeInvestmentInput, change) input: StartUpChangeInvestmentInput,
  ): Promise<StartUpAddInvestmentPayload> {
    return invested(await changeInvestment(ctx, input));
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpAddInvestmentPayload, {
    nullable: true,
    description: 'Says that an investment was sold or scrapped.',
  })
  async startUpDisposeInvestment(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpDisposeInvestmentInput, change) input: StartUpDisposeInvestmentInput,
  ): Promise<StartUpAddInvestmentPayload> {
    return invested(await disposeInvestment(ctx, input));
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpAddTeamMemberPayload, {
    nullable: true,
    description: 'Changes a role in the team, or ends it.',
  })
  async startUpChangeTeamMember(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpChangeTeamMemberInput, change) input: StartUpChangeTeamMemberInput,
  ): Promise<StartUpAddTeamMemberPayload> {
    return staffed(await changeTeamMember(ctx, input));
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpAddTeamMemberPayload, {
    nullable: true,
    description: 'Says which employment without an end fills a role, full or part time.',
  })
  async startUpLinkEngagement(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpLinkEngagementInput, change) input: StartUpLinkEngagementInput,
  ): Promise<StartUpAddTeamMemberPayload> {
    return staffed(await linkEngagement(ctx, input));
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpRemoveScenarioPayload, {
    nullable: true,
    description: 'Takes a scenario away.',
  })
  async startUpRemoveScenario(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpRemoveScenarioInput, change) input: StartUpRemoveScenarioInput,
  ): Promise<StartUpRemoveScenarioPayload> {
    const { done, violations } = await removeScenario(ctx, input);
    return { scenario: done, violations };
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpPurchasePayload, {
    nullable: true,
    description: 'Notes an agreement with a supplier, whose prices fall with the volume.',
  })
  async startUpAgreePurchase(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpAgreePurchaseInput, change) input: StartUpAgreePurchaseInput,
  ): Promise<StartUpPurchasePayload> {
    return agreed(await agreePurchase(ctx, input));
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpCallOffPayload, {
    nullable: true,
    description: 'Calls off a quantity, at the price that the volume so far brings.',
  })
  async startUpCallOff(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpCallOffInput, change) input: StartUpCallOffInput,
  ): Promise<StartUpCallOffPayload> {
    const { done, violations } = await callOff(ctx, input);
    return { callOff: done, violations };
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpPurchasePayload, {
    nullable: true,
    description: 'Ends an agreement with a supplier.',
  })
  async startUpEndPurchase(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpEndPurchaseInput, change) input: StartUpEndPurchaseInput,
  ): Promise<StartUpPurchasePayload> {
    return agreed(await endPurchase(ctx, input));
  }
}

const invested = ({ done, violations }: Attempted<StartUpInvestment>) => ({
  ...{ investment: done, violations },
});
const staffed = ({ done, violations }: Attempted<StartUpTeamMember>) => ({
  ...{ teamMember: done, violations },
});
const agreed = ({ done, violations }: Attempted<StartUpPurchaseAgreement>) => ({
  ...{ agreement: done, violations },
});
