import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Formality, FormalityStatus } from './formality.entity.js';

export enum FormalityOrder {
  DUE_ON = 'DUE_ON',
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
}
registerEnumType(FormalityOrder, {
  name: 'FormalityOrder',
  description: 'The order of a list of formalities.',
  valuesConfig: {
    DUE_ON: { description: 'What is due first, first.' },
    NEWEST: { description: 'The newest first.' },
    OLDEST: { description: 'The oldest first.' },
  },
});

@InputType({ description: 'Which formalities: all conditions hold.' })
export class FormalityFilter {
  @Field(() => [FormalityStatus], { nullable: true, description: 'Any of these.' })
  status?: FormalityStatus[] | null;

  @Field(() => [String], { nullable: true, description: 'Any of these kinds.' })
  kind?: string[] | null;

  @Field(() => CivilDate, { nullable: true, description: 'Due on this day or earlier.' })
  dueUntil?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this activity.' })
  activityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this worker.' })
  workerId?: string | null;
}

@InputType({ description: 'How a formality was settled.' })
export class SettleFormalityInput {
  @Field(() => ID, { description: 'The formality.' })
  id: string;

  @Field(() => String, {
    description: 'The number of the certificate, declaration or policy; or why it is not needed.',
  })
  reference: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Not needed in this case; only for people of the co-operative.',
  })
  waive?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Its proof: an upload of yours for the purpose "formality".',
  })
  uploadId?: string | null;

  @Field(() => Int, { nullable: true, description: 'The version that you saw.' })
  expectedVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@ObjectType({ description: 'A formality after a step, or why not.', simpleResolvers: true })
export class FormalityPayload {
  @Field(() => Formality, { nullable: true, description: 'The formality as it now is.' })
  formality: Formality | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
