import type { DomainPart } from '../../platform/domain-part.js';
import { PayResolver } from './pay.resolver.js';
import { payMessages } from './pay-messages.js';

export const payPart: DomainPart = {
  resolvers: [PayResolver],
  messages: payMessages,
};
