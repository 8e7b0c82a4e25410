import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { feeRuleAt } from '../../cooperative/fee-rule.js';
import { known, type RequestContext } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { Requires } from '../../platform/schema-rules.js';
import { decideFeeRule } from './decide-fee-rule.js';
import { exemptFromFee } from './exempt-from-fee.js';
import {
  DecideFeeRuleInput,
  ExemptFromFeeInput,
  FeeExemptionPayload,
  FeeRulePayload,
} from './fee.types.js';

@Resolver()
export class FeeResolver {
  @Requires('fee.decide')
  @Mutation(() => FeeRulePayload, {
    description: 'Decides what the co-operative keeps of income from a day on.',
  })
  async decideFeeRule(
    @Ctx() request: RequestContext,
    @Arg('input', () => DecideFeeRuleInput, { description: 'The rule.' }) input: DecideFeeRuleInput,
  ): Promise<FeeRulePayload> {
    const ctx = known(request);
    const { ruleId, violations } = await decideFeeRule(ctx, input);
    if (ruleId === null) return { feeRule: null, violations };
    const { cooperativeId } = ctx.viewer;
    return {
      feeRule: await feeRuleAt(ctx.platform.database, cooperativeId, input.from),
      violations,
    };
  }

  @Requires('fee.decide')
  @Mutation(() => FeeExemptionPayload, {
    description: 'Exempts an activity, or a kind of income, from the fee.',
  })
  async exemptFromFee(
    @Ctx() request: RequestContext,
    @Arg('input', () => ExemptFromFeeInput, { description: 'Who or what, and why.' })
    input: ExemptFromFeeInput,
  ): Promise<FeeExemptionPayload> {
    const { activityId } = input;
    const wish = {
      ...input,
      activityId: activityId == null ? null : localId('Activity', activityId, 'activityId'),
    };
    const { exemptionId, violations } = await exemptFromFee(known(request), wish);
    return { exempted: exemptionId !== null, violations };
  }
}
