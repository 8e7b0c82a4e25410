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

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  subsidisedShareBps: number | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  minimumMinor: bigint | null;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether its source is too old to rely on.' })
  toConfirm: boolean;

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

  @Field(() => Decimal, {
    nullable: true,
    description: 'The part that a subsidised company pays, in percent; null: as others do.',
  })
  get subsidisedSharePercent(): string | null {
    return this.subsidisedShareBps === null ? null : (this.subsidisedShareBps / 100).toFixed(2);
  }

  @Field(() => Money, {
    nullable: true,
    description: 'The least that a date costs; null: there is one that nobody has recorded.',
  })
  get minimum(): Money | null {
    return this.minimumMinor === null ? null : money(this.minimumMinor, this.currency);
  }
}

export enum RightsBase {
  RECEIPTS = 'RECEIPTS',
  BUY_OUT = 'BUY_OUT',
  EVENT = 'EVENT',
}
registerEnumType(RightsBase, {
  name: 'PerformingArtsRightsBase',
  description: 'What a society’s part is taken from.',
  valuesConfig: {
    RECEIPTS: { description: 'What the tickets brought in.' },
    BUY_OUT: { description: 'What the organiser pays for the show, whoever comes.' },
    EVENT: { description: 'A price of the event, by what it is and where.' },
  },
});

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

  /** The ground of what is expected: one of three. */
  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  tariffId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  eventTariffId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  contractId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => RightsBase, { description: 'What the society’s part is taken from.' })
  base: RightsBase;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  buyOutMinor: bigint | null;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether the part of subsidised companies was taken.' })
  subsidised: boolean;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether recorded music was played.' })
  recordedMusic: boolean;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Code of what the event was.' })
  eventKind: string | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  ticketMinor: bigint | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  drinkMinor: bigint | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'The floor of the event, in m².' })
  surfaceM2: number | null;

  @Property({ columnType: 'bigint', type: BigIntType })
  equitableMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  advanceUsedMinor: bigint;

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

  @Field(() => Money, { description: 'What is to be paid by the contract or tariff of the date.' })
  get expected(): Money {
    return money(this.expectedMinor, this.currency);
  }

  @Field(() => Money, { description: 'The part of it that is for recorded music.' })
  get equitable(): Money {
    return money(this.equitableMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the advance of the contract has paid already.' })
  get advanceUsed(): Money {
    return money(this.advanceUsedMinor, this.currency);
  }

  @Field(() => Money, { nullable: true, description: 'What the organiser paid for the show.' })
  get buyOut(): Money | null {
    return this.amount(this.buyOutMinor);
  }

  @Field(() => Money, { nullable: true, description: 'What a ticket of the event cost.' })
  get ticketPrice(): Money | null {
    return this.amount(this.ticketMinor);
  }

  @Field(() => Money, { nullable: true, description: 'What a drink at the event cost.' })
  get drinkPrice(): Money | null {
    return this.amount(this.drinkMinor);
  }

  @Field(() => Money, { nullable: true, description: 'What the society asks.' })
  get billed(): Money | null {
    return this.amount(this.billedMinor);
  }

  private amount(minor: bigint | null): Money | null {
    return minor === null ? null : money(minor, this.currency);
  }
}
