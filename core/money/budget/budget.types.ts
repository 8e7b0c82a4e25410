import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { ActivityTransfer } from './activity-transfer.entity.js';
import { Budget, BudgetPolicy } from './budget.entity.js';
import { Project } from './project.entity.js';

const violations = { description: 'What stands in the way, and warnings.' };

@ObjectType({ description: 'A line of a budget, or the sum of its lines.', simpleResolvers: true })
export class BudgetFigures {
  @Field(() => Money, { description: 'What is planned.' })
  planned: Money;

  @Field(() => Money, {
    description: 'What is promised and not yet booked: signed contracts, submitted expenses.',
  })
  committed: Money;

  @Field(() => Money, { description: 'What is booked, from the ledger.' })
  spent: Money;

  @Field(() => Money, { description: 'What is left to commit; negative when it is passed.' })
  left: Money;

  @Field(() => Money, {
    description:
      'What it comes to when the period ends: spent and committed, or what is spent at the pace ' +
      'of the days gone by when that is more.',
  })
  forecast: Money;
}

@ObjectType({ description: 'A line of a budget.', simpleResolvers: true })
export class BudgetLine extends BudgetFigures {
  @Field(() => String, {
    description: 'What it is for: WORK, EXPENSES, PURCHASES, SERVICES or TRANSFERS (net).',
  })
  kind: string;
}

@InputType({ description: 'What is planned of a kind.' })
export class BudgetLineInput {
  @Field(() => String, { description: 'WORK, EXPENSES, PURCHASES, SERVICES or TRANSFERS; once.' })
  kind: string;

  @Field(() => Decimal, { description: 'How much, in the currency of the activity.' })
  planned: string;
}

@InputType({ description: 'A plan of what is spent in a period.' })
export class CreateBudgetInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => ID, { nullable: true, description: 'Of this project only.' })
  projectId?: string | null;

  @Field(() => String, { description: 'What it is for: 1 to 200 characters.' })
  title: string;

  @Field(() => CivilDate, { description: 'Its first day.' })
  from: string;

  @Field(() => CivilDate, { description: 'Its last day.' })
  until: string;

  @Field(() => BudgetPolicy, {
    defaultValue: BudgetPolicy.WARN,
    description: 'What a commitment that passes it meets.',
  })
  policy: BudgetPolicy;

  @Field(() => [BudgetLineInput], { description: 'A line for each kind.' })
  lines: BudgetLineInput[];

  @Field(() => String, { nullable: true, description: 'The same key makes one budget.' })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What changes of a budget; what is absent stays.' })
export class UpdateBudgetInput {
  @Field(() => ID, { description: 'The budget.' })
  budgetId: string;

  @Field(() => String, { nullable: true, description: 'What it is for: 1 to 200 characters.' })
  title?: string | null;

  @Field(() => BudgetPolicy, { nullable: true, description: 'What passing it meets.' })
  policy?: BudgetPolicy | null;

  @Field(() => [BudgetLineInput], { nullable: true, description: 'All lines anew.' })
  lines?: BudgetLineInput[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Ends it.' })
  close?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'The version that you saw.' })
  expectedVersion?: number | null;
}

@ObjectType({ description: 'The budget, or why not.', simpleResolvers: true })
export class BudgetPayload {
  @Field(() => Budget, { nullable: true, description: 'The budget; null when refused.' })
  budget: Budget | null;

  @Field(() => [Violation], violations)
  violations: Violation[];
}

@InputType({ description: 'A part of an activity.' })
export class CreateProjectInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'Its name: 1 to 200 characters.' })
  name: string;

  @Field(() => CivilDate, { description: 'Its first day.' })
  from: string;

  @Field(() => CivilDate, { description: 'Its last day.' })
  until: string;
}

@InputType({ description: 'A project that ends.' })
export class CloseProjectInput {
  @Field(() => ID, { description: 'The project.' })
  projectId: string;
}

@InputType({ description: 'A document that belongs to a project.' })
export class AssignToProjectInput {
  @Field(() => ID, { description: 'The project.' })
  projectId: string;

  @Field(() => ID, { description: 'A document of the same activity: a contract, an expense, …' })
  documentId: string;
}

@ObjectType({ description: 'The project, or why not.', simpleResolvers: true })
export class ProjectPayload {
  @Field(() => Project, { nullable: true, description: 'The project; null when refused.' })
  project: Project | null;

  @Field(() => [Violation], violations)
  violations: Violation[];
}

@InputType({ description: 'Money from one activity to another.' })
export class TransferBetweenActivitiesInput {
  @Field(() => ID, { description: 'The activity that gives.' })
  fromActivityId: string;

  @Field(() => ID, { description: 'The activity that gets.' })
  toActivityId: string;

  @Field(() => ID, { nullable: true, description: 'The project that gives.' })
  fromProjectId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The project that gets.' })
  toProjectId?: string | null;

  @Field(() => Decimal, { description: 'How much: more than zero.' })
  amount: string;

  @Field(() => String, { description: 'Why: 1 to 1000 characters.' })
  reason: string;

  @Field(() => String, { description: 'The same key with the same input moves the money once.' })
  idempotencyKey: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@ObjectType({ description: 'The transfer, or why not.', simpleResolvers: true })
export class TransferBetweenActivitiesPayload {
  @Field(() => ActivityTransfer, { nullable: true, description: 'Null when refused or tried.' })
  transfer: ActivityTransfer | null;

  @Field(() => [Violation], violations)
  violations: Violation[];
}
