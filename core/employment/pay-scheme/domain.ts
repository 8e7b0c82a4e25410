import type { DomainPart } from '../../platform/domain-part.js';
import { paySchemeMessages } from './messages.js';
import { PaySchemeResolver } from './pay-scheme.resolver.js';
import { paySchemeSet } from './set-pay-scheme.js';

export const paySchemePart: DomainPart = {
  resolvers: [PaySchemeResolver],
  transitions: [paySchemeSet] as DomainPart['transitions'],
  messages: paySchemeMessages,
};
