import type { DomainPart } from '../../platform/domain-part.js';
import type { Transition } from '../../platform/write/transition.js';
import { lineRefunded, paymentUnmatched } from './matching.policy.js';
import { MatchingResolver, MatchPartResolver } from './matching.resolver.js';

/** What matching adds to the money domain. */
export const matching: DomainPart = {
  resolvers: [MatchingResolver, MatchPartResolver],
  transitions: [paymentUnmatched, lineRefunded] as readonly Transition<unknown>[],
};
