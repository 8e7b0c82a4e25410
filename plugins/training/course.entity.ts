import {
  BigIntType,
  CivilDate,
  Entity,
  Field,
  ID,
  Int,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum CourseStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(CourseStatus, {
  name: 'TrainingCourseStatus',
  description: 'Whether a course is in the catalogue.',
  valuesConfig: {
    DRAFT: { description: 'Being prepared; only who keeps the catalogue sees it.' },
    PUBLISHED: { description: 'In the catalogue.' },
    CANCELLED: { description: 'No longer given.' },
  },
});

export enum VatExemption {
  LANGUAGE_COURSE = 'LANGUAGE_COURSE',
  PROFESSIONAL = 'PROFESSIONAL',
  SCHOOL = 'SCHOOL',
  OTHER = 'OTHER',
  NONE = 'NONE',
}
registerEnumType(VatExemption, {
  name: 'TrainingVatExemption',
  description: 'On which ground a course is exempt from VAT, if it is (VAT Code art. 44).',
  valuesConfig: {
    LANGUAGE_COURSE: { description: 'It teaches a language.' },
    PROFESSIONAL: { description: 'Vocational training.' },
    SCHOOL: { description: 'Teaching as in a school.' },
    OTHER: { description: 'Exempt on another ground.' },
    NONE: { description: 'Not exempt: the price is taxed.' },
  },
});

@Entity({ tableName: 'course', schema: 'training' })
@ObjectType({ simpleResolvers: true, description: 'A course of the catalogue.' })
export class TrainingCourse {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is called.' })
  title: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What one learns.' })
  goal: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Which organisation gives it, as on the certificate.' })
  givenBy: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of its topic, e.g. "bookkeeping".' })
  topic: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => VatExemption, { nullable: true, description: 'Null until it is decided.' })
  vatExemption: VatExemption | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Percent of the minutes to attend for a certificate.' })
  certificatePercent: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => CourseStatus, { description: 'Whether it is in the catalogue.' })
  status: CourseStatus;
}

export enum SessionStatus {
  OPEN = 'OPEN',
  CANCELLED = 'CANCELLED',
}
registerEnumType(SessionStatus, {
  name: 'TrainingSessionStatus',
  description: 'Whether a session takes place.',
  valuesConfig: {
    OPEN: { description: 'It does.' },
    CANCELLED: { description: 'It does not; what was paid went back.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A day of a session.' })
export class TrainingDay {
  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Field(() => String, { description: 'When it begins, e.g. "09:30".' })
  startsAt: string;

  @Field(() => Int, { description: 'How long it is, in minutes.' })
  minutes: number;
}

@Entity({ tableName: 'session', schema: 'training' })
@ObjectType({ simpleResolvers: true, description: 'A course once, on its days.' })
export class TrainingSession {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  courseId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where.' })
  place: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Who teaches, if that is known.' })
  trainerName: string | null;

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [TrainingDay], { description: 'Its days, in order.' })
  days: TrainingDay[];

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first of its days.' })
  firstDay: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The last of its days.' })
  lastDay: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many can take part.' })
  seats: number;

  @Property({ columnType: 'bigint', type: BigIntType })
  priceMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => SessionStatus, { description: 'Whether it takes place.' })
  status: SessionStatus;

  @Field(() => Money, { description: 'What one seat costs the activity; nothing when it is free.' })
  get price(): Money {
    return money(this.priceMinor, this.currency);
  }
}
