import type { Activity } from '../activity/activity.entity.js';
import { badInput } from '../platform/errors.js';
import { localId } from '../platform/ids.js';
import { minorOf } from '../platform/money.js';
import type { AssignmentFacts, WorkFacts } from '../sdk/define.js';

/** What a member says of an assignment before any tool is chosen, as it comes in. */
export interface SaidFacts {
  readonly allInclusive?: boolean | null;
  readonly days?: readonly string[] | null;
  readonly places?: readonly string[] | null;
  /** Global ids of members. */
  readonly people?: readonly string[] | null;
  readonly amount?: string | null;
  readonly needs?: readonly string[] | null;
  readonly work?: SaidWork | null;
}

/** On which terms the people work; the budget is for all of them together. */
export interface SaidWork {
  readonly kind: string;
  readonly jointCommittee?: string | null;
  readonly hoursPerDay: string;
  readonly budget: string;
  readonly atRisk?: boolean | null;
}

/** Entries that a list of facts may have. */
const limits = { days: 366, places: 100, people: 100, needs: 20 } as const;

/** The same, checked: days in order and each once, needs as codes, the amount in minor units. */
export function factsOf(said: SaidFacts, { currency }: Activity): AssignmentFacts {
  for (const [name, limit] of Object.entries(limits)) {
    const entries = said[name as keyof typeof limits];
    if ((entries?.length ?? 0) > limit) throw badInput(`At most ${limit} are expected.`, name);
  }
  const { allInclusive, days, places, people, amount, needs } = said;
  const amountMinor = amount == null ? null : minorOf(amount, currency, 'amount');
  if (amountMinor !== null && amountMinor <= 0n) {
    throw badInput('An amount above zero is expected.', 'amount');
  }
  return {
    allInclusive: allInclusive === true,
    days: [...new Set(days ?? [])].sort(),
    places: (places ?? []).map((place, i) => placeOf(place, `places.${i}`)),
    people: [...new Set((people ?? []).map((id, i) => localId('Member', id, `people.${i}`)))],
    ...{ amountMinor, currency },
    needs: [...new Set((needs ?? []).map((need, i) => codeOf(need, `needs.${i}`)))],
    work: said.work == null ? null : workOf(said.work, currency),
  };
}

function workOf(said: SaidWork, currency: string): WorkFacts {
  const budgetMinor = minorOf(said.budget, currency, 'work.budget');
  if (budgetMinor <= 0n) throw badInput('An amount above zero is expected.', 'work.budget');
  const { jointCommittee = null, hoursPerDay, atRisk } = said;
  const kind = codeOf(said.kind, 'work.kind');
  return { kind, jointCommittee, hoursPerDay, budgetMinor, ...(atRisk && { atRisk }) };
}

function placeOf(place: string, path: string): string {
  const tidy = place.trim();
  if (tidy.length > 0 && tidy.length <= 200) return tidy;
  throw badInput('A text of 1 to 200 characters is expected.', path);
}

function codeOf(need: string, path: string): string {
  if (/^[a-z][a-z0-9-]{0,62}$/.test(need)) return need;
  throw badInput('A code has lower-case letters, digits and hyphens, at most 63.', path);
}
