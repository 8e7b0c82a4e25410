import type { Domain } from '../platform/domain.js';
import { type DomainPart, joined } from '../platform/domain-part.js';
import { ApiToken } from './api-token.entity.js';
import { ApiTokenResolver } from './api-token.resolver.js';
import { Cooperative } from './cooperative.entity.js';
import { apiTokens, cooperatives, hostEntities } from './cooperative.policy.js';
import { CooperativeResolver } from './cooperative.resolver.js';
import { FeeRule } from './fee-rule.entity.js';
import { HostEntity } from './host-entity.entity.js';
import { cooperativeMessages } from './messages.js';
import { PluginDecisionResolver } from './plugin.resolver.js';
import { DeadLetter, SkippedValidation } from './plugin-records.entity.js';
import { deadLetters, skippedValidations } from './plugin-records.policy.js';
import { PluginRecordsResolver } from './plugin-records.resolver.js';
import { umbrellaPart } from './umbrella/domain.js';
import { ViewerCooperativeResolver } from './viewer.resolver.js';
import { telling, webhookPart } from './webhook/domain.js';

const cooperativePart: DomainPart = {
  entities: [Cooperative, HostEntity, FeeRule, ApiToken, SkippedValidation, DeadLetter],
  resolvers: [
    CooperativeResolver,
    PluginDecisionResolver,
    PluginRecordsResolver,
    ApiTokenResolver,
    ViewerCooperativeResolver,
  ],
  sources: [cooperatives, hostEntities, apiTokens, skippedValidations, deadLetters],
  messages: cooperativeMessages,
};

export const cooperativeDomain: Domain = {
  ...joined('cooperative', [cooperativePart, umbrellaPart, webhookPart]),
  background: telling,
};
