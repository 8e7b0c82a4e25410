import type { DomainPart } from '../../platform/domain-part.js';
import type { Transition } from '../../platform/write/transition.js';
import { openPurchases } from './closing.js';
import { Purchase } from './purchase.entity.js';
import {
  purchaseApproved,
  purchaseAssigned,
  purchaseRefused,
  purchases,
} from './purchase.policy.js';
import {
  PurchaseResolver,
  PurchaseStepsResolver,
  SelfBilledInvoiceResolver,
} from './purchase.resolver.js';
import { purchaseFile } from './purchase.service.js';

export const purchasing: DomainPart = {
  entities: [Purchase],
  resolvers: [PurchaseResolver, PurchaseStepsResolver, SelfBilledInvoiceResolver],
  sources: [purchases],
  transitions: [
    ...[purchaseAssigned, purchaseApproved, purchaseRefused],
  ] as readonly Transition<unknown>[],
  downloads: [purchaseFile],
  closingObstacles: [openPurchases],
};
