import type { DomainPart } from '../../platform/domain-part.js';
import type { Transition } from '../../platform/write/transition.js';
import { assignmentUndone, awaitedPayments, lineAssigned } from './awaited.policy.js';
import {
  AssignedLineResolver,
  AwaitedPaymentResolver,
  LineAssignmentResolver,
} from './awaited.resolver.js';
import { AwaitedPayment } from './awaited-payment.entity.js';
import { LineAssignment } from './line-assignment.entity.js';

/** What the bank is yet to show, and what its movements were for. */
export const awaiting: DomainPart = {
  entities: [AwaitedPayment, LineAssignment],
  resolvers: [AwaitedPaymentResolver, AssignedLineResolver, LineAssignmentResolver],
  sources: [awaitedPayments],
  transitions: [lineAssigned, assignmentUndone] as readonly Transition<unknown>[],
};
