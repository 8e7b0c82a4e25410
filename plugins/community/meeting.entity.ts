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
  timeOf,
} from 'gezel/sdk';

export enum MeetingStatus {
  PLANNED = 'PLANNED',
  HELD = 'HELD',
  CANCELLED = 'CANCELLED',
}
registerEnumType(MeetingStatus, {
  name: 'CommunityMeetingStatus',
  description: 'How a meeting stands.',
  valuesConfig: {
    PLANNED: { description: 'It will take place.' },
    HELD: { description: 'It took place, and has minutes.' },
    CANCELLED: { description: 'It does not take place.' },
  },
});

@Entity({ tableName: 'meeting', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'Members meet.' })
export class CommunityMeeting {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  groupId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is called.' })
  title: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'A place, or an address of the web.' })
  place: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Property({ columnType: 'integer', type: 'integer' })
  starts: number;

  @Property({ columnType: 'integer', type: 'integer' })
  ends: number;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'How many can come; null: all.' })
  seats: number | null;

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [String], { description: 'What is on the agenda, in order.' })
  agenda: string[];

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was said and decided; null: not yet.' })
  minutes: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => MeetingStatus, { description: 'How it stands.' })
  status: MeetingStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was last changed.' })
  changedAt: Date;

  @Field(() => String, { description: 'When it begins, in the zone of Brussels: "18:30".' })
  get startsAt(): string {
    return timeOf(this.starts);
  }

  @Field(() => String, { description: 'When it ends: "20:00".' })
  get endsAt(): string {
    return timeOf(this.ends);
  }
}

export enum RegistrationStatus {
  REGISTERED = 'REGISTERED',
  WITHDRAWN = 'WITHDRAWN',
  ATTENDED = 'ATTENDED',
  MISSED = 'MISSED',
}
registerEnumType(RegistrationStatus, {
  name: 'CommunityRegistrationStatus',
  description: 'Whether somebody comes.',
  valuesConfig: {
    REGISTERED: { description: 'They mean to.' },
    WITHDRAWN: { description: 'They do not.' },
    ATTENDED: { description: 'They were there.' },
    MISSED: { description: 'They were not.' },
  },
});

@Entity({ tableName: 'registration', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'Somebody who comes to a meeting.' })
export class CommunityRegistration {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  meetingId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => RegistrationStatus, { description: 'Whether they come.' })
  status: RegistrationStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'Since when.' })
  registeredAt: Date;
}
