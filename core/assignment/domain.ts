import type { Domain } from '../platform/domain.js';
import { Assignment } from './assignment.entity.js';
import { assignmentSteps, assignments } from './assignment.policy.js';
import {
  ActivityAssignmentsResolver,
  AssignmentResolver,
  AssignmentStepResolver,
} from './assignment.resolver.js';
import { AssignmentCommandsResolver } from './assignment-commands.resolver.js';
import { AssignmentStep } from './assignment-step.entity.js';
import { assignmentObstacles } from './closing.js';
import { assignmentMessages } from './messages.js';
import { ProgressResolver } from './progress.resolver.js';
import { quoteAnswered } from './quote-answered.js';
import { assignmentRunner } from './runner.js';
import { advanceTool } from './tools/advance.tool.js';
import { contractTool } from './tools/contract.tool.js';
import { invoiceTool } from './tools/invoice.tool.js';
import { quoteTool } from './tools/quote.tool.js';
import {
  assignmentCancel,
  assignmentSeeTo,
  assignmentSettle,
  assignmentStart,
} from './transitions.js';

export const assignment: Domain = {
  name: 'assignment',
  entities: [Assignment, AssignmentStep],
  resolvers: [
    ...[AssignmentResolver, AssignmentStepResolver, AssignmentCommandsResolver],
    ...[ActivityAssignmentsResolver, ProgressResolver],
  ],
  sources: [assignments, assignmentSteps],
  transitions: [assignmentStart, assignmentCancel, assignmentSettle, assignmentSeeTo],
  tools: [advanceTool, contractTool, invoiceTool, quoteTool],
  messages: assignmentMessages,
  closingObstacles: [assignmentObstacles],
  subscribers: [quoteAnswered],
  background: assignmentRunner,
};
