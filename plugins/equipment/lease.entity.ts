import {
  BigIntType,
  CivilDate,
  Entity,
  Field,
  ID,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';
import { LeaseStatus } from './codes.js';

/** A lease of one item. */
@Entity({ tableName: 'lease', schema: 'equipment' })
@ObjectType({
  simpleResolvers: true,
  description: 'A thing that is paid for in parts and belongs to somebody else.',
})
export class EquipmentLease {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  itemId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who owns it meanwhile.' })
  lessor: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'When it began.' })
  fromDay: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  optionMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => LeaseStatus, { description: 'How it stands.' })
  status: LeaseStatus;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it ended.' })
  endedOn: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'By what the lessor consented that a company took it over; null: none did.',
  })
  consent: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, { description: 'What it costs to keep it at the end.' })
  get option(): Money {
    return money(this.optionMinor, this.currency);
  }
}
