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
} from 'gezel/sdk';
import { Occasion, Risk } from './codes.js';

/** A policy of an insurer. A new tariff ends the row before and adds one: none is altered. */
@Entity({ tableName: 'policy', schema: 'insurance' })
@ObjectType({
  simpleResolvers: true,
  description: 'What an insurer covers and asks, from a day on.',
})
export class InsurancePolicy {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who insures.' })
  insurer: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What the insurer calls it.' })
  title: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => Risk, { description: 'What it covers.' })
  risk: Risk;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => Occasion, {
    nullable: true,
    description: 'What makes the platform suggest it; null: only a person does.',
  })
  suggestedFor: Occasion | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  coverUpToMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  excessMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  fixedPerDayMinor: bigint;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Millionths of the value, a day.' })
  ratePerDay: number;

  @Property({ columnType: 'bigint', type: BigIntType })
  minimumMinor: bigint;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day on which a cover may begin under it.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day from which it holds no more.' })
  untilDay: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where the figures come from.' })
  source: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Made up for a demonstration: no insurer has offered it.' })
  demonstration: boolean;

  @Field(() => Money, { description: 'The highest value that it covers.' })
  get coverUpTo(): Money {
    return money(this.coverUpToMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the insured bears of each claim.' })
  get excess(): Money {
    return money(this.excessMinor, this.currency);
  }

  @Field(() => Money, { description: 'What a day costs, whatever the value.' })
  get fixedPerDay(): Money {
    return money(this.fixedPerDayMinor, this.currency);
  }

  @Field(() => Money, { description: 'The least that a cover costs.' })
  get minimum(): Money {
    return money(this.minimumMinor, this.currency);
  }
}
