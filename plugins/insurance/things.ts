/** Things that steps of a plan bring: what is offered for them, the need that a cover answers. */
import {
  type BroughtThing,
  money,
  type PlannedThing,
  type PluginStore,
  type StepContext,
} from 'gezel/sdk';
import { NeedStatus, Occasion, type Risk } from './codes.js';
import { InsuranceNeed } from './need.entity.js';
import { InsurancePolicy } from './policy.entity.js';
import { thingId } from './tell-cover.js';

/** What makes somebody think of insurance when such a thing is there. */
export function occasionsOf({ kind, atRisk }: Pick<BroughtThing, 'kind' | 'atRisk'>): Occasion[] {
  const named = Object.values(Occasion).filter((one) => one.toLowerCase() === kind);
  return atRisk === true ? [...named, Occasion.RISK] : named;
}

/** Policies that are suggested on one of these occasions, on one of these days. */
export async function suggestedOn(
  { find }: Pick<PluginStore, 'find'>,
  occasions: readonly Occasion[],
  days: readonly string[],
): Promise<InsurancePolicy[]> {
  const [first, last] = [days.toSorted()[0], days.toSorted().at(-1)];
  if (occasions.length === 0 || first === undefined || last === undefined) return [];
  return find(InsurancePolicy, {
    ...{ suggestedFor: { in: [...new Set(occasions)] }, fromDay: { upTo: last } },
    untilDay: { after: first, orNull: true },
  });
}

/** Against what a thing should be insured: each risk once, by the policies of its first day. */
export const risksOf = (
  policies: readonly InsurancePolicy[],
  occasions: readonly Occasion[],
  day: string,
): Risk[] => [
  ...new Set(
    policies
      .filter(({ suggestedFor }) => suggestedFor !== null && occasions.includes(suggestedFor))
      .filter(({ fromDay, untilDay }) => fromDay <= day && (untilDay === null || day < untilDay))
      .map(({ risk }) => risk),
  ),
];

/** A cover for each thing and each risk, that is bought once the thing is there. */
export async function offersFor(
  store: PluginStore,
  things: readonly PlannedThing[],
  currency: string,
) {
  const days = things.map(({ from }) => from);
  const policies = await suggestedOn(store, things.flatMap(occasionsOf), days);
  return things.flatMap(({ step, from, until, valueMinor, description, ...thing }) =>
    risksOf(policies, occasionsOf(thing), from).map((risk) => ({
      ...{ risk, from, until, thing: step },
      ...(valueMinor !== null && { value: money(valueMinor, currency).amount }),
      ...(description !== undefined && { subject: description }),
    })),
  );
}

/**
 * The need of a thing that a step has brought, whether or not what happened was heard of meanwhile:
 * who hears of it later finds the need there, and raises none. Undefined: what it made has no id;
 * null: somebody has decided on it.
 */
export async function needOfThing(
  { store, core, now, assignment: { activityId } }: StepContext,
  reference: string,
  about: Pick<InsuranceNeed, 'risk' | 'fromDay' | 'untilDay' | 'valueMinor'>,
): Promise<string | null | undefined> {
  const [, sourceType, sourceId] = thingId.exec(reference) ?? [];
  if (sourceType === undefined || sourceId === undefined) return undefined;
  // Whoever hears what happened waits here, or has been waited for.
  await core.lock('Activity', activityId);
  const [known] = await store.find(InsuranceNeed, { sourceType, sourceId, risk: about.risk });
  if (known !== undefined) {
    const need = await store.lock(InsuranceNeed, known.id);
    return need?.status === NeedStatus.OPEN ? need.id : null;
  }
  const { id } = await store.insert(InsuranceNeed, {
    ...{ ...about, activityId, sourceType, sourceId },
    ...{ status: NeedStatus.OPEN, reason: null, changedAt: now },
  });
  return id;
}
