import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Mutation,
  ObjectType,
  type PluginContext,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { StartUpEquityEvent, StartUpHolder } from './equity.entity.js';
import { StartUpAddHolderInput, StartUpRecordEquityInput } from './equity-input.js';
import { StartUpSecurity } from './equity-view.js';
import { addHolder, recordEquity } from './record-equity.js';

@ObjectType({ simpleResolvers: true, description: 'The new holder.' })
export class StartUpAddHolderPayload {
  @Field(() => StartUpHolder, { nullable: true, description: 'Null when refused.' })
  holder: StartUpHolder | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'What was recorded.' })
export class StartUpRecordEquityPayload {
  @Field(() => StartUpEquityEvent, { nullable: true, description: 'Null when refused.' })
  event: StartUpEquityEvent | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => StartUpEquityEvent)
export class EquityResolver {
  @FieldResolver(() => StartUpHolder, {
    nullable: true,
    description: 'Who got, gave or lost them; null: it is nobody’s.',
  })
  holder(@Root() { holderId }: StartUpEquityEvent, @Ctx() { store }: PluginContext) {
    return holderId === null ? null : store.get(StartUpHolder, holderId);
  }

  @FieldResolver(() => StartUpHolder, { nullable: true, description: 'Of a transfer: to whom.' })
  toHolder(@Root() { toHolderId }: StartUpEquityEvent, @Ctx() { store }: PluginContext) {
    return toHolderId === null ? null : store.get(StartUpHolder, toHolderId);
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpAddHolderPayload, {
    nullable: true,
    description: 'Adds somebody who may get shares.',
  })
  async startUpAddHolder(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpAddHolderInput, { description: 'What is to be known.' })
    input: StartUpAddHolderInput,
  ): Promise<StartUpAddHolderPayload> {
    const { done, violations } = await addHolder(ctx, input);
    return { holder: done, violations };
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpRecordEquityPayload, {
    nullable: true,
    description:
      'Records something that happened to shares. It moves no money: what is paid for them is the ' +
      'company’s, and is told as "consideration".',
  })
  async startUpRecordEquity(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpRecordEquityInput, { description: 'What is to be known.' })
    input: StartUpRecordEquityInput,
  ): Promise<StartUpRecordEquityPayload> {
    const { done, violations } = await recordEquity(ctx, input);
    return { event: done, violations };
  }
}

@Resolver(() => StartUpSecurity)
export class SecurityResolver {
  @FieldResolver(() => StartUpHolder, { nullable: true, description: 'Whose it is; null: a plan.' })
  holder(@Root() { holderId }: StartUpSecurity, @Ctx() { store }: PluginContext) {
    return holderId === null ? null : store.get(StartUpHolder, holderId);
  }
}
