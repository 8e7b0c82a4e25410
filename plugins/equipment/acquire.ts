import {
  type Attempted,
  badInput,
  CivilDate,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  localId,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { Owner } from './codes.js';
import { handedOut } from './events.js';
import { EquipmentItem } from './item.entity.js';
import {
  above,
  itemFindings,
  itemOf,
  keepBought,
  keepLeased,
  lifeFindings,
  type NewItem,
  notBelow,
  overBudget,
  type SaidThing,
  termsOf,
} from './thing.js';

@InputType({ description: 'A thing.' })
export class EquipmentThingInput {
  @Field(() => String, { description: 'What it is.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'The number that its maker gave it.' })
  serialNumber?: string | null;

  @Field(() => Decimal, { description: 'What it costs or is worth, without VAT.' })
  value: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What it is worth at the end; 0 if absent.',
  })
  residual?: string | null;

  @Field(() => Int, { description: 'Over how many months it is written off: 1 to 600.' })
  depreciationMonths: number;

  @Field(() => String, { nullable: true, description: 'Under which policy it is insured.' })
  insuredUnder?: string | null;
}

@InputType({ description: 'A thing that an activity buys.' })
export class EquipmentBuyInput extends EquipmentThingInput {
  @Field(() => ID, { description: 'The activity that pays and uses it.' })
  activityId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat buys it once.' })
  idempotencyKey: string;
}

@InputType({ description: 'A thing of the member’s own that is used in an activity.' })
export class EquipmentRegisterOwnInput extends EquipmentThingInput {
  @Field(() => ID, { description: 'The activity that uses it.' })
  activityId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat registers it once.' })
  idempotencyKey: string;
}

@InputType({ description: 'A thing that an activity leases.' })
export class EquipmentLeaseInput extends EquipmentBuyInput {
  @Field(() => String, { description: 'Who owns it meanwhile.' })
  lessor: string;

  @Field(() => CivilDate, { description: 'When the first part is taken, then each month.' })
  firstDueOn: string;

  @Field(() => Int, { description: 'How many parts: 1 to 100.' })
  months: number;

  @Field(() => Decimal, { description: 'Each part.' })
  instalment: string;

  @Field(() => Decimal, { nullable: true, description: 'What it costs to keep it; 0 if absent.' })
  option?: string | null;
}

@InputType({ description: 'A thing of the co-operative that members rent.' })
export class EquipmentAddToPoolInput extends EquipmentThingInput {
  @Field(() => Decimal, { description: 'What a day costs.' })
  pricePerDay: string;

  @Field(() => Decimal, { nullable: true, description: 'What is held meanwhile; 0 if absent.' })
  deposit?: string | null;

  @Field(() => String, { description: 'Your key for this request: a repeat adds it once.' })
  idempotencyKey: string;
}

/** Through the co-operative, which owns it, with the activity's own money. */
export async function buy(
  ctx: PluginContext,
  input: EquipmentBuyInput,
): Promise<Attempted<EquipmentItem>> {
  const row = { ...(await rowFor(ctx, input)), id: ctx.newId() };
  const step = { action: 'equipment.buy', dryRun: input.dryRun };
  const judge = async (inside: PluginContext) => [
    ...(await lifeFindings(inside, row)),
    ...(await overBudget(inside, row)),
  ];
  return acquire(ctx, step, row, (inside) => keepBought(inside, row), judge);
}

/** It stays the member's: nothing is paid, and whoever insures things hears of it. */
export async function registerOwn(
  ctx: PluginContext,
  input: EquipmentRegisterOwnInput,
): Promise<Attempted<EquipmentItem>> {
  const row = { ...(await rowFor(ctx, input)), owner: Owner.MEMBER };
  const step = { action: 'equipment.register-own', dryRun: input.dryRun };
  return acquire(ctx, step, row, ({ store }) => store.insert(EquipmentItem, row));
}

/** It stays the lessor's; the parts are taken from the activity as they are due. */
export async function lease(
  ctx: PluginContext,
  input: EquipmentLeaseInput,
): Promise<Attempted<EquipmentItem>> {
  const row = await rowFor(ctx, input);
  const terms = termsOf(input, row.currency);
  if (input.firstDueOn < ctx.today) {
    throw badInput('The first part is taken today or later.', 'firstDueOn');
  }
  const step = { action: 'equipment.lease', dryRun: input.dryRun };
  return acquire(ctx, step, row, (inside) => keepLeased(inside, row, terms));
}

/** Adds a thing to the pool. */
export async function addToPool(
  ctx: PluginContext,
  input: EquipmentAddToPoolInput,
): Promise<Attempted<EquipmentItem>> {
  ctx.require('equipment.pool');
  const currency = 'EUR';
  const row = {
    ...checked(ctx, input, currency),
    ...{ activityId: null, pricePerDayMinor: above(input.pricePerDay, currency, 'pricePerDay') },
    depositMinor: notBelow(input.deposit, currency, 'deposit'),
  };
  const step = { action: 'equipment.add-to-pool' };
  return acquire(ctx, step, row, ({ store }) => store.insert(EquipmentItem, row));
}

/** The thing and what comes with it, once a key. */
function acquire(
  ctx: PluginContext,
  step: { readonly action: string; readonly dryRun?: boolean | null },
  row: NewItem,
  keep: (inside: PluginContext) => Promise<EquipmentItem>,
  judge: (inside: PluginContext) => Promise<readonly PluginFinding[]> = async () => [],
): Promise<Attempted<EquipmentItem>> {
  return ctx.attempt(step, async (inside) => {
    const { store, core } = inside;
    const activity = row.activityId === null ? null : await core.lock('Activity', row.activityId);
    const [known] = await store.find(EquipmentItem, { requestKey: row.requestKey });
    if (known !== undefined) {
      const same = known.title === row.title && known.valueMinor === row.valueMinor;
      const used = { code: 'equipment.key-used', path: ['idempotencyKey'] };
      const mine = known.activityId === row.activityId;
      return { findings: same && mine ? [] : [used], write: async () => known };
    }
    return {
      findings: [...(await itemFindings(inside, row, activity)), ...(await judge(inside))],
      write: async () => {
        const item = await keep(inside);
        if (item.activityId !== null) inside.emit(handedOut(inside, item));
        return item;
      },
    };
  });
}

async function rowFor(ctx: PluginContext, input: EquipmentRegisterOwnInput) {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.require('Activity', activityId, 'equipment.write');
  return { ...checked(ctx, input, currency), activityId };
}

function checked(
  ctx: PluginContext,
  input: SaidThing & { readonly idempotencyKey: string },
  currency: string,
) {
  const requestKey = text(input.idempotencyKey, 'idempotencyKey', 120);
  const row = itemOf(ctx, input, { currency, requestKey });
  if (row.residualMinor > row.valueMinor) throw badInput('It is at most the value.', 'residual');
  return row;
}
