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

/** A part of a payment plan. */
@Entity({ tableName: 'instalment', schema: 'collection' })
@ObjectType({ simpleResolvers: true, description: 'A part of a payment plan.' })
export class CollectionInstalment {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  invoiceId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The last day to pay it.' })
  day: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  amountMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When its plan ended; null: it holds.' })
  endedOn: string | null;

  @Field(() => Money, { description: 'How much.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }
}
