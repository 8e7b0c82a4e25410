import type { Tx } from '../../platform/database/transaction.js';
import type { Transition } from '../../platform/write/transition.js';
import { daysBetween } from '../../sdk/civil-days.js';
import type { ContractState } from './contract-state.js';

/** The steps of a contract where plugins' validations hook in. */
export const contractSign: Transition<ContractState> = {
  name: 'contract.sign',
  subject: 'Contract',
  tags: ['legal'],
  commits: (contract, _after, today) => ({
    activityId: contract.activityId,
    amountMinor: contract.budgetMinor,
    termDays: daysBetween(today, contract.days.at(-1)?.day ?? today),
    workers: (tx) => employedInMonth(tx, contract),
  }),
};

export const contractCancel: Transition<ContractState> = {
  name: 'contract.cancel',
  subject: 'Contract',
  tags: ['legal'],
};

/** Its last days are withdrawn, because the employment that it is a month of ends. */
export const contractShorten: Transition<ContractState> = {
  name: 'contract.shorten',
  subject: 'Contract',
  tags: ['legal'],
};

/** The days were worked as agreed. */
export const contractWork: Transition<ContractState> = {
  name: 'contract.work',
  subject: 'Contract',
  tags: ['legal'],
};

export const contractPay: Transition<ContractState> = {
  name: 'contract.pay',
  subject: 'Contract',
  tags: ['money.out', 'legal'],
};

/** The people whom the activity employs in the month of a contract, its own worker included. */
async function employedInMonth(tx: Tx, contract: ContractState): Promise<number> {
  const first = contract.days[0]?.day;
  if (first === undefined) return 0;
  const [row] = await tx.query<{ others: bigint }>(
    `select count(distinct c.worker_id) as others
     from core.contract c
     join core.contract_day d on d.cooperative_id = c.cooperative_id and d.contract_id = c.id
     where c.cooperative_id = $1 and c.activity_id = $2 and c.worker_id <> $3 and d.bound
       and d.day >= date_trunc('month', $4::date)
       and d.day < date_trunc('month', $4::date) + interval '1 month'`,
    [tx.cooperativeId, contract.activityId, contract.workerId, first],
  );
  return Number(row?.others ?? 0n) + 1;
}
