import {
  BigIntType,
  CivilDate,
  type CoreReference,
  Entity,
  Field,
  ID,
  Int,
  Invoice,
  Member,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum DeliverableStatus {
  DRAFT = 'DRAFT',
  IN_REVIEW = 'IN_REVIEW',
  APPROVED = 'APPROVED',
  DELIVERED = 'DELIVERED',
}
registerEnumType(DeliverableStatus, {
  name: 'DesignDeliverableStatus',
  description: 'How far a deliverable has come.',
  valuesConfig: {
    DRAFT: { description: 'It is being made, or made anew after a revision was asked for.' },
    IN_REVIEW: { description: 'The client looks at it.' },
    APPROVED: { description: 'The client has accepted it.' },
    DELIVERED: { description: 'The finished work has been handed over.' },
  },
});

/** Something that a brief asks for. */
@Entity({ tableName: 'deliverable', schema: 'design' })
@ObjectType({ simpleResolvers: true, description: 'Something that a brief asks for.' })
export class DesignDeliverable {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  briefId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  authorId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is.' })
  title: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'In which form, e.g. "A2, PDF/X-4".' })
  format: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => DeliverableStatus, { description: 'How far it has come.' })
  status: DeliverableStatus;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many rounds of revision the price includes.' })
  includedRounds: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many rounds of revision the client has asked for.' })
  roundsTaken: number;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  extraRoundMinor: bigint | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day of the handing over.' })
  deliveredOn: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, {
    nullable: true,
    description: 'What each round beyond those costs, without VAT; null: no price was agreed.',
  })
  get extraRoundPrice(): Money | null {
    return this.extraRoundMinor === null ? null : money(this.extraRoundMinor, this.currency);
  }

  @Field(() => Member.type, { nullable: true, description: 'Whose work it is, if that was said.' })
  get author(): CoreReference | null {
    return this.authorId === null ? null : { id: this.authorId };
  }
}

/** A revision that the client asked for. */
@Entity({ tableName: 'revision_round', schema: 'design' })
@ObjectType({ simpleResolvers: true, description: 'A revision that the client asked for.' })
export class DesignRevisionRound {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  deliverableId: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Its number, from 1.' })
  number: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What is to be different.' })
  request: string;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  priceMinor: bigint | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  invoiceId: string | null;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which it was asked for.' })
  askedOn: string;

  @Field(() => Money, {
    nullable: true,
    description: 'What is invoiced for it, without VAT; null: the price includes it.',
  })
  get price(): Money | null {
    return this.priceMinor === null ? null : money(this.priceMinor, this.currency);
  }
  @Field(() => Invoice.type, { nullable: true, description: 'The invoice that it was put on.' })
  get invoice(): CoreReference | null {
    return this.invoiceId === null ? null : { id: this.invoiceId };
  }
}
