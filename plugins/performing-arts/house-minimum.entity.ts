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
import { HouseSubsidy } from './deal.codes.js';

/**
 * What is invoiced at least for a day's work of one person in a subsidised house of joint committee
 * 304: its gross scale × a coefficient. A new row ends the one before.
 */
@Entity({ tableName: 'house_minimum', schema: 'performing_arts' })
@ObjectType({
  simpleResolvers: true,
  description: 'What a subsidised house pays at least, by invoice, for a day of one person.',
})
export class PerformingArtsHouseMinimum {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => HouseSubsidy, { description: 'How the house is subsidised.' })
  subsidy: HouseSubsidy;

  @Property({ columnType: 'bigint', type: BigIntType })
  scaleMinor: bigint;

  @Property({ columnType: 'integer', type: 'integer' })
  coefficientBps: number;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day of which dates fall under it.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day from which it holds no more.' })
  untilDay: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where the figures come from.' })
  source: string;

  @Field(() => Money, { description: 'The gross scale of a day.' })
  get scale(): Money {
    return money(this.scaleMinor, this.currency);
  }

  @Field(() => Decimal, { description: 'By how much the scale is multiplied, e.g. "1.46".' })
  get coefficient(): string {
    return (this.coefficientBps / 10_000).toFixed(4);
  }

  @Field(() => Money, { description: 'The scale × the coefficient, rounded half up, without VAT.' })
  get minimum(): Money {
    return money(minimumOf(this), this.currency);
  }
}

/** For one person and one day. */
export const minimumOf = ({
  scaleMinor,
  coefficientBps,
}: Pick<PerformingArtsHouseMinimum, 'scaleMinor' | 'coefficientBps'>): bigint =>
  (2n * scaleMinor * BigInt(coefficientBps) + 10_000n) / 20_000n;
