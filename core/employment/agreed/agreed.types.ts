import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';

export enum AgreedFigureKind {
  SUPPLEMENT_SUNDAY = 'supplement.sunday',
  SUPPLEMENT_HOLIDAY = 'supplement.holiday',
  SUPPLEMENT_NIGHT = 'supplement.night',
  YOUTH = 'youth',
  YOUTH_STUDENT = 'youth.student',
  NOTICE_BY_EMPLOYER = 'notice.employer',
  NOTICE_BY_WORKER = 'notice.worker',
}
registerEnumType(AgreedFigureKind, {
  name: 'AgreedFigureKind',
  description: 'What an agreement gives beyond minimum pay, and what its steps count.',
  valuesConfig: {
    SUPPLEMENT_SUNDAY: {
      description: 'The share on top of minimum pay on a Sunday; one step, at 0.',
    },
    SUPPLEMENT_HOLIDAY: {
      description: 'The share on top of minimum pay on a public holiday; one step, at 0.',
    },
    SUPPLEMENT_NIGHT: {
      description: 'The share on top of minimum pay by the hour of the day, 0–23.',
    },
    YOUTH: { description: 'The share of minimum pay by age.' },
    YOUTH_STUDENT: { description: 'The share of the general minimum by age, of students.' },
    NOTICE_BY_EMPLOYER: { description: 'Weeks of notice by months of service, if we end it.' },
    NOTICE_BY_WORKER: { description: 'Weeks of notice by months of service, if the worker does.' },
  },
});

@ObjectType({ description: 'One step: what holds from a number on.', simpleResolvers: true })
export class AgreedStep {
  @Field(() => Int, { description: 'From which age, hour or month of service on.' })
  at: number;

  @Field(() => Decimal, { description: 'A share, e.g. "0.82", or weeks of notice.' })
  value: string;
}

@InputType({ description: 'One step: what holds from a number on, until the next.' })
export class AgreedStepInput {
  @Field(() => Int, { description: 'From which age, hour or month of service on.' })
  at: number;

  @Field(() => Decimal, {
    description: 'A share with at most five decimals, e.g. "0.82"; of notice whole weeks.',
  })
  value: string;
}

@ObjectType({
  description: 'What an agreement gives beyond minimum pay, from a day on.',
  simpleResolvers: true,
})
export class AgreedFigure {
  @Field(() => AgreedFigureKind, { description: 'What it is.' })
  figure: AgreedFigureKind;

  @Field(() => String, {
    nullable: true,
    description: 'Joint committee; null: all without their own.',
  })
  jointCommittee: string | null;

  @Field(() => [AgreedStep], { description: 'Its steps, rising.' })
  steps: AgreedStep[];

  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Field(() => String, { description: 'Its source.' })
  source: string;
}

@InputType({ description: 'What an agreement gives beyond minimum pay, from a day on.' })
export class SetAgreedFigureInput {
  @Field(() => AgreedFigureKind, { description: 'What it is.' })
  figure: AgreedFigureKind;

  @Field(() => String, {
    nullable: true,
    description: 'Joint committee, e.g. "304"; all that have none of their own when absent.',
  })
  jointCommittee?: string | null;

  @Field(() => [AgreedStepInput], { description: 'Rising, at most 60.' })
  steps: AgreedStepInput[];

  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Field(() => String, { description: 'The agreement and where it is published.' })
  source: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@ObjectType({ description: 'What is agreed after a decision, or why not.', simpleResolvers: true })
export class SetAgreedFigurePayload {
  @Field(() => [AgreedFigure], {
    nullable: true,
    description: 'All that hold for the joint committee on the first day of what was set.',
  })
  agreed: AgreedFigure[] | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
