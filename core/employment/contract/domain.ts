import type { DomainPart } from '../../platform/domain-part.js';
import { contractObstacles } from './closing.js';
import { signedContracts } from './commitments.js';
import { Contract } from './contract.entity.js';
import { contracts } from './contract.policy.js';
import { ActivityContractsResolver, ContractResolver } from './contract.resolver.js';
import { ContractStepsResolver } from './contract-steps.resolver.js';
import { contractsWorkedJob } from './past-contracts.js';
import {
  contractCancel,
  contractPay,
  contractShorten,
  contractSign,
  contractWork,
} from './transitions.js';

export const contractPart: DomainPart = {
  entities: [Contract],
  resolvers: [ContractResolver, ContractStepsResolver, ActivityContractsResolver],
  sources: [contracts],
  transitions: [contractSign, contractShorten, contractCancel, contractWork, contractPay],
  commitments: [signedContracts],
  closingObstacles: [contractObstacles],
  jobs: [contractsWorkedJob],
};
