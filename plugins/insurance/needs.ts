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
import { NeedStatus, Occasion, Risk } from './codes.js';
import { InsuranceNeed } from './need.entity.js';
import { InsurancePolicy } from './policy.entity.js';

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
 * `from`, `until` and `valueMinor`.
 */
export const raiseNeeds = handler({
  name: 'raise-needs',
  on: ['contract.signed', 'equipment.handed-out', 'mobility.van-booked'],
  handle: async (ctx, event) => {
    const happened = await readEvent(ctx, event);
    if (happened === null) return;
    const { occasions, activityId, fromDay, untilDay, valueMinor } = happened;
    const { type: sourceType, id: sourceId } = event.subject;
    const suggested = await ctx.store.find(InsurancePolicy, {
      ...{ suggestedFor: { in: occasions }, fromDay: { upTo: fromDay } },
      untilDay: { after: fromDay, orNull: true },
    });
    for (const risk of new Set(suggested.map((policy) => policy.risk))) {
      const [known] = await ctx.store.find(InsuranceNeed, { sourceType, sourceId, risk });
      if (known !== undefined) continue;
      await ctx.store.insert(InsuranceNeed, {
        ...{ activityId, risk, sourceType, sourceId, fromDay, untilDay, valueMinor },
        ...{ status: NeedStatus.OPEN, reason: null, changedAt: ctx.now },
      });
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
    const { activityId: of, atRisk } = contract;
    const occasions = [Occasion.CONTRACT, ...(atRisk ? [Occasion.RISK] : [])];
    return { occasions, activityId: of, fromDay, untilDay, valueMinor: null };
  }
  const { from, until, valueMinor } = payload;
  if (activityId === null || typeof from !== 'string' || typeof until !== 'string') return null;
  const value = typeof valueMinor === 'string' ? BigInt(valueMinor) : null;
  const occasions = [type === 'mobility.van-booked' ? Occasion.VAN : Occasion.EQUIPMENT];
  return { occasions, activityId, fromDay: from, untilDay: until, valueMinor: value };
}
