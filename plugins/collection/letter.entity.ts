import {
  BigIntType,
  CivilDate,
  Decimal,
  Entity,
  Field,
  ID,
  type Locale,
  Money,
  money,
  ObjectType,
  type PdfParty,
  PrimaryKey,
  Property,
} from 'gezel/sdk';
import { Channel, LetterKind } from './codes.js';

/** A letter that was sent. It never changes: it is evidence. */
@Entity({ tableName: 'letter', schema: 'collection' })
@ObjectType({ simpleResolvers: true, description: 'A letter to the debtor, as it was sent.' })
export class CollectionLetter {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  invoiceId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => LetterKind, { description: 'What it is.' })
  kind: LetterKind;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => Channel, { description: 'How it was sent.' })
  channel: Channel;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'When it was sent.' })
  sentOn: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The last day of the term that it gives.' })
  payBy: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  principalMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  interestMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  lumpSumMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  penaltyMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  announcedMinor: bigint;

  /** Hundredths of a percent a year. */
  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  announcedRate: number | null;

  @Field(() => Money, {
    description: 'The penalty that it says will follow; nothing where none is agreed.',
  })
  get announcedPenalty(): Money {
    return money(this.announcedMinor, this.currency);
  }

  @Field(() => Decimal, {
    nullable: true,
    description: 'The interest that it says will follow, in percent a year; null: none.',
  })
  get announcedInterest(): string | null {
    return this.announcedRate == null ? null : (this.announcedRate / 100).toFixed(2);
  }

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  parties: LetterParties;

  @Field(() => Money, { description: 'All that it asks for.' })
  get total(): Money {
    const { principalMinor, interestMinor, lumpSumMinor, penaltyMinor } = this;
    return money(principalMinor + interestMinor + lumpSumMinor + penaltyMinor, this.currency);
  }
}

/** Who writes to whom about what, as it was on the day of the letter. */
export interface LetterParties {
  readonly creditor: PdfParty & { readonly iban: string };
  readonly debtor: PdfParty;
  readonly locale: Locale;
  readonly invoiceNumber: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly communication: string;
  readonly subject: string;
}
