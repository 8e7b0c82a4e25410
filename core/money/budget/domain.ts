import type { DomainPart } from '../../platform/domain-part.js';
import type { Transition } from '../../platform/write/transition.js';
import { ActivityTransfer } from './activity-transfer.entity.js';
import { Budget } from './budget.entity.js';
import { activityTransferred, budgets, projects, transfers } from './budget.policy.js';
import * as resolvers from './budget.resolver.js';
import { Project } from './project.entity.js';

export const budgetPart: DomainPart = {
  entities: [Project, Budget, ActivityTransfer],
  resolvers: [
    ...[resolvers.BudgetResolver, resolvers.ProjectResolver, resolvers.ActivityTransferResolver],
    ...[resolvers.ActivityBudgetsResolver, resolvers.BudgetChangesResolver],
  ],
  sources: [projects, budgets, transfers],
  transitions: [activityTransferred] as readonly Transition<unknown>[],
};
