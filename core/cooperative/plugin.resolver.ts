import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../platform/context.js';
import { Requires } from '../platform/schema-rules.js';
import { Violation } from '../platform/write/violation.js';
import { CooperativePlugin } from './cooperative-plugin.js';
import { disablePlugin, enablePlugin } from './decide-plugin.js';

@InputType({ description: 'A decision of the co-operative about a plugin.' })
export class DecidePluginInput {
  @Field(() => String, { description: 'The plugin’s name.' })
  plugin: string;

  @Field(() => String, {
    description: 'Where the decision can be found, e.g. "Board 2026-11-23, 4".',
  })
  reference: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@ObjectType({ description: 'A decision about a plugin, or why not.', simpleResolvers: true })
export class DecidePluginPayload {
  @Field(() => CooperativePlugin, { nullable: true, description: 'The plugin as it now is.' })
  plugin: CooperativePlugin | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class PluginDecisionResolver {
  @Requires('plugin.enable')
  @Mutation(() => DecidePluginPayload, { description: 'Switches a plugin on in the co-operative.' })
  enablePlugin(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DecidePluginInput, { description: 'The decision.' })
    input: DecidePluginInput,
  ): Promise<DecidePluginPayload> {
    return enablePlugin(known(ctx), input);
  }

  @Requires('plugin.enable')
  @Mutation(() => DecidePluginPayload, {
    description: 'Switches a plugin off in the co-operative; what it keeps stays.',
  })
  disablePlugin(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DecidePluginInput, { description: 'The decision.' })
    input: DecidePluginInput,
  ): Promise<DecidePluginPayload> {
    return disablePlugin(known(ctx), input);
  }
}
