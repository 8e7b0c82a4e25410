import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  Int,
  Mutation,
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
import {
  assignMove,
  confirmMove,
  firstDay,
  leftToMove,
  mayMove,
  StartUpAssignMoveInput,
  StartUpConfirmMoveInput,
} from './moves.js';
import { ItemConnection } from './spin-off.connection.js';
import { ItemDecision, ItemKind, StartUpSpinOff, StartUpSpinOffItem } from './spin-off.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The item as it now is, or why not.' })
export class StartUpMovePayload {
  @Field(() => StartUpSpinOffItem, { nullable: true, description: 'Null when refused.' })
  item: StartUpSpinOffItem | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

/** What is the company's as soon as the transfer is carried out. */
const byItself: readonly ItemKind[] = [ItemKind.INVESTMENT, ItemKind.AGREEMENT];

@Resolver(() => StartUpSpinOffItem)
export class MoveResolver {
  @FieldResolver(() => StartUpSpinOff, {
    nullable: true,
    description: 'The spin-off that it is of.',
  })
  spinOff(@Root() { spinOffId }: StartUpSpinOffItem, @Ctx() { store }: PluginContext) {
    return store.get(StartUpSpinOff, spinOffId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What its owner has to do, in the caller’s language; null: nothing any more.',
  })
  toDo(@Root() item: StartUpSpinOffItem, @Ctx() ctx: PluginContext): string | null {
    const { kind, decision, movedOn } = item;
    if (decision !== ItemDecision.CARRY || movedOn !== null || byItself.includes(kind)) return null;
    const [said] = ctx.violations([{ code: `start-ups.move-${kind.toLowerCase()}` }]);
    return said?.message ?? null;
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() item: StartUpSpinOffItem, @Ctx() ctx: PluginContext): string[] {
    if (item.dueOn === null || item.movedOn !== null) return [];
    const assign = ctx.viewer?.reach('start-ups.transfer-spin-off') === 'all';
    return [
      ...(mayMove(ctx, item) ? ['start-ups.confirm-move'] : []),
      ...(assign ? ['start-ups.assign-move'] : []),
    ];
  }

  @Requires('start-ups.read')
  @Query(() => ItemConnection, {
    nullable: true,
    description: 'What you have to move of spin-offs that were carried out.',
  })
  startUpMoves(
    @Ctx() { store, viewer }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<StartUpSpinOffItem> {
    const by = { property: 'ownerId', id: viewer?.memberId ?? '' } as const;
    const where = { dueOn: { from: firstDay }, movedOn: null };
    const orderBy = { property: 'id', direction: 'asc' } as const;
    return store.page(StartUpSpinOffItem, args, { where, by, orderBy });
  }

  @Requires('start-ups.read')
  @Mutation(() => StartUpMovePayload, {
    nullable: true,
    description: 'Says that something has moved: its owner, or who may carry spin-offs out.',
  })
  async startUpConfirmMove(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpConfirmMoveInput, { description: 'What, and how.' })
    input: StartUpConfirmMoveInput,
  ): Promise<StartUpMovePayload> {
    const { done, violations } = await confirmMove(ctx, input);
    return { item: done, violations };
  }

  @Requires('start-ups.transfer-spin-off')
  @Mutation(() => StartUpMovePayload, {
    nullable: true,
    description: 'Gives something that is still to move to another owner.',
  })
  async startUpAssignMove(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => StartUpAssignMoveInput, { description: 'What, and to whom.' })
    input: StartUpAssignMoveInput,
  ): Promise<StartUpMovePayload> {
    const { done, violations } = await assignMove(ctx, input);
    return { item: done, violations };
  }
}

@Resolver(() => StartUpSpinOff)
export class LeftToMoveResolver {
  @FieldResolver(() => Int, { description: 'How many things are still to move.' })
  leftToMove(@Root() { id }: StartUpSpinOff, @Ctx() ctx: PluginContext): Promise<number> {
    return leftToMove(ctx, id);
  }
}
