import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money } from '../platform/money.js';
import { connectionType } from '../platform/read/connection-type.js';
import { CivilDate, DateTime, Decimal } from '../platform/scalars.js';
import { Violation } from '../platform/write/violation.js';
import { Assignment, AssignmentStatus } from './assignment.entity.js';
import { JsonObject } from './json-object.js';
import { Tool } from './tool.types.js';

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

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether something could not be undone that nobody has seen to yet: the queue of advisers.',
  })
  needsPerson?: boolean | null;
}

@InputType({ description: 'A step that an assignment should have.' })
export class PlanStepInput {
  @Field(() => String, { description: 'The tool, from "tools".' })
  tool: string;

  @Field(() => JsonObject, { description: 'What the tool asks for: see its JSON schema.' })
  input: Record<string, unknown>;
}

@InputType({ description: 'On which terms the people of an assignment are employed.' })
export class PlanWorkInput {
  @Field(() => String, { description: 'Code of the kind of contract, e.g. "duration".' })
  kind: string;

  @Field(() => String, { nullable: true, description: 'Joint committee, e.g. "304".' })
  jointCommittee?: string | null;

  @Field(() => Decimal, { description: 'Hours of each of the days, e.g. "7.6".' })
  hoursPerDay: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it has a risk for health or safety; no when absent.',
  })
  atRisk?: boolean | null;

  @Field(() => Decimal, {
    description:
      'What all people cost together on all days, in the activity’s currency: shared equally.',
  })
  budget: string;
}

@InputType({ description: 'An assignment to plan.' })
export class PlanAssignmentInput {
  @Field(() => ID, { description: 'The activity that it is for.' })
  activityId: string;

  @Field(() => ID, { nullable: true, description: 'The client that it is done for.' })
  clientId?: string | null;

  @Field(() => String, { description: 'What it is about: 1 to 200 characters.' })
  title: string;

  @Field(() => [PlanStepInput], {
    nullable: true,
    description: 'Its steps, at most 50, in any order; what is left out may propose itself.',
  })
  steps?: PlanStepInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Lets every tool propose itself from what you say here.',
  })
  allInclusive?: boolean | null;

  @Field(() => [CivilDate], { nullable: true, description: 'Its days, at most 366.' })
  days?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Where it takes place, at most 100.' })
  places?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'The members who work on it, at most 100.' })
  people?: string[] | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What the client will pay without VAT, in the activity’s currency.',
  })
  amount?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Codes of what it needs, e.g. "transport": tools that meet one propose themselves.',
  })
  needs?: string[] | null;

  @Field(() => PlanWorkInput, {
    nullable: true,
    description: 'How the people are employed: a contract for each of them proposes itself.',
  })
  work?: PlanWorkInput | null;
}

@ObjectType({
  description: 'Money that a step moves on a day, as far as it can be foreseen.',
  simpleResolvers: true,
})
export class CashFlowLine {
  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Field(() => Money, { description: 'Into the activity when positive, out of it when negative.' })
  amount: Money;

  @Field(() => String, {
    description:
      'Whose money it is: ACTIVITY, CLIENT, COOPERATIVE, FUND, SECTOR or USER. What another than ' +
      'the activity pays out moves none of its money.',
  })
  payer: string;

  @Field(() => Boolean, { description: 'Whether it moves only thanks to pre-financing.' })
  prefinancing: boolean;
}

@ObjectType({
  description: 'What the activity has more or less by the end of a day than before the assignment.',
  simpleResolvers: true,
})
export class CashFlowDay {
  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Field(() => Money, { description: 'With all that the plan pre-finances.' })
  withPrefinancing: Money;

  @Field(() => Money, { description: 'Had nobody pre-financed anything.' })
  withoutPrefinancing: Money;
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

@InputType({ description: 'What could not be undone, and that a person has seen to.' })
export class SeeToStepInput {
  @Field(() => ID, { description: 'The step.' })
  stepId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your own key: a repeat with it does nothing twice.' })
  idempotencyKey: string;
}

@ObjectType({
  description: 'A tool that could have had a part in a plan and has none.',
  simpleResolvers: true,
})
export class DeclinedTool {
  @Field(() => Tool, { description: 'The tool.' })
  tool: Tool;

  @Field(() => [Violation], { description: 'Why it offers nothing, or what stood against it.' })
  reasons: Violation[];
}

@ObjectType({ description: 'An assignment after a change, or why not.', simpleResolvers: true })
export class AssignmentPayload {
  @Field(() => Assignment, { nullable: true, description: 'The assignment as it now is.' })
  assignment: Assignment | null;

  @Field(() => [Violation], { description: 'What stands in the way of any step, all at once.' })
  violations: Violation[];

  @Field(() => [DeclinedTool], {
    description:
      'Of a plan in which tools may propose themselves: those that have no part in it, by name.',
  })
  declined: DeclinedTool[];
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
