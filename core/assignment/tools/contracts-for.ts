import { split } from '../../money/ledger/amounts.js';
import { minorDigits } from '../../platform/currencies.js';
import { globalId } from '../../platform/ids.js';
import { decimalOf } from '../../platform/money.js';
import type { AssignmentFacts, Declined } from '../../sdk/define.js';
import { declined, unsaid } from '../../sdk/proposing.js';

export interface ContractInput {
  /** A member's global id. */
  readonly workerId: string;
  readonly kind: string;
  readonly jointCommittee?: string | null;
  readonly days: readonly { readonly day: string; readonly hours: string }[];
  readonly budget: string;
  /** Work with a risk for health or safety. */
  readonly atRisk?: boolean;
}

/**
 * A contract for each of the people and each calendar month, on the terms that were said; the
 * budget is shared equally over all their days, to the last cent.
 */
export function contractsFor(facts: AssignmentFacts): readonly ContractInput[] | Declined {
  const { people, days, currency, work } = facts;
  if (people.length === 0) return unsaid('people');
  if (days.length === 0) return unsaid('days');
  if (work == null) return declined('assignment.work-unsaid', { people: people.length });
  const { kind, jointCommittee, hoursPerDay: hours, atRisk = false } = work;
  const months = [...Map.groupBy(days, (day) => day.slice(0, 7)).values()];
  const wanted = people.flatMap((person) => months.map((month) => ({ person, month })));
  const budgets = split(
    work.budgetMinor,
    wanted.map(({ month }) => BigInt(month.length)),
  );
  return wanted.map(({ person, month }, i) => ({
    workerId: globalId('Member', person),
    ...{ kind, jointCommittee, days: month.map((day) => ({ day, hours })) },
    budget: decimalOf(budgets[i] as bigint, minorDigits(currency)),
    ...(atRisk && { atRisk }),
  }));
}
