import {
  type Attempted,
  badInput,
  CivilDate,
  changeable,
  Decimal,
  Field,
  handler,
  ID,
  InputType,
  localId,
  locked,
  minorOf,
  type PluginContext,
  type PluginEvent,
  text,
} from 'gezel/sdk';
import { NeedStatus, type Occasion, Risk } from './codes.js';
import { InsuranceNeed } from './need.entity.js';
import { occasionsOf, risksOf, suggestedOn } from './things.js';

@InputType({ description: 'A risk that somebody sees.' })
export class InsuranceFlagRiskInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => Risk, { description: 'Against what it should be insured.' })
  risk: Risk;

  @Field(() => CivilDate, { description: 'First day.' })
  from: string;

  @Field(() => CivilDate, { description: 'Last day, included.' })
  until: string;

  @Field(() => Decimal, { nullable: true, description: 'What is at stake.' })
  value?: string | null;

  @Field(() => String, { description: 'What the risk is, at most 500 characters.' })
  reason: string;
}

/** A person says that something should be insured. */
export async function flagRisk(
  ctx: PluginContext,
  input: InsuranceFlagRiskInput,
): Promise<Attempted<InsuranceNeed>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.require('Activity', activityId, 'insurance.write');
  const { risk, from: fromDay, until: untilDay, value } = input;
  if (untilDay < fromDay) throw badInput('It ends before it begins.', 'until');
  const valueMinor = value == null ? null : minorOf(value, currency, 'value');
  if (valueMinor !== null && valueMinor <= 0n) throw badInput('It is above zero.', 'value');
  const reason = text(input.reason, 'reason', 500);
  const id = ctx.newId();
  const from = { sourceType: 'Flag', sourceId: id, status: NeedStatus.OPEN, changedAt: ctx.now };
  return ctx.attempt({ action: 'insurance.flag-risk' }, async ({ store }) => ({
    findings: [],
    write: () =>
      store.insert(InsuranceNeed, {
        ...{ id, activityId, risk, fromDay, untilDay, valueMinor, reason, ...from },
      }),
  }));
}

@InputType({ description: 'A need that is left uninsured.' })
export class InsuranceWaiveInput {
  @Field(() => ID, { description: 'The need.' })
  id: string;

  @Field(() => String, { description: 'Why, at most 500 characters.' })
  reason: string;
}

export async function waive(
  ctx: PluginContext,
  input: InsuranceWaiveInput,
): Promise<Attempted<InsuranceNeed>> {
  const permission = 'insurance.write';
  const { id } = await changeable(ctx, InsuranceNeed, input.id, { permission });
  const reason = text(input.reason, 'reason', 500);
  return ctx.attempt({ action: 'insurance.waive' }, async (inside) => {
    const need = await locked(inside, InsuranceNeed, id);
    const decided = { code: 'insurance.need-decided', path: ['id'] };
    const change = { status: NeedStatus.WAIVED, reason, changedAt: inside.now };
    return {
      findings: need.status === NeedStatus.OPEN ? [] : [decided],
      write: async () => (await inside.store.update(InsuranceNeed, id, change)) ?? need,
    };
  });
}

/**
 * Something happened for which the co-operative's policies are suggested: each is a need once,
 * however often it is told. A contract tells its days itself; what another service tells carries
 * `from`, `until` and `valueMinor`, and `insured` where that is so already.
 */
export const raiseNeeds = handler({
  name: 'raise-needs',
  on: ['contract.signed', 'equipment.handed-out', 'mobility.van-booked'],
  handle: async (ctx, event) => {
    const happened = await readEvent(ctx, event);
    if (happened === null) return;
    const { occasions, activityId, fromDay, untilDay, valueMinor } = happened;
    const { type: sourceType, id: sourceId } = event.subject;
    const risks = risksOf(await suggestedOn(ctx.store, occasions, [fromDay]), occasions, fromDay);
    // A step that insures the same thing at this moment has its turn before or after.
    if (risks.length > 0) await ctx.core.lock('Activity', activityId);
    for (const risk of risks) {
      const [known] = await ctx.store.find(InsuranceNeed, { sourceType, sourceId, risk });
      if (known !== undefined) continue;
      await ctx.store.insert(InsuranceNeed, {
        ...{ activityId, risk, sourceType, sourceId, fromDay, untilDay, valueMinor },
        ...{ status: NeedStatus.OPEN, reason: null, changedAt: ctx.now },
      });
    }
  },
});

/**
 * What a need was raised for was called off, has ended or was given back before anybody insured it;
 * what is insured stays so until somebody calls its cover off.
 */
export const closeNeeds = handler({
  name: 'close-needs',
  on: [
    ...['contract.cancelled', 'equipment.returned', 'equipment.retired'],
    ...['mobility.van-called-off', 'mobility.van-returned'],
  ],
  handle: async ({ store, now }, { subject: { type: sourceType, id: sourceId } }) => {
    const open = { sourceType, sourceId, status: NeedStatus.OPEN };
    for (const { id } of await store.find(InsuranceNeed, open)) {
      const change = { status: NeedStatus.GONE, changedAt: now };
      await store.update(InsuranceNeed, id, change, { expected: { status: NeedStatus.OPEN } });
    }
  },
});

interface Happened {
  readonly occasions: readonly Occasion[];
  readonly activityId: string;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly valueMinor: bigint | null;
}

async function readEvent(
  { core }: PluginContext,
  { type, subject, activityId, payload }: PluginEvent,
): Promise<Happened | null> {
  if (type === 'contract.signed') {
    const contract = await core.read('Contract', subject.id);
    const days = contract?.days.map(({ day }) => day) ?? [];
    const [fromDay, untilDay] = [days[0], days.at(-1)];
    if (contract === null || fromDay === undefined || untilDay === undefined) return null;
    const { activityId: of, atRisk, status } = contract;
    if (status === 'CANCELLED') return null;
    const occasions = occasionsOf({ kind: 'contract', atRisk });
    return { occasions, activityId: of, fromDay, untilDay, valueMinor: null };
  }
  const { from, until, valueMinor, insured } = payload;
  if (activityId === null || insured === true) return null;
  if (typeof from !== 'string' || typeof until !== 'string') return null;
  const value = typeof valueMinor === 'string' ? BigInt(valueMinor) : null;
  const kind = type === 'mobility.van-booked' ? 'van' : 'equipment';
  const occasions = occasionsOf({ kind });
  return { occasions, activityId, fromDay: from, untilDay: until, valueMinor: value };
}
