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

/** The price of one, from so many in all on; whole numbers as text, for tiers are kept as JSON. */
export interface Tier {
  readonly from: string;
  readonly price: string;
}

/** What a supplier sells cheaper the more is bought in all. */
@Entity({ tableName: 'purchase_agreement', schema: 'start_ups' })
@ObjectType({
  simpleResolvers: true,
  description: 'An agreement with a supplier: the more is bought in all, the less one costs.',
})
export class StartUpPurchaseAgreement {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who sells.' })
  supplier: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What is bought.' })
  title: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  tiers: readonly Tier[];

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  usualQuantity: bigint | null;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'First day.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'Last day; null: until it is ended.' })
  untilDay: string | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;
}

/** So many called off, at the price of that moment. */
@Entity({ tableName: 'call_off', schema: 'start_ups' })
@ObjectType({ simpleResolvers: true, description: 'A quantity that was called off.' })
export class StartUpCallOff {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  agreementId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  quantity: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  amountMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'When.' })
  day: string;

  @Field(() => String, { name: 'quantity', description: 'How many, a whole number.' })
  get count(): string {
    return String(this.quantity);
  }

  @Field(() => Money, { description: 'What they cost, without VAT.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }
}
