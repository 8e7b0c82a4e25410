import type { Transition } from '../../platform/write/transition.js';
import type { ContractState } from './contract-state.js';

/** The steps of a contract where plugins' validations hook in. */
export const contractSign: Transition<ContractState> = {
  name: 'contract.sign',
  subject: 'Contract',
  tags: ['legal'],
};

export const contractCancel: Transition<ContractState> = {
  name: 'contract.cancel',
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
