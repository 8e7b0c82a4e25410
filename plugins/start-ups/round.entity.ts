import {
  BigIntType,
  CivilDate,
  Decimal,
  Entity,
  Field,
  ID,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';

/** A round of financing; the shares that it issued are events of the cap table. */
@Entity({ tableName: 'funding_round', schema: 'start_ups' })
@ObjectType({
  simpleResolvers: true,
  description: 'A round of financing: what the company was valued at, raised, and issued for it.',
})
export class StartUpFundingRound {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is called, e.g. "seed".' })
  name: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which its shares were issued.' })
  day: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the class of shares that it issued.' })
  shareClass: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  preMoneyMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  raisedMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  sharesBefore: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  sharesIssued: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, { description: 'What all shares were worth before it.' })
  get preMoney(): Money {
    return money(this.preMoneyMinor, this.currency);
  }

  @Field(() => Money, {
    description: 'What it brought the company: no money of the co-operative, nor on its ledger.',
  })
  get raised(): Money {
    return money(this.raisedMinor, this.currency);
  }

  @Field(() => Money, { description: 'What all shares are worth after it.' })
  get postMoney(): Money {
    return money(this.preMoneyMinor + this.raisedMinor, this.currency);
  }

  @Field(() => Decimal, { description: 'How many shares it issued: a whole number.' })
  get issued(): string {
    return `${this.sharesIssued}`;
  }
}
