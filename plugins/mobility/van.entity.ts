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

export enum VanStatus {
  IN_SERVICE = 'IN_SERVICE',
  RETIRED = 'RETIRED',
}
registerEnumType(VanStatus, {
  name: 'MobilityVanStatus',
  description: 'Whether a van can be booked.',
  valuesConfig: {
    IN_SERVICE: { description: 'It can.' },
    RETIRED: { description: 'It has left the fleet.' },
  },
});

@Entity({ tableName: 'van', schema: 'mobility' })
@ObjectType({ simpleResolvers: true, description: 'A van of the co-operative.' })
export class MobilityVan {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What people call it.' })
  name: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Number plate.' })
  plate: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of its category, which has a tariff.' })
  category: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where it is fetched and brought back.' })
  place: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Seats, the driver’s included.' })
  seats: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Its odometer when it was last seen, in kilometres.' })
  kilometres: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => VanStatus, { description: 'Whether it can be booked.' })
  status: VanStatus;
}

/** A row of the tariff; the newest of a category that has begun holds, and none is altered. */
@Entity({ tableName: 'van_tariff', schema: 'mobility' })
@ObjectType({ simpleResolvers: true, description: 'What a category of vans costs from a day on.' })
export class MobilityVanTariff {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the category of vans.' })
  category: string;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  perDayMinor: bigint;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Kilometres that the price of one day includes.' })
  kilometresPerDay: number;

  @Property({ columnType: 'bigint', type: BigIntType })
  perKilometreMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  depositMinor: bigint;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day of a rental on which it holds.' })
  fromDay: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who decided it, where and when.' })
  source: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Made up for a demonstration: nobody has decided it.' })
  demonstration: boolean;

  @Field(() => Money, { description: 'The price of one day, the first and the last included.' })
  get perDay(): Money {
    return money(this.perDayMinor, this.currency);
  }

  @Field(() => Money, { description: 'The price of a kilometre beyond those included.' })
  get perKilometre(): Money {
    return money(this.perKilometreMinor, this.currency);
  }

  @Field(() => Money, { description: 'What is held until the van is back.' })
  get deposit(): Money {
    return money(this.depositMinor, this.currency);
  }
}
