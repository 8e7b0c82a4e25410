import { split } from '../../money/ledger/amounts.js';
import { globalId } from '../../platform/ids.js';
import { decimalOf, minorDigits } from '../../platform/money.js';
import type { AssignmentFacts } from '../../sdk/define.js';
import type { ContractInput } from './contract.tool.js';

/**
 * A contract for each of the people and each calendar month, on the terms that were said; the
 * budget is shared equally over all their days, to the last cent. Null while something is unsaid.
 */
export function contractsFor(facts: AssignmentFacts): readonly ContractInput[] | null {
  const { people, days, currency, work } = facts;
  if (work == null || people.length === 0 || days.length === 0) return null;
  const { kind, jointCommittee, hoursPerDay: hours } = work;
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
  }));
}
