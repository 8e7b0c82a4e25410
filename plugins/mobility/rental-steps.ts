import {
  type AttemptContext,
  type Attempted,
  badInput,
  CivilDate,
  changeable,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  locked,
  minorOf,
  type PluginContext,
  type PluginFinding,
  refusalOf,
  text,
} from 'gezel/sdk';
import { calledOff } from './book-van.js';
import { whole } from './keep-fleet.js';
import { MobilityRental, RentalStatus } from './rental.entity.js';
import { MobilityVan, MobilityVanTariff } from './van.entity.js';
import { extraMinor } from './van-price.js';

/** booked → out → returned; what is not out yet is cancelled in time, or missed. */
const { BOOKED, OUT, RETURNED, MISSED, CANCELLED } = RentalStatus;

@InputType({ description: 'A rental to cancel.' })
export class MobilityCancelRentalInput {
  @Field(() => ID, { description: 'The rental.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Until the day before its first, by who booked it: everything goes back. */
export async function cancelRental(
  ctx: PluginContext,
  { id: globalId, dryRun }: MobilityCancelRentalInput,
): Promise<Attempted<MobilityRental>> {
  const { id } = await changeable(ctx, MobilityRental, globalId, { permission: 'mobility.write' });
  return step(ctx, { action: 'mobility.cancel-rental', id, dryRun }, async (inside, rental) => ({
    findings: [
      ...notIn([BOOKED], rental),
      ...(rental.status === BOOKED && inside.today >= rental.fromDay
        ? [{ code: 'mobility.too-late-to-cancel', path: ['id'], values: { day: rental.fromDay } }]
        : []),
    ],
    write: async () => {
      inside.emit(calledOff(rental));
      return callOff(inside, rental);
    },
  }));
}

/** Gives the price and the deposit back, and the van free. */
export async function callOff(ctx: PluginContext, rental: MobilityRental): Promise<MobilityRental> {
  await ctx.core.refund(rental.id);
  await giveBack(ctx, rental, 0n);
  return change(ctx, rental, { status: CANCELLED });
}

@InputType({ description: 'A van that leaves.' })
export class MobilityHandOverVanInput {
  @Field(() => ID, { description: 'The rental.' })
  id: string;

  @Field(() => Int, { description: 'What the odometer says.' })
  kilometres: number;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** The desk hands the van over, on one of the days of the rental. */
export async function handOverVan(
  ctx: PluginContext,
  { id: globalId, kilometres, dryRun }: MobilityHandOverVanInput,
): Promise<Attempted<MobilityRental>> {
  whole(kilometres, 'kilometres', 10_000_000);
  const { id } = await changeable(ctx, MobilityRental, globalId, { permission: 'mobility.desk' });
  return step(ctx, { action: 'mobility.hand-over-van', id, dryRun }, async (inside, rental) => {
    const { store, today } = inside;
    const { vanId, fromDay, untilDay } = rental;
    const van = await locked(inside, MobilityVan, vanId);
    const [out] = await store.find(MobilityRental, { vanId, status: OUT }, { limit: 1 });
    const values = { from: fromDay, until: untilDay };
    const findings: PluginFinding[] = [...notIn([BOOKED], rental), ...goesBack(kilometres, van)];
    if (today < fromDay || today > untilDay) {
      findings.push({ code: 'mobility.not-a-day-of-the-rental', path: ['id'], values });
    }
    if (out !== undefined && out.id !== id) {
      findings.push({ code: 'mobility.van-is-out', path: ['id'], values: { van: van.name } });
    }
    return {
      findings,
      write: async () => {
        await store.update(MobilityVan, vanId, { kilometres });
        const done = { status: OUT, kilometresOut: kilometres, handedOverOn: today };
        return change(inside, rental, done);
      },
    };
  });
}

@InputType({ description: 'A van that comes back.' })
export class MobilityReturnVanInput {
  @Field(() => ID, { description: 'The rental.' })
  id: string;

  @Field(() => Int, { description: 'What the odometer says.' })
  kilometres: number;

  @Field(() => CivilDate, { nullable: true, description: 'When it came back; today when absent.' })
  on?: string | null;

  @Field(() => String, { nullable: true, description: 'What is wrong with it, if anything.' })
  damage?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'What the damage costs the activity.' })
  damageCost?: string | null;

  @Field(() => String, { description: 'Makes a repeated request harmless.' })
  idempotencyKey: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/**
 * The desk takes the van back. What that costs beyond the price is kept of the deposit first, then
 * charged; what the activity cannot pay is owed and does not keep the van from being back.
 */
export async function returnVan(
  ctx: PluginContext,
  input: MobilityReturnVanInput,
): Promise<Attempted<MobilityRental>> {
  const { kilometres, on = ctx.today, idempotencyKey: key, dryRun } = input;
  whole(kilometres, 'kilometres', 10_000_000);
  const damage = text(input.damage ?? null, 'damage', 1_000);
  const permission = 'mobility.desk';
  const { id, currency } = await changeable(ctx, MobilityRental, input.id, { permission });
  const damageMinor = minorOf(input.damageCost ?? '0', currency, 'damageCost');
  if (damageMinor < 0n) throw badInput('Damage costs nothing or more.', 'damageCost');
  const once = { key, input, entity: MobilityRental, id };
  const asked = { action: 'mobility.return-van', id, dryRun, once };
  return step(ctx, asked, async (inside, rental) => {
    const day = on ?? inside.today;
    const back = { on: day, kilometres, damageMinor };
    return {
      findings: returnFindings(inside, rental, { ...back, damage }),
      write: () => takeBack(inside, rental, { ...back, damage }),
    };
  });
}

interface Back {
  readonly on: string;
  readonly kilometres: number;
  readonly damageMinor: bigint;
  readonly damage: string | null;
}

function returnFindings(
  { today }: PluginContext,
  rental: MobilityRental,
  { on, kilometres, damageMinor, damage }: Back,
): PluginFinding[] {
  const findings = notIn([OUT], rental);
  const { handedOverOn, kilometresOut } = rental;
  if (on > today || (handedOverOn !== null && on < handedOverOn)) {
    const values = { from: handedOverOn ?? rental.fromDay, until: today };
    findings.push({ code: 'mobility.not-a-day-of-the-rental', path: ['on'], values });
  }
  findings.push(...goesBack(kilometres, { kilometres: kilometresOut ?? 0 }));
  if (damageMinor > 0n && damage === null) {
    findings.push({ code: 'mobility.damage-not-described', path: ['damage'] });
  }
  return findings;
}

async function takeBack(
  ctx: AttemptContext,
  rental: MobilityRental,
  back: Back,
): Promise<MobilityRental> {
  const { store, emit } = ctx;
  const { id, activityId, vanId, tariffId, depositMinor, untilDay } = rental;
  const { on, kilometres, damage } = back;
  const tariff = await store.get(MobilityVanTariff, tariffId);
  if (tariff === null) throw new Error('A rental has its tariff.');
  const extra = extraMinor(rental, tariff, back);
  const beyond = extra > depositMinor ? extra - depositMinor : 0n;
  await giveBack(ctx, rental, extra - beyond);
  const owedMinor = await collect(ctx, rental, beyond);
  const early = on < untilDay;
  await store.update(MobilityVan, vanId, { kilometres });
  const payload = { extraMinor: String(extra), owedMinor: String(owedMinor) };
  const subject = { type: 'MobilityRental', id };
  emit({ type: 'mobility.van-returned', subject, activityId, payload });
  return change(ctx, rental, {
    ...{ status: RETURNED, kilometresBack: kilometres, returnedOn: on, damage },
    ...{ heldUntil: early ? on : untilDay, extraMinor: extra, owedMinor },
  });
}

/** Charges what the deposit did not cover; answers what the activity could not pay. */
export async function collect(
  { core }: PluginContext,
  { id, activityId, currency }: MobilityRental,
  amountMinor: bigint,
): Promise<bigint> {
  if (amountMinor === 0n) return 0n;
  const source = { type: 'MobilityRental', id };
  const order = { key: `${id}:extra`, activityId, amountMinor, currency, source };
  try {
    await core.charge({ ...order, service: 'mobility.van' });
    return 0n;
  } catch (error) {
    if (refusalOf(error)?.code !== 'INSUFFICIENT_FUNDS') throw error;
    return amountMinor;
  }
}

/** Nobody came: the deposit goes back, the price stays paid, for nobody else could have the van. */
export const miss = (ctx: PluginContext, id: string): Promise<Attempted<MobilityRental>> =>
  step(ctx, { action: 'mobility.miss-rental', id }, async (inside, rental) => ({
    findings: notIn([BOOKED], rental),
    write: async () => {
      await giveBack(inside, rental, 0n);
      return change(inside, rental, { status: MISSED });
    },
  }));

type Step = Parameters<PluginContext['attempt']>[0] & { readonly id: string };

/** A step of a rental, which is locked first: of a return and a cancellation one is first. */
function step(
  ctx: PluginContext,
  { id, ...attempt }: Step,
  judge: (
    inside: AttemptContext,
    rental: MobilityRental,
  ) => Promise<{ findings: readonly PluginFinding[]; write(): Promise<MobilityRental> }>,
): Promise<Attempted<MobilityRental>> {
  return ctx.attempt(attempt, async (inside) =>
    judge(inside, await locked(inside, MobilityRental, id)),
  );
}

async function giveBack(
  { core }: PluginContext,
  { id, depositMinor }: MobilityRental,
  keptMinor: bigint,
): Promise<void> {
  if (depositMinor > 0n) await core.deposits.giveBack({ key: id, keptMinor });
}

const change = async (
  { store, now }: PluginContext,
  rental: MobilityRental,
  values: Partial<MobilityRental>,
): Promise<MobilityRental> =>
  (await store.update(MobilityRental, rental.id, { ...values, changedAt: now })) ?? rental;

function notIn(expected: readonly RentalStatus[], { status }: MobilityRental): PluginFinding[] {
  if (expected.includes(status)) return [];
  const is = status.toLowerCase();
  return [{ code: `mobility.rental-is-${is}`, path: ['id'] }];
}

function goesBack(
  kilometres: number,
  { kilometres: before }: Pick<MobilityVan, 'kilometres'>,
): PluginFinding[] {
  if (kilometres >= before) return [];
  return [{ code: 'mobility.kilometres-go-back', path: ['kilometres'], values: { before } }];
}
