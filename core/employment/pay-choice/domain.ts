import type { DomainPart } from '../../platform/domain-part.js';
import { PayChoiceResolver } from './pay-choice.resolver.js';
import { instalmentsJob } from './pay-instalments.js';

export const payChoicePart: DomainPart = {
  resolvers: [PayChoiceResolver],
  jobs: [instalmentsJob],
};
