import type { DomainPart } from '../../platform/domain-part.js';
import { Attestation } from './attestation.entity.js';
import {
  attestationEnd,
  attestationRecord,
  attestations,
  attestationVerify,
} from './attestation.policy.js';
import { AttestationResolver, MemberAttestationsResolver } from './attestation.resolver.js';
import { attestationDocument } from './attestation-reads.js';
import { attestationMessages } from './messages.js';
import { attestationUpload } from './record-attestation.js';

export const attestationPart: DomainPart = {
  entities: [Attestation],
  resolvers: [AttestationResolver, MemberAttestationsResolver],
  sources: [attestations],
  transitions: [
    ...[attestationRecord, attestationVerify, attestationEnd],
  ] as DomainPart['transitions'],
  messages: attestationMessages,
  uploads: [
    {
      name: attestationUpload,
      permission: 'contract.write',
      mediaTypes: ['application/pdf', 'image/jpeg', 'image/png'],
    },
  ],
  downloads: [attestationDocument.download],
};
