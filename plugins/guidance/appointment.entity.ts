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

export enum AppointmentMode {
  IN_PERSON = 'IN_PERSON',
  ONLINE = 'ONLINE',
}
registerEnumType(AppointmentMode, {
  name: 'GuidanceAppointmentMode',
  description: 'How people meet.',
  valuesConfig: {
    IN_PERSON: { description: 'In one place.' },
    ONLINE: { description: 'Over the web.' },
  },
});

export enum AppointmentStatus {
  BOOKED = 'BOOKED',
  NEEDS_TIME = 'NEEDS_TIME',
  CANCELLED = 'CANCELLED',
  HELD = 'HELD',
  NO_SHOW = 'NO_SHOW',
}
registerEnumType(AppointmentStatus, {
  name: 'GuidanceAppointmentStatus',
  description: 'How an appointment stands.',
  valuesConfig: {
    BOOKED: { description: 'It will be held.' },
    NEEDS_TIME: {
      description: 'It was handed over to an adviser who has no time then: it needs another time.',
    },
    CANCELLED: { description: 'It is off, and its time free again.' },
    HELD: { description: 'They met.' },
    NO_SHOW: { description: 'The member did not come.' },
  },
});

@Entity({ tableName: 'appointment', schema: 'guidance' })
@ObjectType({ simpleResolvers: true, description: 'A member meets an adviser.' })
export class GuidanceAppointment {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  adviserId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  activityId: string | null;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Property({ columnType: 'integer', type: 'integer' })
  starts: number;

  @Property({ columnType: 'integer', type: 'integer' })
  ends: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => AppointmentMode, { description: 'How they meet.' })
  mode: AppointmentMode;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where they meet: a place, or an address of the web.' })
  place: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is about.' })
  subject: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => AppointmentStatus, { description: 'How it stands.' })
  status: AppointmentStatus;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How often it was changed since it was booked.' })
  revision: number;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  remindedRevision: number | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was booked or last changed.' })
  changedAt: Date;

  @Field(() => String, { description: 'When it begins, in the zone of Brussels: "09:30".' })
  get startsAt(): string {
    return timeOf(this.starts);
  }

  @Field(() => String, { description: 'When it ends: "10:30".' })
  get endsAt(): string {
    return timeOf(this.ends);
  }
}
