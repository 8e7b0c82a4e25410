import {
  BigIntType,
  CivilDate,
  DateTime,
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
  timeOf,
} from 'gezel/sdk';

@Entity({ tableName: 'booking', schema: 'workspaces' })
@ObjectType({ simpleResolvers: true, description: 'What was booked at once, for one space.' })
export class WorkspacesBooking {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  spaceId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  tariffId: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What it is for.' })
  purpose: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was booked.' })
  bookedAt: Date;
}

export enum SlotStatus {
  BOOKED = 'BOOKED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(SlotStatus, {
  name: 'WorkspacesSlotStatus',
  description: 'Whether it is taken.',
  valuesConfig: {
    BOOKED: { description: 'It is.' },
    CANCELLED: { description: 'It is free again.' },
  },
});

@Entity({ tableName: 'slot', schema: 'workspaces' })
@ObjectType({ simpleResolvers: true, description: 'One desk, or the room, once.' })
export class WorkspacesSlot {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  bookingId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  spaceId: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Which desk; 1 for a room.' })
  seat: number;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Property({ columnType: 'integer', type: 'integer' })
  starts: number;

  @Property({ columnType: 'integer', type: 'integer' })
  ends: number;

  @Property({ columnType: 'bigint', type: BigIntType })
  priceMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  keptMinor: bigint | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => SlotStatus, { description: 'Whether it is taken.' })
  status: SlotStatus;

  @Field(() => String, { description: 'When it begins, e.g. "09:00".' })
  get startsAt(): string {
    return timeOf(this.starts);
  }

  @Field(() => String, { description: 'When it ends, e.g. "12:00".' })
  get endsAt(): string {
    return timeOf(this.ends);
  }

  @Field(() => Money, { description: 'What it cost when it was booked.' })
  get price(): Money {
    return money(this.priceMinor, this.currency);
  }

  @Field(() => Money, { nullable: true, description: 'What of the price a cancellation kept.' })
  get kept(): Money | null {
    return this.keptMinor === null ? null : money(this.keptMinor, this.currency);
  }
}
