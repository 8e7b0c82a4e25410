import type { Domain } from '../platform/domain.js';
import { providerMessages } from './messages.js';
import { providerRequests } from './provider.policy.js';
import { ProviderResolver } from './provider.resolver.js';
import { ProviderRequest } from './provider-request.entity.js';
import { providerRunner } from './runner.js';

export const providerDomain: Domain = {
  name: 'provider',
  entities: [ProviderRequest],
  resolvers: [ProviderResolver],
  sources: [providerRequests],
  transitions: [],
  tools: [],
  messages: providerMessages,
  background: providerRunner,
};
