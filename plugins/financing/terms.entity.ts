import {
  BigIntType,
  CivilDate,
  Decimal,
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
import { percentOf } from './share.js';

export enum Product {
  MICRO_CREDIT = 'MICRO_CREDIT',
  INVESTMENT_CREDIT = 'INVESTMENT_CREDIT',
  BUDGET = 'BUDGET',
  SUBSIDY = 'SUBSIDY',
  INVOICE = 'INVOICE',
  ORDER = 'ORDER',
  OWN_MONEY = 'OWN_MONEY',
}
registerEnumType(Product, {
  name: 'FinancingProduct',
  description: 'What money is lent for.',
  valuesConfig: {
    MICRO_CREDIT: { description: 'A small credit, repaid month by month.' },
    INVESTMENT_CREDIT: { description: 'For what lasts: equipment, research, training.' },
    BUDGET: { description: 'Working money for the budget of the activity.' },
    SUBSIDY: { description: 'A granted subsidy before its advance or balance is paid.' },
    INVOICE: { description: 'An issued invoice before its client pays.' },
    ORDER: { description: 'An accepted quote before it is invoiced and paid.' },
    OWN_MONEY: { description: 'Own money that a member puts in and gets back.' },
  },
});

/** The co-operative's terms of a product from a day on: set by finance, with their source. */
@Entity({ tableName: 'terms', schema: 'financing' })
@ObjectType({ simpleResolvers: true, description: 'On which terms a product is lent.' })
export class FinancingTerms {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => Product, { description: 'What is lent for.' })
  product: Product;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  maximumMinor: bigint;

  @Property({ columnType: 'integer', type: 'integer' })
  fileCostMillionths: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'In how many months all must be repaid, from the application.' })
  longestMonths: number;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  coverMillionths: number | null;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day on which one may apply under them.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day from which they hold no more.' })
  untilDay: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where the figures come from.' })
  source: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Made up for a demonstration: nobody decided them.' })
  demonstration: boolean;

  @Field(() => Money, { description: 'The most that one activity may owe of this product.' })
  get maximum(): Money {
    return money(this.maximumMinor, this.currency);
  }

  @Field(() => Decimal, { description: 'Per cent of the loan, charged once when it is drawn.' })
  get fileCostPercent(): string {
    return percentOf(this.fileCostMillionths);
  }

  @Field(() => Decimal, {
    nullable: true,
    description: 'Per cent of what is still expected that may be advanced; null: not decided.',
  })
  get coverPercent(): string | null {
    return this.coverMillionths === null ? null : percentOf(this.coverMillionths);
  }
}
