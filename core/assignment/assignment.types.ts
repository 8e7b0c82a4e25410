import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../platform/read/connection-type.js';
import { DateTime } from '../platform/scalars.js';
import { Violation } from '../platform/write/violation.js';
import { Assignment, AssignmentStatus } from './assignment.entity.js';
import { JsonObject } from './json-object.js';

export const AssignmentConnection = connectionType(Assignment, 'Assignment');

export enum AssignmentOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
}
registerEnumType(AssignmentOrder, {
  name: 'AssignmentOrder',
  description: 'How assignments are ordered.',
  valuesConfig: {
    NEWEST: { description: 'The newest first.' },
    OLDEST: { description: 'The oldest first.' },
  },
});

@InputType({ description: 'Which assignments.' })
export class AssignmentFilter {
  @Field(() => [AssignmentStatus], { nullable: true, description: 'Standing at one of these.' })
  status?: AssignmentStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this activity.' })
  activityId?: string | null;
}

@InputType({ description: 'A step that an assignment should have.' })
export class PlanStepInput {
  @Field(() => String, { description: 'The tool, from "tools".' })
  tool: string;

  @Field(() => JsonObject, { description: 'What the tool asks for: see its JSON schema.' })
  input: Record<string, unknown>;
}

@InputType({ description: 'An assignment to plan.' })
export class PlanAssignmentInput {
  @Field(() => ID, { description: 'The activity that it is for.' })
  activityId: string;

  @Field(() => ID, { nullable: true, description: 'The client that it is done for.' })
  clientId?: string | null;

  @Field(() => String, { description: 'What it is about: 1 to 200 characters.' })
  title: string;

  @Field(() => [PlanStepInput], { description: 'Its steps, at most 50, in any order.' })
  steps: PlanStepInput[];
}

@InputType({ description: 'An assignment to start or to cancel.' })
export class AssignmentStepInput {
  @Field(() => ID, { description: 'The assignment.' })
  id: string;

  @Field(() => Int, { nullable: true, description: 'The version that you saw.' })
  expectedVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your own key: a repeat with it does nothing twice.' })
  idempotencyKey: string;
}

@InputType({ description: 'A step that waited and has come to its end.' })
export class SettleStepInput {
  @Field(() => ID, { description: 'The step.' })
  stepId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your own key: a repeat with it does nothing twice.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'An assignment after a change, or why not.', simpleResolvers: true })
export class AssignmentPayload {
  @Field(() => Assignment, { nullable: true, description: 'The assignment as it now is.' })
  assignment: Assignment | null;

  @Field(() => [Violation], { description: 'What stands in the way of any step, all at once.' })
  violations: Violation[];
}

@ObjectType({ description: 'How an assignment stands at a moment.', simpleResolvers: true })
export class AssignmentEvent {
  @Field(() => Assignment, { description: 'The assignment with its steps as they now are.' })
  assignment: Assignment;

  @Field(() => DateTime, { description: 'When this was read.' })
  at: Date;
}

@ObjectType({ description: 'Something that happened in an activity.', simpleResolvers: true })
export class ActivityEvent {
  @Field(() => ID, { description: 'Id of the event: the same one is the same event.' })
  eventId: string;

  @Field(() => String, { description: 'What happened, e.g. "invoice.issued".' })
  type: string;

  @Field(() => ID, { description: 'Global id of what it happened to: fetch it with "node".' })
  subjectId: string;

  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt: Date;
}
