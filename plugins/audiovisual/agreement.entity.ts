import {
  BigIntType,
  CivilDate,
  Decimal,
  EnterpriseNumber,
  Entity,
  Field,
  ID,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';

/** What an investor and a recognised producer agreed for a production. */
@Entity({ tableName: 'tax_shelter_agreement', schema: 'audiovisual' })
@ObjectType({
  simpleResolvers: true,
  description: 'A framework agreement of the tax shelter (Income Tax Code 1992, art. 194ter).',
})
export class AudiovisualTaxShelterAgreement {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  productionId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The company that invests.' })
  investor: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The producer that the State recognised.' })
  producer: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => EnterpriseNumber, { description: 'The producer’s enterprise number.' })
  producerNumber: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'Since when the producer is recognised.' })
  recognisedOn: string;

  @Property({ columnType: 'integer', type: 'integer' })
  productionIncomeBps: number;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day of the signature: the terms run from it.' })
  signedOn: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  amountMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Field(() => Decimal, { description: 'The producer’s income from production, in percent.' })
  get productionIncomePercent(): string {
    return (this.productionIncomeBps / 100).toFixed(2);
  }

  @Field(() => Money, { description: 'What is invested.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }
}
