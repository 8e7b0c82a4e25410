import {
  CivilDate,
  DateTime,
  Entity,
  Field,
  ID,
  Int,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum HandOverStatus {
  PLANNED = 'PLANNED',
  DONE = 'DONE',
  CANCELLED = 'CANCELLED',
}
registerEnumType(HandOverStatus, {
  name: 'GuidanceHandOverStatus',
  description: 'How a hand-over stands.',
  valuesConfig: {
    PLANNED: { description: 'Its day has to come, or it is being carried out.' },
    DONE: { description: 'Every member of it has moved, or could not.' },
    CANCELLED: { description: 'It was called off before its day.' },
  },
});

export enum HandedStatus {
  WAITING = 'WAITING',
  MOVED = 'MOVED',
  REFUSED = 'REFUSED',
}
registerEnumType(HandedStatus, {
  name: 'GuidanceHandedStatus',
  description: 'Whether a member has moved to the next adviser.',
  valuesConfig: {
    WAITING: { description: 'Not yet.' },
    MOVED: { description: 'With open appointments, files and legal questions.' },
    REFUSED: { description: 'No: something stood in the way, and nothing has moved.' },
  },
});

@Entity({ tableName: 'hand_over', schema: 'guidance' })
@ObjectType({
  simpleResolvers: true,
  description: 'Members move from one adviser to another on a day, with all that is open.',
})
export class GuidanceHandOver {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  fromAdviserId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  toAdviserId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day of the next adviser.' })
  onDay: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What the next must know of all of them.' })
  briefing: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => HandOverStatus, { description: 'How it stands.' })
  status: HandOverStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was planned.' })
  plannedAt: Date;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, {
    description:
      'Whether legal questions move along: where the adviser who reads them has planned it. Otherwise ' +
      'the member names the next.',
  })
  movesQuestions: boolean;
}

@Entity({ tableName: 'handed_member', schema: 'guidance' })
@ObjectType({ simpleResolvers: true, description: 'A member of a hand-over.' })
export class GuidanceHandedMember {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  handOverId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What the next must know of this member.' })
  briefing: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => HandedStatus, { description: 'Whether the member has moved.' })
  status: HandedStatus;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Code of what stood in the way.' })
  refusal: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Appointments that moved along.' })
  appointments: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Of these, how many need another time.' })
  clashes: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Open files that moved along, with their notes.' })
  files: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Legal questions on which the next adviser is named instead.' })
  questions: number;
}
