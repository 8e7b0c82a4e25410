import type { DomainPart } from '../../platform/domain-part.js';
import type { Transition } from '../../platform/write/transition.js';
import {
  authorRightsPaid,
  authorRightsPayments,
  authorRightsSheets,
} from './author-rights.policy.js';
import { AuthorRightsResolver, AuthorRightsSheetResolver } from './author-rights.resolver.js';
import { AuthorRightsPayment } from './author-rights-payment.entity.js';
import { AuthorRightsSheet } from './author-rights-sheet.entity.js';

/** What author rights add to the money domain. */
export const authorRights: DomainPart = {
  entities: [AuthorRightsPayment, AuthorRightsSheet],
  resolvers: [AuthorRightsResolver, AuthorRightsSheetResolver],
  sources: [authorRightsPayments, authorRightsSheets],
  transitions: [authorRightsPaid] as readonly Transition<unknown>[],
};
