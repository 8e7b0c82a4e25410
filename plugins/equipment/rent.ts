import {
  type Attempted,
  badInput,
  CivilDate,
  calendarDay,
  changeable,
  Decimal,
  daysBetween,
  Field,
  ID,
  InputType,
  localId,
  locked,
  minorOf,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { ItemStatus, RentalStatus } from './codes.js';
import { lentOut, returned } from './events.js';
import { EquipmentItem } from './item.entity.js';
import { EquipmentRental } from './rental.entity.js';

@InputType({ description: 'A thing of the pool for some days.' })
export class EquipmentRentInput {
  @Field(() => ID, { description: 'The thing.' })
  itemId: string;

  @Field(() => ID, { description: 'The activity that pays.' })
  activityId: string;

  @Field(() => CivilDate, { description: 'First day.' })
  from: string;

  @Field(() => CivilDate, { description: 'Last day, included.' })
  until: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat books it once.' })
  idempotencyKey: string;
}

/** Books it, takes the price and holds the deposit: all of it or nothing. */
export async function rent(
  ctx: PluginContext,
  input: EquipmentRentInput,
): Promise<Attempted<EquipmentRental>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.require('Activity', activityId, 'equipment.write');
  const itemId = localId('EquipmentItem', input.itemId, 'itemId');
  const requestKey = text(input.idempotencyKey, 'idempotencyKey', 120);
  const { from, until, dryRun } = input;
  return ctx.attempt({ action: 'equipment.rent', dryRun }, async (inside) => {
    const activity = await inside.core.lock('Activity', activityId);
    const [known] = await inside.store.find(EquipmentRental, { activityId, requestKey });
    if (known !== undefined) {
      const same = known.itemId === itemId && known.fromDay === from && known.untilDay === until;
      const used = { code: 'equipment.key-used', path: ['idempotencyKey'] };
      return { findings: same ? [] : [used], write: async () => known };
    }
    const asked = { itemId, from, until, currency };
    const { item, findings } = await judgeRental(inside, asked, true);
    if (activity?.status !== 'OPEN') findings.push({ code: 'equipment.activity-closed' });
    const order = { id: inside.newId(), activityId, requestKey };
    return {
      findings,
      write: async () => {
        const rental = await book(inside, item, { ...order, from, until });
        inside.emit(lentOut(item, rental));
        return rental;
      },
    };
  });
}

export interface AskedRental {
  readonly itemId: string;
  readonly from: string;
  readonly until: string;
  readonly currency: string;
}

/** The thing, held when it is to be booked, and what stands in the way of renting it. */
export async function judgeRental(
  { store, today, config }: PluginContext,
  { itemId, from, until, currency }: AskedRental,
  hold: boolean,
): Promise<{ readonly item: EquipmentItem; readonly findings: PluginFinding[] }> {
  calendarDay(from, 'from');
  calendarDay(until, 'until');
  const item = await (hold ? store.lock(EquipmentItem, itemId) : store.get(EquipmentItem, itemId));
  if (item === null || item.activityId !== null) throw notFound('EquipmentItem', itemId);
  const findings: PluginFinding[] = [];
  const rented = item.pricePerDayMinor !== null && item.status === ItemStatus.IN_USE;
  if (!rented || item.currency !== currency) {
    findings.push({ code: 'equipment.not-for-rent', path: ['itemId'] });
  }
  if (from < today) {
    findings.push({ code: 'equipment.in-the-past', path: ['from'], values: { from } });
  }
  const limit = config.longestRentalDays as number;
  if (until < from) {
    findings.push({ code: 'equipment.ends-early', path: ['until'], values: { from, until } });
  } else if (daysOf({ from, until }) > limit) {
    findings.push({ code: 'equipment.too-long', path: ['until'], values: { limit } });
  }
  const [other] = await store.find(
    EquipmentRental,
    {
      ...{ itemId, status: RentalStatus.BOOKED, fromDay: { upTo: until } },
      untilDay: { from },
    },
    { limit: 1 },
  );
  if (other !== undefined) {
    findings.push({ code: 'equipment.taken', path: ['from'], values: { from: other.fromDay } });
  }
  return { item, findings };
}

export const daysOf = ({ from, until }: Pick<AskedRental, 'from' | 'until'>): number =>
  daysBetween(from, until) + 1;

export const priceMinor = (
  { pricePerDayMinor }: EquipmentItem,
  days: Pick<AskedRental, 'from' | 'until'>,
): bigint => (pricePerDayMinor ?? 0n) * BigInt(daysOf(days));

export interface RentalOrder {
  readonly id: string;
  readonly activityId: string;
  readonly requestKey: string;
  readonly from: string;
  readonly until: string;
  /** What was promised; today's price when absent. */
  readonly promisedMinor?: bigint;
}

/** Takes the price and the deposit and books it, in the transaction of whoever rents. */
export async function book(
  { core, store, now }: PluginContext,
  item: EquipmentItem,
  { from, until, promisedMinor, ...order }: RentalOrder,
): Promise<EquipmentRental> {
  const { id, activityId } = order;
  const { currency, depositMinor } = item;
  const price = promisedMinor ?? priceMinor(item, { from, until });
  const money = { key: id, activityId, currency, service: 'equipment.rental' };
  const source = { type: 'EquipmentRental', id };
  await core.charge({ ...money, amountMinor: price, source });
  if (depositMinor > 0n) await core.deposits.hold({ ...money, amountMinor: depositMinor, source });
  return store.insert(EquipmentRental, {
    ...{ ...order, itemId: item.id, fromDay: from, untilDay: until, priceMinor: price },
    ...{ depositMinor, currency, status: RentalStatus.BOOKED, changedAt: now },
  });
}

@InputType({ description: 'A rental.' })
export class EquipmentRentalInput {
  @Field(() => ID, { description: 'The rental.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'A rental that came back.' })
export class EquipmentReturnInput extends EquipmentRentalInput {
  @Field(() => String, { description: 'In which state, at most 1,000 characters.' })
  condition: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What is kept of the deposit; 0 if absent.',
  })
  kept?: string | null;
}

/** Before its first day: price and deposit go back. */
export async function cancelRental(
  ctx: PluginContext,
  input: EquipmentRentalInput,
): Promise<Attempted<EquipmentRental>> {
  const permission = 'equipment.write';
  const { id } = await changeable(ctx, EquipmentRental, input.id, { permission });
  const step = { action: 'equipment.cancel-rental', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const rental = await locked(inside, EquipmentRental, id);
    const late = rental.fromDay <= inside.today;
    return {
      findings: rental.status === RentalStatus.BOOKED && !late ? [] : [notNow(rental)],
      write: () => {
        inside.emit(returned(rental));
        return callOff(inside, rental);
      },
    };
  });
}

/** Gives everything back; harmless when it was before. */
export async function callOff(
  { core, store, now }: PluginContext,
  rental: EquipmentRental,
): Promise<EquipmentRental> {
  await core.refund(rental.id);
  if (rental.depositMinor > 0n) await core.deposits.giveBack({ key: rental.id, keptMinor: 0n });
  const change = { status: RentalStatus.CANCELLED, changedAt: now };
  return (await store.update(EquipmentRental, rental.id, change)) ?? rental;
}

/** Somebody of the pool has looked at it: what is kept for damage, and the rest goes back. */
export async function giveBack(
  ctx: PluginContext,
  input: EquipmentReturnInput,
): Promise<Attempted<EquipmentRental>> {
  const at = { permission: 'equipment.pool' };
  const { id, currency } = await changeable(ctx, EquipmentRental, input.id, at);
  const keptMinor = minorOf(input.kept ?? '0', currency, 'kept');
  if (keptMinor < 0n) throw badInput('What is kept is nothing or more.', 'kept');
  const condition = text(input.condition, 'condition', 1_000);
  return ctx.attempt({ action: 'equipment.return', dryRun: input.dryRun }, async (inside) => {
    const rental = await locked(inside, EquipmentRental, id);
    const findings: PluginFinding[] = [];
    if (rental.status !== RentalStatus.BOOKED || rental.fromDay > inside.today) {
      findings.push(notNow(rental));
    }
    if (keptMinor > rental.depositMinor) {
      findings.push({ code: 'equipment.kept-too-much', path: ['kept'] });
    }
    return {
      findings,
      write: async () => {
        if (rental.depositMinor > 0n) await inside.core.deposits.giveBack({ key: id, keptMinor });
        const back = { status: RentalStatus.RETURNED, returnedOn: inside.today, condition };
        const change = { ...back, keptMinor, changedAt: inside.now };
        inside.emit(returned(rental));
        return (await inside.store.update(EquipmentRental, id, change)) ?? rental;
      },
    };
  });
}

const notNow = ({ status }: EquipmentRental): PluginFinding => ({
  ...{ code: 'equipment.not-now', path: ['id'], values: { status } },
});
