import {
  Arg,
  Args,
  Ctx,
  Download,
  FieldResolver,
  ID,
  ifChangeable,
  Mutation,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  visible,
} from 'gezel/sdk';
import { handOver, handOverNamed } from './hand-over.js';
import { ItemConnection } from './spin-off.connection.js';
import { StartUpSpinOff, StartUpSpinOffItem } from './spin-off.entity.js';
import {
  StartUpDecideSpinOffItemsInput,
  StartUpJudgeSpinOffInput,
  StartUpPrepareSpinOffInput,
  StartUpSpinOffPayload,
  StartUpSpinOffStepInput,
  StartUpTransferSpinOffInput,
  spunOff,
} from './spin-off.inputs.js';
import {
  decideItems,
  judgeSpinOff,
  prepareSpinOff,
  spinOffSteps,
  submitSpinOff,
  transferSpinOff,
  withdrawSpinOff,
} from './spin-off.js';

const step = { description: 'Which, and how.' };

@Resolver(() => StartUpSpinOff)
export class SpinOffResolver {
  @Requires('start-ups.read')
  @Query(() => StartUpSpinOff, { nullable: true, description: 'One spin-off that you may see.' })
  startUpSpinOff(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<StartUpSpinOff | null> {
    return visible(ctx, StartUpSpinOff, id);
  }

  @FieldResolver(() => ItemConnection, { description: 'Its inventory, as it was taken up.' })
  items(
    @Root() { id }: StartUpSpinOff,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<StartUpSpinOffItem> {
    const orderBy = { property: 'id', direction: 'asc' } as const;
    return store.page(StartUpSpinOffItem, args, { by: { property: 'spinOffId', id }, orderBy });
  }

  @FieldResolver(() => Download, {
    nullable: true,
    description:
      'What the company gets in writing: a ZIP with what goes along, the clients, the agreements and ' +
      'the cap table of its day.',
  })
  document(@Root() file: StartUpSpinOff, @Ctx() { files }: PluginContext) {
    return files.link(handOver.name, { id: file.id }, handOverNamed(file));
  }

  @FieldResolver(() => [String], { description: 'The steps that the caller may take now.' })
  async viewerCan(
    @Root() { status, activityId }: StartUpSpinOff,
    @Ctx() ctx: PluginContext,
  ): Promise<string[]> {
    const may = Object.values(spinOffSteps)
      .filter(({ from }) => (from as readonly string[]).includes(status))
      .map(({ name, permission }) =>
        ifChangeable(ctx, activityId, permission, [`start-ups.${name}`]),
      );
    return (await Promise.all(may)).flat();
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpSpinOffPayload, {
    nullable: true,
    description: 'Opens the file by which an activity leaves as a company, with its inventory.',
  })
  async startUpPrepareSpinOff(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpPrepareSpinOffInput, step) input: StartUpPrepareSpinOffInput,
  ): Promise<StartUpSpinOffPayload> {
    return spunOff(await prepareSpinOff(ctx, input));
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpSpinOffPayload, {
    nullable: true,
    description: 'Says what becomes of things of the inventory.',
  })
  async startUpDecideSpinOffItems(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpDecideSpinOffItemsInput, step) input: StartUpDecideSpinOffItemsInput,
  ): Promise<StartUpSpinOffPayload> {
    return spunOff(await decideItems(ctx, input));
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpSpinOffPayload, {
    nullable: true,
    description: 'Hands the file over to be judged.',
  })
  async startUpSubmitSpinOff(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpSpinOffStepInput, step) input: StartUpSpinOffStepInput,
  ): Promise<StartUpSpinOffPayload> {
    return spunOff(await submitSpinOff(ctx, input));
  }

  @Requires('start-ups.judge-spin-off')
  @Mutation(() => StartUpSpinOffPayload, {
    nullable: true,
    description: 'Approves a spin-off, or refuses it; never who prepared it.',
  })
  async startUpJudgeSpinOff(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpJudgeSpinOffInput, step) input: StartUpJudgeSpinOffInput,
  ): Promise<StartUpSpinOffPayload> {
    return spunOff(await judgeSpinOff(ctx, input));
  }

  @Requires('start-ups.transfer-spin-off')
  @Mutation(() => StartUpSpinOffPayload, {
    nullable: true,
    description: 'Carries it out on its day: a third person, who pays out what is left.',
  })
  async startUpTransferSpinOff(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpTransferSpinOffInput, step) input: StartUpTransferSpinOffInput,
  ): Promise<StartUpSpinOffPayload> {
    return spunOff(await transferSpinOff(ctx, input));
  }

  @Requires('start-ups.write')
  @Mutation(() => StartUpSpinOffPayload, {
    nullable: true,
    description: 'Gives a spin-off up before it is carried out.',
  })
  async startUpWithdrawSpinOff(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpSpinOffStepInput, step) input: StartUpSpinOffStepInput,
  ): Promise<StartUpSpinOffPayload> {
    return spunOff(await withdrawSpinOff(ctx, input));
  }
}
