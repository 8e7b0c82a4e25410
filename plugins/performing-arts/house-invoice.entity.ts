import {
  BigIntType,
  CivilDate,
  Entity,
  Field,
  Int,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';
import { HouseSubsidy } from './deal.codes.js';

/** What an invoice to a subsidised house is for: it is issued for no less than that costs at least. */
@Entity({ tableName: 'house_invoice', schema: 'performing_arts' })
@ObjectType({
  simpleResolvers: true,
  description: 'For which days of how many people an invoice to a subsidised house is.',
})
export class PerformingArtsHouseInvoice {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  invoiceId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  clientId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => HouseSubsidy, { description: 'How the house is subsidised.' })
  subsidy: HouseSubsidy;

  @Property({ columnType: 'text[]', type: 'array' })
  @Field(() => [CivilDate], { description: 'The days of work, in their order.' })
  days: string[];

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many people worked on each of them.' })
  headcount: number;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  leastMinor: bigint | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'The first of the days for which no minimum was known; null: all were.',
  })
  unknownOn: string | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'date', type: 'date' })
  toldOn: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, {
    nullable: true,
    description:
      'The least that it is, without VAT; 0 for no work, null where a day has no figures.',
  })
  get least(): Money | null {
    return this.leastMinor === null ? null : money(this.leastMinor, this.currency);
  }
}
