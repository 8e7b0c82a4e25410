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

/** What a society of authors asks, from a day on. A new row ends the one before. */
@Entity({ tableName: 'rights_tariff', schema: 'performing_arts' })
@ObjectType({ simpleResolvers: true, description: 'What a society of authors asks a date.' })
export class PerformingArtsRightsTariff {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the society, e.g. "sabam", "sacd".' })
  society: string;

  @Property({ columnType: 'integer', type: 'integer' })
  shareBps: number;

  @Property({ columnType: 'bigint', type: BigIntType })
  minimumMinor: bigint;

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

  @Field(() => Decimal, { description: 'Its part of the receipts, in percent.' })
  get sharePercent(): string {
    return (this.shareBps / 100).toFixed(2);
  }

  @Field(() => Money, { description: 'The least that a date costs.' })
  get minimum(): Money {
    return money(this.minimumMinor, this.currency);
  }
}

export enum RightsStatus {
  DRAFT = 'DRAFT',
  DECLARED = 'DECLARED',
  BILLED = 'BILLED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(RightsStatus, {
  name: 'PerformingArtsRightsStatus',
  description: 'How far a declaration of rights has come.',
  valuesConfig: {
    DRAFT: { description: 'It can still be changed or withdrawn.' },
    DECLARED: { description: 'The society has it.' },
    BILLED: { description: 'The society has said what is due.' },
    WITHDRAWN: { description: 'It was taken back.' },
  },
});

/** What was played on a date, for the society that collects for its authors. */
@Entity({ tableName: 'rights_declaration', schema: 'performing_arts' })
@ObjectType({
  simpleResolvers: true,
  description: 'What was played on a date, declared to a society of authors.',
})
export class PerformingArtsRightsDeclaration {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  performanceId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  tariffId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the society.' })
  society: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The works with their authors and minutes.' })
  works: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many came.' })
  audience: number;

  @Property({ columnType: 'bigint', type: BigIntType })
  receiptsMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  expectedMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  billedMinor: bigint | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => RightsStatus, { description: 'How far it has come.' })
  status: RightsStatus;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The society’s own number.' })
  reference: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day on which it was declared.' })
  declaredOn: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, { description: 'What the tickets brought in, without VAT.' })
  get receipts(): Money {
    return money(this.receiptsMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the tariff of the date makes of it.' })
  get expected(): Money {
    return money(this.expectedMinor, this.currency);
  }

  @Field(() => Money, { nullable: true, description: 'What the society asks.' })
  get billed(): Money | null {
    return this.billedMinor === null ? null : money(this.billedMinor, this.currency);
  }
}
