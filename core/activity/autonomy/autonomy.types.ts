import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Approval, ApprovalStatus } from './approval.entity.js';
import { AutonomyLevel, AutonomyLimit } from './level.js';

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const version = { nullable: true, description: 'The version that you saw; refused when older.' };
const from = { nullable: true, description: 'The first day; today when absent, never earlier.' };

export enum ApprovalOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
}
registerEnumType(ApprovalOrder, {
  name: 'ApprovalOrder',
  description: 'The order of a list of approvals.',
  valuesConfig: {
    NEWEST: { description: 'Last asked first.' },
    OLDEST: { description: 'First asked first.' },
  },
});

@InputType({ description: 'Which approvals: all conditions hold.' })
export class ApprovalFilter {
  @Field(() => [ApprovalStatus], { nullable: true, description: 'Any of these.' })
  status?: ApprovalStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this activity.' })
  activityId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those about members whom you advise; false is as if absent.',
  })
  advisedByMe?: boolean | null;
}

@InputType({ description: 'A step that passes the limits of an activity, to be approved.' })
export class RequestApprovalInput {
  @Field(() => ID, { description: 'What the step is about, e.g. a contract.' })
  subjectId: string;

  @Field(() => String, { description: 'The step, e.g. "contract.sign".' })
  transition: string;

  @Field(() => String, { nullable: true, description: 'Why, at most 2,000 characters.' })
  reason?: string | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'The answer to a request for approval.' })
export class DecideApprovalInput {
  @Field(() => ID, { description: 'The approval.' })
  id: string;

  @Field(() => Boolean, { description: 'True approves, false refuses.' })
  approve: boolean;

  @Field(() => String, { nullable: true, description: 'What to say, at most 2,000 characters.' })
  note?: string | null;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'A request that is taken back.' })
export class WithdrawApprovalInput {
  @Field(() => ID, { description: 'The approval.' })
  id: string;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ description: 'An approval after a step, or why not.', simpleResolvers: true })
export class ApprovalPayload {
  @Field(() => Approval, { nullable: true, description: 'The approval as it now is.' })
  approval: Approval | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@InputType({ description: 'How far an activity goes alone.' })
export class SetActivityLevelInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => AutonomyLevel, { description: 'The level.' })
  level: AutonomyLevel;

  @Field(() => CivilDate, from)
  from?: string | null;

  @Field(() => String, { description: 'Why, in one line of at most 500 characters.' })
  reason: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'What activities of a level may do alone in one kind of step.' })
export class SetAutonomyLimitInput {
  @Field(() => AutonomyLevel, { description: 'Of which level.' })
  level: AutonomyLevel;

  @Field(() => String, { description: 'The step, e.g. "invoice.issue".' })
  transition: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The most that a step may commit to, in the co-operative’s currency; null: any.',
  })
  amount?: string | null;

  @Field(() => Int, { nullable: true, description: 'The most days from today on; null: any.' })
  termDays?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The most people that the activity employs in a month; null: any.',
  })
  workers?: number | null;

  @Field(() => CivilDate, from)
  from?: string | null;

  @Field(() => String, { description: 'The decision that it rests on, e.g. minutes of the board.' })
  source: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ description: 'The limits after a decision, or why not.', simpleResolvers: true })
export class AutonomyLimitsPayload {
  @Field(() => [AutonomyLimit], {
    nullable: true,
    description: 'All limits that hold on the first day of the decision.',
  })
  limits: AutonomyLimit[] | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
