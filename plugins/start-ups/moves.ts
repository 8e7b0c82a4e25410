/** What a spin-off carries out moves: by its owner, or by whoever holds it and tells of its end. */
import {
  type AttemptContext,
  type Attempted,
  Field,
  GezelError,
  ID,
  InputType,
  localId,
  locked,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
  visible,
} from 'gezel/sdk';
import { memberOf } from './plan-ahead.js';
import {
  ItemDecision,
  SpinOffStatus,
  StartUpSpinOff,
  StartUpSpinOffItem,
} from './spin-off.entity.js';

@InputType({ description: 'Something that a spin-off carried out has moved.' })
export class StartUpConfirmMoveInput {
  @Field(() => ID, { description: 'The item of the inventory.' })
  itemId: string;

  @Field(() => String, { description: 'How: at most 500 characters.' })
  how: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'Who sees to it that something moves.' })
export class StartUpAssignMoveInput {
  @Field(() => ID, { description: 'The item of the inventory.' })
  itemId: string;

  @Field(() => ID, { description: 'The member.' })
  ownerId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

const transfer = 'start-ups.transfer-spin-off';

/** Its owner says that it has moved, or who may carry spin-offs out. */
export async function confirmMove(
  ctx: PluginContext,
  input: StartUpConfirmMoveInput,
): Promise<Attempted<StartUpSpinOffItem>> {
  const movedHow = text(input.how, 'how', 500);
  const { item } = await itemFor(ctx, input.itemId);
  if (!mayMove(ctx, item)) throw new GezelError('FORBIDDEN', { permission: transfer });
  const step = { action: 'start-ups.confirm-move', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const { file, item: now, findings } = await judged(inside, item);
    return { findings, write: () => moved(inside, file, now, movedHow) };
  });
}

export async function assignMove(
  ctx: PluginContext,
  input: StartUpAssignMoveInput,
): Promise<Attempted<StartUpSpinOffItem>> {
  const { item, file: seen } = await itemFor(ctx, input.itemId);
  await ctx.core.require('Activity', seen.activityId, transfer);
  const ownerId = await memberOf(ctx, input.ownerId, 'ownerId');
  const step = { action: 'start-ups.assign-move', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const { file, item: now, findings } = await judged(inside, item);
    return {
      findings,
      write: async () => {
        const subject = { type: 'StartUpSpinOff', id: file.id };
        const payload = { itemId: item.id, ownerId };
        const { activityId } = file;
        inside.emit({ type: 'start-ups.move-assigned', subject, activityId, payload });
        return (await inside.store.update(StartUpSpinOffItem, item.id, { ownerId })) ?? now;
      },
    };
  });
}

/** Of the employment, the thing or the debt that somebody told to be over here. */
export async function moveTold(ctx: PluginContext, subjectId: string): Promise<void> {
  const waiting = {
    ...{ subjectId, decision: ItemDecision.CARRY, movedOn: null },
    dueOn: { from: firstDay },
  };
  for (const item of await ctx.store.find(StartUpSpinOffItem, waiting)) {
    const about = { type: 'StartUpSpinOffItem', id: item.id };
    await ctx.attempt({ action: 'start-ups.move', about }, async (inside) => {
      const { file, item: now, findings } = await judged(inside, item);
      // Somebody may have said so while this one waited for the row.
      const write = () =>
        findings.length > 0 ? Promise.resolve(now) : moved(inside, file, now, null);
      return { findings: [], write };
    });
  }
}

/** Before every day: what is due at all. */
export const firstDay = '0001-01-01';

export const mayMove = (
  { viewer }: PluginContext,
  { ownerId }: Pick<StartUpSpinOffItem, 'ownerId'>,
): boolean => viewer !== null && (viewer.memberId === ownerId || viewer.reach(transfer) === 'all');

/** The item of a spin-off that the viewer sees; NOT_FOUND when hidden. */
async function itemFor(ctx: PluginContext, itemId: string) {
  const id = localId('StartUpSpinOffItem', itemId, 'itemId');
  const item = await ctx.store.get(StartUpSpinOffItem, id);
  const file = item && (await visible(ctx, StartUpSpinOff, `StartUpSpinOff:${item.spinOffId}`));
  if (item === null || file === null) throw notFound('StartUpSpinOffItem', itemId);
  return { item, file };
}

/** File and item under lock, and why it does not move. */
async function judged(inside: AttemptContext, { id, spinOffId }: StartUpSpinOffItem) {
  const file = await locked(inside, StartUpSpinOff, spinOffId);
  const item = await locked(inside, StartUpSpinOffItem, id);
  const path = ['itemId'];
  const findings: PluginFinding[] = [];
  if (file.status !== SpinOffStatus.TRANSFERRED) {
    findings.push({ code: `start-ups.spin-off-is-${file.status.toLowerCase()}`, path });
  } else if (item.decision !== ItemDecision.CARRY) {
    findings.push({ code: 'start-ups.spin-off-not-carried', path });
  } else if (item.movedOn !== null) {
    const values = { day: item.movedOn };
    findings.push({ code: 'start-ups.spin-off-moved', path, values });
  }
  return { file, item, findings };
}

/** The last that moves completes the spin-off. */
async function moved(
  inside: AttemptContext,
  { id: spinOffId, activityId }: StartUpSpinOff,
  item: StartUpSpinOffItem,
  movedHow: string | null,
): Promise<StartUpSpinOffItem> {
  const { store, today, now } = inside;
  const change = { movedOn: today, movedHow };
  const done = (await store.update(StartUpSpinOffItem, item.id, change)) ?? item;
  if ((await leftToMove(inside, spinOffId)) === 0) {
    await store.update(StartUpSpinOff, spinOffId, { completedOn: today, changedAt: now });
    const subject = { type: 'StartUpSpinOff', id: spinOffId };
    inside.emit({ type: 'start-ups.spin-off-completed', subject, activityId });
  }
  return done;
}

/** How many things of a spin-off are due to move and have not. */
export async function leftToMove({ store }: PluginContext, spinOffId: string): Promise<number> {
  const where = { dueOn: { from: firstDay }, movedOn: null };
  const by = { property: 'spinOffId', id: spinOffId } as const;
  const [left] = await store.totals(StartUpSpinOffItem, { where, by });
  return left?.count ?? 0;
}
