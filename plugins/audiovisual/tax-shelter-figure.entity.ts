import {
  BigIntType,
  CivilDate,
  Decimal,
  Entity,
  Field,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';
import { ProductionKind } from './production.entity.js';

export enum TaxShelterFigureCode {
  TERM_MONTHS = 'TERM_MONTHS',
  DIRECT_PERCENT = 'DIRECT_PERCENT',
  SPEND_PERCENT = 'SPEND_PERCENT',
  PRODUCTION_INCOME_PERCENT = 'PRODUCTION_INCOME_PERCENT',
  PRODUCER_FEE_PERCENT = 'PRODUCER_FEE_PERCENT',
  GENERAL_COST_PERCENT = 'GENERAL_COST_PERCENT',
  WORK_CEILING = 'WORK_CEILING',
  EXEMPT_PERCENT = 'EXEMPT_PERCENT',
  INVESTOR_CEILING = 'INVESTOR_CEILING',
}
registerEnumType(TaxShelterFigureCode, {
  name: 'AudiovisualTaxShelterFigureCode',
  description: 'A figure of the tax shelter (Income Tax Code 1992, art. 194ter).',
  valuesConfig: {
    TERM_MONTHS: { description: 'Months after the agreement in which spend counts, by kind.' },
    DIRECT_PERCENT: { description: 'The part of the EEA spend that is directly linked at least.' },
    SPEND_PERCENT: { description: 'Belgian spend at least, in percent of the certificate: "90".' },
    PRODUCTION_INCOME_PERCENT: { description: 'Of a producer’s income, from production at least.' },
    PRODUCER_FEE_PERCENT: { description: 'Fees of producers at most, of the Belgian spend.' },
    GENERAL_COST_PERCENT: { description: 'The lump sum at most, of the Belgian spend.' },
    WORK_CEILING: { description: 'What the certificates of a work come to at most, in euro.' },
    EXEMPT_PERCENT: { description: 'Of what an investor puts in, exempt of profit: e.g. "421".' },
    INVESTOR_CEILING: { description: 'The exempt profit of an investor’s year at most, in euro.' },
  },
});

/** A figure of the tax shelter with the days of signature for which it holds. */
@Entity({ tableName: 'tax_shelter_figure', schema: 'audiovisual' })
@ObjectType({
  simpleResolvers: true,
  description:
    'A dated figure of the tax shelter: the co-operative’s own before what is published.',
})
export class AudiovisualTaxShelterFigure {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => TaxShelterFigureCode, { description: 'What it is.' })
  code: TaxShelterFigureCode;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => ProductionKind, { nullable: true, description: 'For which works; null: for all.' })
  kind: ProductionKind | null;

  /** Months, basis points or euro cents. */
  @Property({ columnType: 'bigint', type: BigIntType })
  value: bigint;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day of which agreements fall under it.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day from which it holds no more.' })
  untilDay: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where it comes from.' })
  source: string;

  @Field(() => Decimal, { description: 'Months, percent or euro, as its code has it.' })
  get figure(): string {
    if (this.code === TaxShelterFigureCode.TERM_MONTHS) return String(this.value);
    return `${this.value / 100n}.${String(this.value % 100n).padStart(2, '0')}`;
  }
}
