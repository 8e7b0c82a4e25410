import {
  BigIntType,
  CivilDate,
  Client,
  type CoreReference,
  connectionType,
  Decimal,
  Entity,
  Field,
  ID,
  Int,
  Invoice,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';

/** What is stored of a licence; whether it may be used also depends on its invoice and the day. */
export type LicenceStatus = 'GRANTED' | 'WITHDRAWN';

/** Leave to use a work: where, how, for how long, and whether nobody else may. */
@Entity({ tableName: 'licence', schema: 'design' })
@ObjectType({
  simpleResolvers: true,
  description: 'Leave to use a work: in which media and territories, from when until when.',
})
export class DesignLicence {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  deliverableId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  clientId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  invoiceId: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [String], { description: 'Codes of the media, e.g. "print", "web"; "all": any.' })
  media: string[];

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [String], { description: 'ISO 3166 codes of countries; "WORLD": everywhere.' })
  territories: string[];

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day of use, if it has been paid by then.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The last day; null: without an end.' })
  untilDay: string | null;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Nobody else gets a licence for the same use.' })
  exclusive: boolean;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'The rights themselves are transferred, for every use.' })
  transfer: boolean;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'The client may let others use it.' })
  sublicence: boolean;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Of a work that was there: nothing was made for it.' })
  reuse: boolean;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'At most so many copies; null: any number.' })
  printRun: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  royaltyBps: number | null;

  @Property({ columnType: 'bigint', type: BigIntType })
  feeMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  status: LicenceStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Royalty in percent of what is sold; null: none was agreed.',
  })
  get royaltyPercent(): string | null {
    return this.royaltyBps === null ? null : percentOf(this.royaltyBps);
  }

  @Field(() => Money, { description: 'What the rights cost, without VAT; part of the invoice.' })
  get fee(): Money {
    return money(this.feeMinor, this.currency);
  }

  @Field(() => Client.type, { nullable: true, description: 'Who may use the work.' })
  get client(): CoreReference {
    return { id: this.clientId };
  }

  @Field(() => Invoice.type, {
    nullable: true,
    description: 'The invoice that must be paid, with all others of its quote.',
  })
  get invoice(): CoreReference {
    return { id: this.invoiceId };
  }
}

/** Lists of licences, a page at a time. */
export const LicenceConnection = connectionType(DesignLicence);

/** What a client reported to have sold under a licence, and what is due for it. */
@Entity({ tableName: 'royalty_statement', schema: 'design' })
@ObjectType({
  simpleResolvers: true,
  description: 'What was sold under a licence in a period, and what is due for it.',
})
export class DesignRoyaltyStatement {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  licenceId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'First day of the period.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'Last day of the period, included.' })
  untilDay: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  baseMinor: bigint;

  @Property({ columnType: 'integer', type: 'integer' })
  royaltyBps: number;

  @Property({ columnType: 'bigint', type: BigIntType })
  royaltyMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where the figures come from.' })
  source: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which it was reported.' })
  reportedOn: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  invoiceId: string | null;

  @Field(() => Invoice.type, { nullable: true, description: 'The invoice that it was put on.' })
  get invoice(): CoreReference | null {
    return this.invoiceId === null ? null : { id: this.invoiceId };
  }

  @Field(() => Money, { description: 'What was sold, without VAT.' })
  get base(): Money {
    return money(this.baseMinor, this.currency);
  }

  @Field(() => Decimal, { description: 'The royalty in percent, as the licence had it.' })
  get percent(): string {
    return percentOf(this.royaltyBps);
  }

  @Field(() => Money, { description: 'What is due, without VAT: rounded half up, once.' })
  get royalty(): Money {
    return money(this.royaltyMinor, this.currency);
  }
}

/** 750 → "7.50". */
const percentOf = (bps: number): string => (bps / 100).toFixed(2);
