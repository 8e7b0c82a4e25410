import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { Requires } from '../../platform/schema-rules.js';
import { SimulatePayInput, SimulatePayPayload, simulationOf } from './pay-simulation.types.js';
import { simulatePay } from './simulate-pay.js';

@Resolver()
export class PayResolver {
  @Requires('contract.read')
  @Mutation(() => SimulatePayPayload, {
    description:
      'From one amount of pay to all the others, every step with base, rate, source and period. ' +
      'Changes nothing.',
  })
  async simulatePay(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SimulatePayInput, { description: 'The question.' })
    input: SimulatePayInput,
  ): Promise<SimulatePayPayload> {
    const on = input.on ?? ctx.platform.clock.today();
    const question = { ...input, jointCommittee: input.jointCommittee ?? null, on };
    return simulationOf(known(ctx), await simulatePay(known(ctx), question));
  }
}
