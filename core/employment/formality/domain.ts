import type { DomainPart } from '../../platform/domain-part.js';
import { Formality } from './formality.entity.js';
import { formalities, formalitySettle } from './formality.policy.js';
import { ContractFormalitiesResolver, FormalityResolver } from './formality.resolver.js';
import { formalityEvidence } from './formality-reads.js';
import { formalityMessages } from './messages.js';
import { formalityUpload } from './settle-formality.js';

export const formalityPart: DomainPart = {
  entities: [Formality],
  resolvers: [FormalityResolver, ContractFormalitiesResolver],
  sources: [formalities],
  transitions: [formalitySettle] as DomainPart['transitions'],
  messages: formalityMessages,
  uploads: [
    {
      name: formalityUpload,
      permission: 'contract.write',
      mediaTypes: ['application/pdf', 'image/jpeg', 'image/png'],
    },
  ],
  downloads: [formalityEvidence.download],
};
