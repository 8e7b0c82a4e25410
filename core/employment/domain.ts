import type { Domain } from '../platform/domain.js';
import { contractObstacles } from './closing.js';
import { Contract } from './contract.entity.js';
import { contracts } from './contract.policy.js';
import { ActivityContractsResolver, ContractResolver } from './contract.resolver.js';
import { ContractStepsResolver } from './contract-steps.resolver.js';
import { contractsPaidJob, contractsWorkedJob } from './due-contracts.js';
import { employmentMessages } from './messages.js';
import { contractCancel, contractPay, contractSign, contractWork } from './transitions.js';

export const employment: Domain = {
  name: 'employment',
  entities: [Contract],
  resolvers: [ContractResolver, ContractStepsResolver, ActivityContractsResolver],
  sources: [contracts],
  transitions: [contractSign, contractCancel, contractWork, contractPay],
  tools: [],
  messages: employmentMessages,
  closingObstacles: [contractObstacles],
  jobs: [contractsWorkedJob, contractsPaidJob],
};
