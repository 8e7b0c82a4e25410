import type { Salary } from '../../money/payout/pay-salaries.js';
import type { ContractState } from '../contract/contract-state.js';

/**
 * What paying a contract takes: net, tax, the contributions of both sides, and what the work budget
 * has beyond that, which is for the costs that all members share.
 */
export function salaryOf(
  contract: ContractState & {
    readonly employerContributionMinor: bigint | null;
    readonly kept: boolean;
  },
): Salary {
  const { budgetMinor, grossMinor, netMinor, withholdingMinor, dueOn } = contract;
  if (grossMinor === null || netMinor === null || withholdingMinor === null || dueOn === null) {
    throw new Error(`The contract ${contract.id} was worked without its amounts.`);
  }
  // Before it was kept what the employer owes, the whole budget above gross counted as that.
  const employer = contract.employerContributionMinor ?? budgetMinor - grossMinor;
  return {
    ...{ activityId: contract.activityId, contractId: contract.id, workerId: contract.workerId },
    ...{ netMinor, taxMinor: withholdingMinor, dueOn, kept: contract.kept },
    socialMinor: grossMinor - netMinor - withholdingMinor + employer,
    sharedMinor: budgetMinor - grossMinor - employer,
  };
}
