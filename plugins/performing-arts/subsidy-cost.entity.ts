import {
  BigIntType,
  CivilDate,
  connectionType,
  Entity,
  Field,
  ID,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';

/** Something that a subsidy was spent on: on its days, and of no other funder’s account. */
@Entity({ tableName: 'subsidy_cost', schema: 'performing_arts' })
@ObjectType({ simpleResolvers: true, description: 'Something that a subsidy was spent on.' })
export class PerformingArtsSubsidyCost {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  subsidyId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What for.' })
  title: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What proves it: the line of an expense, a number.' })
  evidence: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day of the cost.' })
  day: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  amountMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Field(() => Money, { description: 'How much, without the VAT that is deducted.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }
}

/** Lists of costs, a page at a time. */
export const SubsidyCostConnection = connectionType(PerformingArtsSubsidyCost);
