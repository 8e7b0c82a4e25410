import {
  type Attempted,
  badInput,
  CivilDate,
  Field,
  ID,
  InputType,
  localId,
  locked,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { ItemStatus } from './codes.js';
import { EquipmentItem } from './item.entity.js';

@InputType({ description: 'Under which policy a thing is insured, and on which days.' })
export class EquipmentRecordInsuranceInput {
  @Field(() => ID, { description: 'The thing.' })
  id: string;

  @Field(() => String, { description: 'The policy, at most 200 characters.' })
  policy: string;

  @Field(() => CivilDate, { description: 'First day.' })
  from: string;

  @Field(() => CivilDate, { nullable: true, description: 'Last day, included.' })
  until?: string | null;
}

/** Says how a thing is insured; what was said before is replaced. */
export async function recordInsurance(
  ctx: PluginContext,
  input: EquipmentRecordInsuranceInput,
): Promise<Attempted<EquipmentItem>> {
  const id = localId('EquipmentItem', input.id, 'id');
  await changeableItem(ctx, id);
  const { from: insuredFrom, until: insuredUntil = null } = input;
  if (insuredUntil !== null && insuredUntil < insuredFrom) {
    throw badInput('The last day is not before the first.', 'until');
  }
  const insuredUnder = text(input.policy, 'policy');
  return ctx.attempt({ action: 'equipment.record-insurance' }, async (inside) => {
    const item = await locked(inside, EquipmentItem, id);
    const { status } = item;
    const findings: PluginFinding[] =
      status === ItemStatus.IN_USE
        ? []
        : [{ code: 'equipment.not-now', path: ['id'], values: { status } }];
    const said = { insuredUnder, insuredFrom, insuredUntil, coverId: null, coverBefore: null };
    const change = { ...said, changedAt: inside.now };
    return {
      findings,
      write: async () => (await inside.store.update(EquipmentItem, id, change)) ?? item,
    };
  });
}

/** A thing of the pool is changed by who keeps it, another by who may write for its activity. */
export async function changeableItem(ctx: PluginContext, id: string): Promise<void> {
  const seen = await ctx.store.get(EquipmentItem, id);
  if (seen === null) throw notFound('EquipmentItem', `EquipmentItem:${id}`);
  if (seen.activityId === null) ctx.require('equipment.pool');
  else await ctx.core.require('Activity', seen.activityId, 'equipment.write');
}

/** Whether it is insured on a day; null: nobody said on which. */
export function insuredOn(
  { insuredFrom, insuredUntil }: Pick<EquipmentItem, 'insuredFrom' | 'insuredUntil'>,
  day: string,
): boolean | null {
  if (insuredFrom == null) return null;
  return insuredFrom <= day && (insuredUntil == null || day <= insuredUntil);
}
