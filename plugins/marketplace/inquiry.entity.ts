import {
  BigIntType,
  CivilDate,
  DateTime,
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

export enum InquiryStatus {
  SENT = 'SENT',
  OPEN = 'OPEN',
  TAKEN = 'TAKEN',
  CLOSED = 'CLOSED',
}
registerEnumType(InquiryStatus, {
  name: 'MarketplaceInquiryStatus',
  description: 'What became of what a client asked for.',
  valuesConfig: {
    SENT: { description: 'Its client sent it; the staff has not looked at it yet.' },
    OPEN: { description: 'Any activity can take it.' },
    TAKEN: { description: 'It is a request of an activity.' },
    CLOSED: { description: 'Nobody takes it any more; the reason says why.' },
  },
});

@Entity({ tableName: 'inquiry', schema: 'marketplace' })
@ObjectType({
  simpleResolvers: true,
  description: 'Work that a client asks the co-operative for, before any activity has it.',
})
export class MarketplaceInquiry {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  clientName: string;

  @Property({ columnType: 'text', type: 'text' })
  contact: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What the work is, in a line.' })
  title: string;

  @Property({ columnType: 'text[]', type: 'array' })
  @Field(() => [String], { description: 'Codes of the skills that are needed in all.' })
  skills: string[];

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [CivilDate], { description: 'The days of the work, in order.' })
  days: string[];

  @Property({ columnType: 'date', type: 'date' })
  firstDay: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Code of the place; null: anywhere.' })
  place: string | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  budgetMinor: bigint | null;

  @Property({ columnType: 'char(3)', type: 'character' })
  currency: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many people are sought.' })
  seats: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => InquiryStatus, { description: 'What became of it.' })
  status: InquiryStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it came in.' })
  receivedAt: Date;

  @Property({ columnType: 'uuid', type: 'uuid' })
  receiverId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  requestId: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was closed.' })
  reason: string | null;

  @Field(() => Money, {
    nullable: true,
    description: 'What a person may cost a day, without VAT; null: nothing is said.',
  })
  get budget(): Money | null {
    return this.budgetMinor === null ? null : money(this.budgetMinor, this.currency);
  }
}

/** What those who send at once wait for: one row a co-operative. */
@Entity({ tableName: 'form', schema: 'marketplace' })
export class MarketplaceForm {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  id: string;
}
