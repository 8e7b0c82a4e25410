import { share } from '../../money/ledger/amounts.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { Finding } from '../../platform/write/violation.js';
import type { Pay } from '../pay/compute-pay.js';
import { amountsOf, keepPay } from '../pay/contract-pay.js';
import { workingDayAfter } from '../rules/calendar.js';
import { sumOf } from '../rules/pay-line.js';
import type { PayLine, PayScheme } from '../rules/pay-terms.js';
import { type ContractState, wholeDay } from './contract-state.js';
import { priced } from './contract-terms.js';

/** A signed contract with the pay of other days or of another agreement, or why it has none. */
export interface Amended {
  readonly contract: ContractState;
  readonly findings: readonly Finding[];
  readonly kept: { readonly scheme: PayScheme; readonly pay: Pay } | null;
}

/**
 * Prices a signed contract that is not paid yet anew: what was agreed for all its days, for the part of
 * them that is paid, by the figures of its first day; `sources` say why a part is not. Pay is due so many working days after its last.
 */
export async function amendedPay(
  tx: Tx,
  contract: ContractState,
  sources: readonly string[] = [],
): Promise<Amended> {
  const agreedMinor = contract.agreedMinor ?? contract.budgetMinor;
  const budgetMinor = share(agreedMinor, paidPart(contract), 'half-up');
  const paid = contract.days.filter(({ paidShare }) => paidShare > 0);
  const terms = { ...contract, budgetMinor, days: paid.length > 0 ? paid : contract.days };
  const { figures, pay } = await priced(tx, terms);
  const last = contract.days.at(-1)?.day;
  if (!figures?.rules || !figures.policy || !figures.scheme || pay === null || last === undefined) {
    return { contract, findings: figures?.missing ?? [], kept: null };
  }
  const { scheme, rules, policy, missing } = figures;
  const lines = absenceLines(agreedMinor, budgetMinor, sources);
  const computed = withLines(lines, budgetMinor === 0n ? nothing(pay) : pay);
  const dueOn = workingDayAfter(rules.calendar, last, policy.payAfterWorkingDays);
  const amounts = { ...amountsOf(computed), coefficientId: scheme.id };
  return {
    contract: { ...contract, agreedMinor, budgetMinor, ...amounts, dueOn },
    findings: missing,
    kept: missing.length > 0 ? null : { scheme, pay: computed },
  };
}

/** Writes what was priced anew, over what was kept of the pay before. */
export async function writeAmended(tx: Tx, { contract, kept }: Amended): Promise<void> {
  if (kept === null) throw new Error(`The contract ${contract.id} has no pay to be written.`);
  await tx.query(
    `update core.contract set agreed_minor = $3, budget_minor = $4, gross_minor = $5,
       employee_contribution_minor = $6, withholding_minor = $7, net_minor = $8,
       coefficient_id = $9, due_on = $10, version = $11
     where cooperative_id = $1 and id = $2`,
    [
      ...[tx.cooperativeId, contract.id, contract.agreedMinor, contract.budgetMinor],
      ...[contract.grossMinor, contract.employeeContributionMinor, contract.withholdingMinor],
      ...[contract.netMinor, contract.coefficientId, contract.dueOn, contract.version],
    ],
  );
  await keepPay(tx, contract.id, kept);
}

/** What was agreed and what absences take from it, before everything that follows from the rest. */
function absenceLines(
  agreedMinor: bigint,
  budgetMinor: bigint,
  sources: readonly string[],
): PayLine[] {
  if (agreedMinor === budgetMinor) return [];
  const absence = sumOf('absence', budgetMinor - agreedMinor);
  const source = sources.length > 0 ? sources.join('; ') : null;
  return [sumOf('agreed', agreedMinor), { ...absence, source }];
}

const withLines = (lines: readonly PayLine[], pay: Pay): Pay => ({
  ...pay,
  lines: [...lines, ...pay.lines],
});

/** Of all minutes, those that are paid, each by its part. */
function paidPart({ days }: ContractState) {
  const sum = (of: (day: ContractState['days'][number]) => number) =>
    BigInt(days.reduce((total, day) => total + of(day), 0));
  return {
    numerator: sum(({ minutes, paidShare }) => minutes * paidShare),
    denominator: sum(({ minutes }) => minutes * wholeDay),
  };
}

/** No day is paid: nothing is computed, for a part of a full month would be a part of nothing. */
const nothing = (pay: Pay): Pay => ({
  ...pay,
  ...{ budgetMinor: 0n, employerCostMinor: 0n, grossMinor: 0n, netMinor: 0n },
  ...{ employeeContributionMinor: 0n, withholdingMinor: 0n, employerContributionMinor: 0n },
  ...{ contributionBaseMinor: 0n, lines: [] },
});
