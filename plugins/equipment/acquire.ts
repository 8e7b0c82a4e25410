import {
  type AttemptContext,
  type Attempted,
  addDays,
  badInput,
  CivilDate,
  count,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  localId,
  minorOf,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { InstalmentStatus, ItemStatus, LeaseStatus, Owner } from './codes.js';
import { EquipmentInstalment } from './instalment.entity.js';
import { EquipmentItem } from './item.entity.js';
import { EquipmentLease } from './lease.entity.js';

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
  const place = await placeOf(ctx, input);
  const row = { ...rowOf(ctx, input, place.currency), ...place };
  return acquire(
    ctx,
    { action: 'equipment.buy', dryRun: input.dryRun },
    row,
    async (inside, id) => {
      await inside.core.charge({
        ...{ key: id, activityId: place.activityId, currency: place.currency },
        ...{ amountMinor: row.valueMinor, service: 'equipment.purchase' },
        source: { type: 'EquipmentItem', id },
      });
    },
  );
}

/** It stays the lessor's; the parts are taken from the activity as they are due. */
export async function lease(
  ctx: PluginContext,
  input: EquipmentLeaseInput,
): Promise<Attempted<EquipmentItem>> {
  const place = await placeOf(ctx, input);
  const { activityId, currency } = place;
  const amountMinor = above(input.instalment, currency, 'instalment');
  const optionMinor = notBelow(input.option, currency, 'option');
  const months = count(input.months, 'months', 100);
  const lessor = text(input.lessor, 'lessor');
  const from = input.firstDueOn;
  if (from < ctx.today) throw badInput('The first part is taken today or later.', 'firstDueOn');
  const row = { ...rowOf(ctx, input, currency), ...place, owner: Owner.LESSOR };
  const step = { action: 'equipment.lease', dryRun: input.dryRun };
  return acquire(ctx, step, row, async ({ store, newId, today, now }, itemId) => {
    const leaseId = newId();
    await store.insert(EquipmentLease, {
      ...{ id: leaseId, itemId, activityId, lessor, fromDay: today, optionMinor, currency },
      ...{ status: LeaseStatus.RUNNING, endedOn: null, changedAt: now },
    });
    for (let month = 0; month < months; month++) {
      const dueOn = monthsLater(from, month);
      await store.insert(EquipmentInstalment, {
        ...{ leaseId, activityId, dueOn, amountMinor, currency },
        ...{ status: InstalmentStatus.DUE, paidOn: null },
      });
    }
  });
}

/** Adds a thing to the pool. */
export async function addToPool(
  ctx: PluginContext,
  input: EquipmentAddToPoolInput,
): Promise<Attempted<EquipmentItem>> {
  ctx.require('equipment.pool');
  const currency = 'EUR';
  const row = {
    ...rowOf(ctx, input, currency),
    ...{ activityId: null, pricePerDayMinor: above(input.pricePerDay, currency, 'pricePerDay') },
    depositMinor: notBelow(input.deposit, currency, 'deposit'),
  };
  return acquire(ctx, { action: 'equipment.add-to-pool' }, row, async () => undefined);
}

type Row = ReturnType<typeof rowOf> & { readonly activityId: string | null };

/** The thing and what comes with it, once a key. */
function acquire(
  ctx: PluginContext,
  step: { readonly action: string; readonly dryRun?: boolean | null },
  row: Row,
  also: (inside: AttemptContext, id: string) => Promise<unknown>,
): Promise<Attempted<EquipmentItem>> {
  return ctx.attempt(step, async (inside) => {
    const { store, core } = inside;
    const activity = row.activityId && (await core.lock('Activity', row.activityId));
    const [known] = await store.find(EquipmentItem, { requestKey: row.requestKey });
    if (known !== undefined) {
      const same = known.title === row.title && known.valueMinor === row.valueMinor;
      const used = { code: 'equipment.key-used', path: ['idempotencyKey'] };
      const mine = known.activityId === row.activityId;
      return { findings: same && mine ? [] : [used], write: async () => known };
    }
    const closed = activity && activity.status !== 'OPEN';
    const findings: PluginFinding[] = closed ? [{ code: 'equipment.activity-closed' }] : [];
    if (row.serialNumber !== null) {
      const where = { serialNumber: row.serialNumber, status: ItemStatus.IN_USE };
      const [other] = await store.find(EquipmentItem, where, { limit: 1 });
      if (other) findings.push({ code: 'equipment.serial-taken', path: ['serialNumber'] });
    }
    return {
      findings,
      write: async () => {
        const item = await store.insert(EquipmentItem, row);
        await also(inside, item.id);
        if (row.activityId !== null) tell(inside, item, row.activityId);
        return item;
      },
    };
  });
}

/** Whoever insures things hears of what was handed out, for a year at first. */
function tell(inside: AttemptContext, item: EquipmentItem, activityId: string) {
  inside.emit({
    ...{ type: 'equipment.handed-out', activityId },
    subject: { type: 'EquipmentItem', id: item.id },
    payload: {
      ...{ from: inside.today, until: addDays(inside.today, 365) },
      valueMinor: `${item.valueMinor}`,
    },
  });
}

async function placeOf(ctx: PluginContext, input: EquipmentBuyInput) {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.require('Activity', activityId, 'equipment.write');
  return { activityId, currency };
}

function rowOf(
  ctx: PluginContext,
  input: EquipmentThingInput & { readonly idempotencyKey: string },
  currency: string,
) {
  const valueMinor = above(input.value, currency, 'value');
  const residualMinor = notBelow(input.residual, currency, 'residual');
  if (residualMinor > valueMinor) throw badInput('It is at most the value.', 'residual');
  return {
    ...{ currency, valueMinor, residualMinor, owner: Owner.COOPERATIVE },
    title: text(input.title, 'title'),
    serialNumber: text(input.serialNumber ?? null, 'serialNumber', 100),
    insuredUnder: text(input.insuredUnder ?? null, 'insuredUnder'),
    depreciationMonths: count(input.depreciationMonths, 'depreciationMonths', 600),
    requestKey: text(input.idempotencyKey, 'idempotencyKey', 120),
    ...{ pricePerDayMinor: null as bigint | null, depositMinor: 0n, acquiredOn: ctx.today },
    ...{ status: ItemStatus.IN_USE, changedAt: ctx.now },
  };
}

function above(amount: string, currency: string, path: string): bigint {
  const minor = minorOf(amount, currency, path);
  if (minor <= 0n) throw badInput('The amount is more than nothing.', path);
  return minor;
}

function notBelow(amount: string | null | undefined, currency: string, path: string): bigint {
  const minor = minorOf(amount ?? '0', currency, path);
  if (minor < 0n) throw badInput('The amount is nothing or more.', path);
  return minor;
}

/** The same day of a later month, or its last. */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const at = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)));
  return at.toISOString().slice(0, 10);
}
