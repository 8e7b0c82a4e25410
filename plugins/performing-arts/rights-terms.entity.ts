import {
  BigIntType,
  CivilDate,
  CountryCode,
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
} from 'gezel/sdk';

/** What a society asks for an event, from a day on: one row a bracket. A new row ends the one before. */
@Entity({ tableName: 'event_tariff', schema: 'performing_arts' })
@ObjectType({
  simpleResolvers: true,
  description: 'What a society asks for an event by what it is, its prices and its floor.',
})
export class PerformingArtsEventTariff {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the society, e.g. "unisono".' })
  society: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of what it is, e.g. "concert", "party".' })
  eventKind: string;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  ticketUpToMinor: bigint | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  drinkUpToMinor: bigint | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Floors up to this, in m²; null: any.' })
  surfaceUpToM2: number | null;

  @Property({ columnType: 'bigint', type: BigIntType })
  authorsMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  recordedMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day of which events fall under it.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day from which it holds no more.' })
  untilDay: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where the figures come from.' })
  source: string;

  @Field(() => Money, { nullable: true, description: 'Tickets up to this price; null: any.' })
  get ticketUpTo(): Money | null {
    return this.ticketUpToMinor === null ? null : money(this.ticketUpToMinor, this.currency);
  }

  @Field(() => Money, { nullable: true, description: 'Drinks up to this price; null: any.' })
  get drinkUpTo(): Money | null {
    return this.drinkUpToMinor === null ? null : money(this.drinkUpToMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the authors get.' })
  get authors(): Money {
    return money(this.authorsMinor, this.currency);
  }

  @Field(() => Money, { description: 'What is added where recorded music is played.' })
  get recorded(): Money {
    return money(this.recordedMinor, this.currency);
  }
}

/** What authors of a production have agreed with the company themselves, through their society. */
@Entity({ tableName: 'rights_contract', schema: 'performing_arts' })
@ObjectType({
  simpleResolvers: true,
  description: 'What the authors of a production have agreed: when and where it may be played.',
})
export class PerformingArtsRightsContract {
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
  @Field(() => String, { description: 'Code of the society, e.g. "sacd".' })
  society: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day on which it may be played.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day from which it may be played no more.' })
  untilDay: string;

  @Property({ columnType: 'text[]', type: 'array' })
  @Field(() => [CountryCode], { description: 'The countries where it may be played.' })
  territories: string[];

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether nobody else may play it there meanwhile.' })
  exclusive: boolean;

  @Property({ columnType: 'integer', type: 'integer' })
  shareBps: number;

  @Property({ columnType: 'bigint', type: BigIntType })
  advanceMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The society’s own number.' })
  reference: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Decimal, { description: 'The authors’ part of what a date brings, in percent.' })
  get sharePercent(): string {
    return (this.shareBps / 100).toFixed(2);
  }

  @Field(() => Money, { description: 'What they got at the signature, on what dates will bring.' })
  get advance(): Money {
    return money(this.advanceMinor, this.currency);
  }
}
