import {
  type Attempted,
  CivilDate,
  Decimal,
  Field,
  ID,
  InputType,
  localId,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { CoverStatus, NeedStatus, Risk } from './codes.js';
import { type CoveredThing, InsuranceCover } from './cover.entity.js';
import { InsuranceNeed } from './need.entity.js';
import { InsurancePolicy } from './policy.entity.js';
import type { Quoted, Wanted } from './premium.js';
import { thingsOf } from './tell-cover.js';
import { judgeCover, wantedOf } from './wanted-cover.js';

@InputType({ description: 'What is to be insured.' })
export class InsuranceBuyInput {
  @Field(() => ID, { description: 'The activity that pays.' })
  activityId: string;

  @Field(() => Risk, { description: 'Against what.' })
  risk: Risk;

  @Field(() => String, { description: 'What is insured, 1 to 200 characters.' })
  subject: string;

  @Field(() => CivilDate, { description: 'First day of the cover.' })
  from: string;

  @Field(() => CivilDate, { description: 'Last day of the cover, included.' })
  until: string;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'What it is worth, in the activity’s currency; absent: a policy whose price does not depend on ' +
      'it insures it as far as it goes.',
  })
  value?: string | null;

  @Field(() => ID, { nullable: true, description: 'The need that it answers.' })
  needId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'The things that it is for, at most 100: their lists then show that they are covered.',
  })
  things?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat buys it once.' })
  idempotencyKey: string;
}

/** Takes the premium and asks the insurer; the cover holds once the insurer has confirmed it. */
export async function buyCover(
  ctx: PluginContext,
  input: InsuranceBuyInput,
): Promise<Attempted<InsuranceCover>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const { currency } = await ctx.core.require('Activity', activityId, 'insurance.write');
  const wanted = wantedOf(input, currency);
  const subject = text(input.subject, 'subject');
  const requestKey = text(input.idempotencyKey, 'idempotencyKey', 120);
  const { needId } = input;
  const things = thingsOf(input.things ?? [], 'things');
  const step = { action: 'insurance.buy', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    // Two of the same key wait for each other here, so the second finds the first.
    const activity = await inside.core.lock('Activity', activityId);
    const [known] = await inside.store.find(InsuranceCover, { activityId, requestKey });
    if (known !== undefined) return repeated(inside, known, { ...wanted, subject });
    const { findings, quoted } = await judgeCover(inside, wanted);
    if (activity?.status !== 'OPEN') findings.push({ code: 'insurance.activity-closed' });
    const need = needId == null ? null : localId('InsuranceNeed', needId, 'needId');
    if (need !== null) await inside.store.lock(InsuranceNeed, need);
    findings.push(...(await needFindings(inside, need, activityId)));
    const place = { activityId, needId: need, stepId: null, requestKey };
    const order = { ...place, id: inside.newId(), things };
    return {
      findings,
      write: () => requestCover(inside, { ...order, subject, wanted, quoted: quoted as Quoted }),
    };
  });
}

export interface CoverOrder {
  readonly id: string;
  readonly activityId: string;
  readonly needId: string | null;
  readonly stepId: string | null;
  readonly requestKey: string;
  readonly things: readonly CoveredThing[];
  readonly subject: string;
  readonly wanted: Wanted;
  readonly quoted: Pick<Quoted, 'premiumMinor' | 'valueMinor'> & {
    readonly policy: { readonly id: string };
  };
}

/** Charges the premium and asks the insurer, in the transaction of whoever buys. */
export async function requestCover(
  ctx: PluginContext,
  { wanted, quoted, ...order }: CoverOrder,
): Promise<InsuranceCover> {
  const { id, activityId, needId, subject } = order;
  const { from, until, currency, risk } = wanted;
  const { premiumMinor, valueMinor } = quoted;
  const policy = await ctx.store.get(InsurancePolicy, quoted.policy.id);
  if (policy === null) throw new Error('A policy is never removed.');
  await ctx.core.charge({
    ...{ key: id, activityId, amountMinor: premiumMinor, currency },
    ...{ service: 'insurance.cover', source: { type: 'InsuranceCover', id } },
  });
  const cover = await ctx.store.insert(InsuranceCover, {
    ...{ ...order, policyId: policy.id, fromDay: from, untilDay: until, valueMinor, premiumMinor },
    ...{ currency, status: CoverStatus.REQUESTED, number: null, reason: null },
    ...{ boughtOn: ctx.today, changedAt: ctx.now },
  });
  if (needId !== null) {
    await ctx.store.update(InsuranceNeed, needId, {
      ...{ status: NeedStatus.COVERED, changedAt: ctx.now },
    });
  }
  const amounts = { value: `${valueMinor}`, premium: `${premiumMinor}`, currency };
  const request = { insurer: policy.insurer, policy: policy.title, risk, subject, ...amounts };
  await ctx.providers.ask({
    ...{ provider: 'insurance.insurer', key: id, activityId },
    request: { ...request, from, until },
  });
  return cover;
}

function repeated(ctx: PluginContext, known: InsuranceCover, asked: Wanted & { subject: string }) {
  const same =
    known.fromDay === asked.from &&
    known.untilDay === asked.until &&
    (asked.valueMinor === null || known.valueMinor === asked.valueMinor) &&
    known.subject === asked.subject;
  const other = { code: 'insurance.key-used', path: ['idempotencyKey'] };
  return {
    findings: same ? [] : [other],
    write: async () => (await ctx.store.get(InsuranceCover, known.id)) ?? known,
  };
}

/** Whether a need is there for a cover to answer; its row is locked where it is to be answered. */
export async function needFindings(
  { store }: PluginContext,
  needId: string | null,
  activityId: string,
): Promise<PluginFinding[]> {
  if (needId === null) return [];
  const need = await store.get(InsuranceNeed, needId);
  if (need?.activityId === activityId && need.status === NeedStatus.OPEN) return [];
  return [{ code: 'insurance.need-decided', path: ['needId'] }];
}
