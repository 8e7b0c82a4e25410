import type { Domain } from '../domain.js';
import { NodeResolver } from './node.resolver.js';
import { PendingValidationResolver } from './pending-validation.resolver.js';
import { PlatformResolver } from './platform.resolver.js';
import { textMessages } from './text.js';
import { ViewerResolver } from './viewer.resolver.js';

/** The roots that belong to no domain: who asks, anything by its id, and the server itself. */
export const platformModel: Domain = {
  name: 'platform',
  entities: [],
  resolvers: [ViewerResolver, NodeResolver, PlatformResolver, PendingValidationResolver],
  sources: [],
  transitions: [],
  tools: [],
  messages: textMessages,
};
