/** What the steps that buy and that lease a thing have in common. */
import {
  globalId,
  localId,
  notFound,
  type PluginFinding,
  type StepContext,
  StepRefusal,
  type ToolContext,
  type ToolOutcome,
  type ToolPlan,
} from 'gezel/sdk';
import { ItemStatus } from './codes.js';
import { firstYear, handedOut, retired } from './events.js';
import { EquipmentItem } from './item.entity.js';
import { itemFindings, itemOf, type NewItemOfActivity, type SaidThing } from './thing.js';

export const words = (maxLength: number, description: string) => ({
  ...{ type: 'string', minLength: 1, maxLength, pattern: '\\S', description },
});

export const whole = (maximum: number, description: string) => ({
  ...{ type: 'integer', minimum: 1, maximum, description },
});

/** Below a billion, as every charge is. */
export const amountAboveZero = (description: string) => ({
  ...{ type: 'string', format: 'amount-above-zero', description },
});

export const zeroOrMore = (description: string) => ({
  ...{ type: 'string', format: 'amount', description },
});

/** What either asks of a thing, and what it must be told. */
export const thingProperties = {
  title: words(200, 'What it is.'),
  serialNumber: words(100, 'The number that its maker gave it.'),
  value: amountAboveZero('What it costs or is worth, without VAT, e.g. "1250.00".'),
  residual: zeroOrMore('What it is worth at the end; 0 if absent.'),
  depreciationMonths: whole(600, 'Over how many months it is written off.'),
  insuredUnder: words(200, 'Under which policy it is insured.'),
};
export const thingRequired = ['title', 'value', 'depreciationMonths'] as const;

export interface JudgedThing {
  readonly row: NewItemOfActivity & { readonly id: string };
  readonly findings: readonly PluginFinding[];
}

/** The thing as it would be kept, and what stands in its way; a step holds its activity open. */
export async function judgeThing(ctx: ToolContext, said: SaidThing): Promise<JudgedThing> {
  const { activityId } = ctx.assignment;
  const { stepId, core } = ctx;
  const seen = await core.require('Activity', activityId, 'equipment.write');
  const activity = (stepId !== null && (await core.lock('Activity', activityId))) || seen;
  const id = stepId ?? ctx.newId();
  const { currency } = activity;
  const row = { ...itemOf(ctx, said, { currency, requestKey: id }), id, activityId };
  const findings = await itemFindings(ctx, row, activity);
  if (row.residualMinor > row.valueMinor) {
    findings.push({ code: 'equipment.residual-too-high', path: ['residual'] });
  }
  return { row, findings };
}

/** The thing, for whoever insures it, unless somebody does already; for a year at first. */
export const bringing = (
  { today }: ToolContext,
  { title: description, valueMinor, insuredUnder }: JudgedThing['row'],
): Pick<ToolPlan, 'brings'> =>
  insuredUnder === null
    ? { brings: { kind: 'equipment', ...firstYear(today), valueMinor, description } }
    : {};

/** Keeps the thing of a step once: whatever asks for it again is answered the same. */
export async function acquireOnce(
  ctx: StepContext,
  judge: () => Promise<JudgedThing>,
  keep: (row: JudgedThing['row']) => Promise<EquipmentItem>,
): Promise<ToolOutcome> {
  if ((await ctx.store.get(EquipmentItem, ctx.stepId)) === null) {
    const { row, findings } = await judge();
    // Of a warning everybody was told who started it.
    const against = findings.filter(({ severity }) => severity !== 'WARNING');
    if (against.length > 0) throw new StepRefusal(against);
    await ctx.emit(handedOut(ctx, await keep(row)));
  }
  return { reference: globalId('EquipmentItem', ctx.stepId), state: 'DONE' };
}

/**
 * Calls a thing off on the day it was acquired. From the next day on somebody outside counts on it:
 * the step is left standing with what a person has to settle.
 */
export async function callOffThing(
  ctx: StepContext,
  reference: string | null,
  { tooLate, giveUp }: CallingOff,
): Promise<void> {
  if (reference === null) return;
  const id = localId('EquipmentItem', reference);
  const item = await ctx.store.lock(EquipmentItem, id);
  if (item === null) throw notFound('EquipmentItem', reference);
  const { status, acquiredOn: on, activityId } = item;
  if (status === ItemStatus.CANCELLED) return;
  if (status !== ItemStatus.IN_USE) {
    throw new StepRefusal([{ code: 'equipment.not-now', values: { status } }]);
  }
  if (on !== ctx.today || !(await giveUp(item))) {
    throw new StepRefusal([{ code: tooLate, values: { on } }]);
  }
  const change = { status: ItemStatus.CANCELLED, changedAt: ctx.now };
  await ctx.store.update(EquipmentItem, id, change);
  await ctx.emit(retired(id, activityId));
}

interface CallingOff {
  /** The code of what is said when a person has to settle it. */
  readonly tooLate: 'equipment.bought-for-good' | 'equipment.lease-stands';
  /** Gives back what was taken; false when that cannot be done any more. */
  readonly giveUp: (item: EquipmentItem) => Promise<boolean>;
}
