import type { Domain } from '../../platform/domain.js';
import { Approval } from './approval.entity.js';
import { approvalDecide, approvalRequest, approvals, approvalWithdraw } from './approval.policy.js';
import {
  ActivityAutonomyResolver,
  ApprovalResolver,
  AutonomyResolver,
} from './autonomy.resolver.js';
import { autonomyMessages } from './messages.js';
import { autonomyRestraint } from './restraint.js';
import { activitySetLevel } from './set-level.js';
import { autonomySetLimit } from './set-limit.js';

/** How far activities decide alone, as a domain beside theirs. */
export const autonomyDomain: Domain = {
  name: 'autonomy',
  entities: [Approval],
  resolvers: [ApprovalResolver, ActivityAutonomyResolver, AutonomyResolver],
  sources: [approvals],
  transitions: [
    ...[approvalRequest, approvalDecide, approvalWithdraw],
    ...[activitySetLevel, autonomySetLimit],
  ] as Domain['transitions'],
  tools: [],
  messages: autonomyMessages,
  restraint: autonomyRestraint,
};
