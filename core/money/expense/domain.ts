import type { DomainPart } from '../../platform/domain-part.js';
import type { Transition } from '../../platform/write/transition.js';
import { expenseObstacles } from './closing.js';
import { openAdvances, submittedExpenses } from './commitments.js';
import { Expense } from './expense.entity.js';
import * as policy from './expense.policy.js';
import * as resolvers from './expense.resolver.js';
import { ExpenseAdvance } from './expense-advance.entity.js';
import { ExpenseChangesResolver, ExpenseRulesResolver } from './expense-changes.resolver.js';
import { ExpenseLine } from './expense-line.entity.js';
import { receiptDownload } from './expense-reads.js';
import { receiptPurpose } from './sheet.js';
import { Vehicle } from './vehicle.entity.js';

export const expensePart: DomainPart = {
  entities: [Expense, ExpenseLine, ExpenseAdvance, Vehicle],
  resolvers: [
    ...[resolvers.ExpenseResolver, resolvers.ExpenseLineResolver],
    ...[resolvers.ExpenseAdvanceResolver, resolvers.ActivityExpensesResolver],
    ...[resolvers.MemberVehiclesResolver, ExpenseChangesResolver, ExpenseRulesResolver],
  ],
  sources: [policy.expenses, policy.expenseAdvances, policy.vehicles],
  transitions: [
    ...[policy.expenseSubmitted, policy.expenseApproved, policy.expenseRefused],
    ...[policy.advanceRequested, policy.advanceApproved, policy.advanceRefused],
    policy.advanceRepaid,
  ] as readonly Transition<unknown>[],
  commitments: [submittedExpenses, openAdvances],
  closingObstacles: [expenseObstacles],
  uploads: [
    {
      name: receiptPurpose,
      permission: 'expense.write',
      mediaTypes: ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic'],
    },
  ],
  downloads: [receiptDownload],
};
