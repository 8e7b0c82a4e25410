import type { DomainPart } from '../../platform/domain-part.js';
import type { Transition } from '../../platform/write/transition.js';
import { PayoutFile } from './payout-file.entity.js';
import { payoutFileReleased, payoutFiles } from './payout-file.policy.js';
import { PayoutFileResolver } from './payout-file.resolver.js';
import { payoutFileDownload } from './payout-file-document.js';

/** What files of payments add to the money domain. */
export const paymentFiles: DomainPart = {
  entities: [PayoutFile],
  resolvers: [PayoutFileResolver],
  sources: [payoutFiles],
  transitions: [payoutFileReleased] as readonly Transition<unknown>[],
  downloads: [payoutFileDownload],
};
