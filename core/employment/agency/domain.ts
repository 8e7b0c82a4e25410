import type { DomainPart } from '../../platform/domain-part.js';
import { Agency } from './agency.entity.js';
import { agencies, agencyEnd, agencyRecord, agencySettle } from './agency.policy.js';
import { AgencyResolver, ContractAgencyResolver } from './agency.resolver.js';
import { agencyMessages } from './messages.js';

export const agencyPart: DomainPart = {
  entities: [Agency],
  resolvers: [AgencyResolver, ContractAgencyResolver],
  sources: [agencies],
  transitions: [agencyRecord, agencyEnd, agencySettle] as DomainPart['transitions'],
  messages: agencyMessages,
};
