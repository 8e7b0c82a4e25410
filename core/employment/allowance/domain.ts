import type { DomainPart } from '../../platform/domain-part.js';
import { AmateurAllowance } from './allowance.entity.js';
import {
  allowanceCancel,
  allowancePay,
  allowanceRegister,
  allowances,
} from './allowance.policy.js';
import {
  ActivityAllowancesResolver,
  AllowanceStepsResolver,
  AmateurAllowanceResolver,
  travelProof,
} from './allowance.resolver.js';
import { allowanceObstacles } from './closing.js';
import { allowanceMessages } from './messages.js';
import { travelProofUpload } from './register-allowance.js';

export const allowancePart: DomainPart = {
  entities: [AmateurAllowance],
  resolvers: [AmateurAllowanceResolver, ActivityAllowancesResolver, AllowanceStepsResolver],
  sources: [allowances],
  transitions: [...[allowanceRegister, allowanceCancel, allowancePay]] as DomainPart['transitions'],
  messages: allowanceMessages,
  closingObstacles: [allowanceObstacles],
  uploads: [
    {
      name: travelProofUpload,
      permission: 'contract.write',
      mediaTypes: ['application/pdf', 'image/jpeg', 'image/png'],
    },
  ],
  downloads: [travelProof.download],
};
