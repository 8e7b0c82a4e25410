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

export enum RentalStatus {
  BOOKED = 'BOOKED',
  OUT = 'OUT',
  RETURNED = 'RETURNED',
  MISSED = 'MISSED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(RentalStatus, {
  name: 'MobilityRentalStatus',
  description: 'How far a rental is.',
  valuesConfig: {
    BOOKED: { description: 'The van is kept free; the price is paid and the deposit held.' },
    OUT: { description: 'The van is with the activity.' },
    RETURNED: { description: 'The van is back and what it cost is settled.' },
    MISSED: { description: 'Nobody came for the van: the deposit went back, the price did not.' },
    CANCELLED: { description: 'Called off in time: price and deposit went back.' },
  },
});

/** A van for some days. Its id is the key of its charge and of its deposit. */
@Entity({ tableName: 'rental', schema: 'mobility' })
@ObjectType({ simpleResolvers: true, description: 'A van that an activity has for some days.' })
export class MobilityRental {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  vanId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  tariffId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'First day.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'Last day, included.' })
  untilDay: string;

  @Property({ columnType: 'date', type: 'date' })
  heldUntil: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => RentalStatus, { description: 'How far it is.' })
  status: RentalStatus;

  @Property({ columnType: 'bigint', type: BigIntType })
  priceMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  depositMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'The odometer when it was handed over.' })
  kilometresOut: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'The odometer when it came back.' })
  kilometresBack: number | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it was handed over.' })
  handedOverOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it came back.' })
  returnedOn: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was wrong with it when it came back.' })
  damage: string | null;

  @Property({ columnType: 'bigint', type: BigIntType })
  extraMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  owedMinor: bigint;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  lateToldOn: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, { description: 'What the days cost, paid when it was booked.' })
  get price(): Money {
    return money(this.priceMinor, this.currency);
  }

  @Field(() => Money, { description: 'What is held, or was, until the van is back.' })
  get deposit(): Money {
    return money(this.depositMinor, this.currency);
  }

  @Field(() => Money, {
    description: 'What the return cost: kilometres beyond those included, late days, damage.',
  })
  get extra(): Money {
    return money(this.extraMinor, this.currency);
  }

  @Field(() => Money, {
    description: 'What of the extra neither the deposit nor the activity could pay yet.',
  })
  get owed(): Money {
    return money(this.owedMinor, this.currency);
  }
}
