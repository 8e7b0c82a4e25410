import type { DomainPart } from '../../platform/domain-part.js';
import { minimumPayMessages } from './messages.js';
import { MinimumPayResolver } from './minimum-pay.resolver.js';
import { minimumPaySet } from './set-minimum-pay.js';

export const minimumPayPart: DomainPart = {
  resolvers: [MinimumPayResolver],
  transitions: [minimumPaySet] as DomainPart['transitions'],
  messages: minimumPayMessages,
};
