import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';
import { type SubtotalRow, VatSubtotal, vatSubtotals } from '../document/vat.js';
import { InvoiceKind, InvoiceStatus, PaymentStatus, QuotePart } from './invoice-codes.js';
import { formatStructuredCommunication } from './structured-communication.js';

/** An invoice or a credit note. Issued, it is a document that the database refuses to change. */
@Entity({ tableName: 'invoice', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An invoice or a credit note of an activity; once issued it never changes.',
})
export class Invoice {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  clientId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  hostEntityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => InvoiceKind, { description: 'Whether it asks for money or gives it back.' })
  kind: InvoiceKind;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => InvoiceStatus, { description: 'The state of the document.' })
  status: InvoiceStatus;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => PaymentStatus, { description: 'The state of its payment, apart from the document.' })
  paymentStatus: PaymentStatus;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Given at the issue, without a gap in its journal and year; null: a draft.',
  })
  number: string | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'smallint', type: 'smallint' })
  @Field(() => Int, {
    description:
      'Within how many days of its issue it is to be paid: as its quote says of a deposit, as the ' +
      'client has it of all else. Of a credit note 0.',
  })
  paymentTermDays: number;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day of issue; null: a draft.' })
  issuedOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The last day to pay it.' })
  dueOn: string | null;

  @Property({ columnType: 'bigint', type: 'bigint' })
  netMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  vatMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  totalMinor: bigint;

  @Property({ columnType: 'jsonb', type: 'json', fieldName: 'vat_subtotals' })
  subtotalRows: readonly SubtotalRow[];

  @Property({ columnType: 'bigint', type: 'bigint' })
  feeMinor: bigint;

  @Property({
    columnType: 'char(12)',
    type: 'text',
    nullable: true,
    fieldName: 'structured_communication',
  })
  communicationDigits: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The client’s own reference.' })
  reference: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  quoteId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  creditsId: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => QuotePart, { nullable: true, description: 'Which part of its quote it asks for.' })
  quotePart: QuotePart | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why a credit note was made.' })
  reason: string | null;

  /** The key of the request that made a credit note: a repeat of the request finds it by this. */
  @Property({ columnType: 'text', type: 'text', nullable: true })
  requestKey: string | null;

  @Property({ columnType: 'bigint', type: 'bigint' })
  paidMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  excessMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  creditedNetMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  creditedVatMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  writtenOffMinor: bigint;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Money, {
    description: 'The sum of lines, allowances, charges and deposits, without VAT.',
  })
  get net(): Money {
    return money(this.netMinor, this.currency);
  }

  @Field(() => Money, { description: 'The VAT, of all rates.' })
  get vat(): Money {
    return money(this.vatMinor, this.currency);
  }

  @Field(() => Money, { description: 'Net and VAT together.' })
  get total(): Money {
    return money(this.totalMinor, this.currency);
  }

  @Field(() => [VatSubtotal], { description: 'The VAT at each rate, rounded half-up on its sum.' })
  get vatSubtotals(): VatSubtotal[] {
    return vatSubtotals(this.subtotalRows, this.currency);
  }

  @Field(() => Money, { description: 'What the co-operative keeps of the net amount; 0: a draft.' })
  get fee(): Money {
    return money(this.feeMinor, this.currency);
  }

  @Field(() => Money, { description: 'What has been paid of it.' })
  get paid(): Money {
    return money(this.paidMinor, this.currency);
  }

  @Field(() => Money, { description: 'What credit notes took off, VAT included.' })
  get credited(): Money {
    return money(this.creditedNetMinor + this.creditedVatMinor, this.currency);
  }

  @Field(() => Money, { description: 'What was given up for lost and not paid since.' })
  get writtenOff(): Money {
    return money(this.writtenOffMinor, this.currency);
  }

  @Field(() => Money, {
    description: 'What is still to be paid; negative when the client gets money back.',
  })
  get due(): Money {
    if (this.kind === InvoiceKind.CREDIT_NOTE) return money(0n, this.currency);
    const gone = this.creditedNetMinor + this.creditedVatMinor + this.writtenOffMinor;
    return money(this.totalMinor - gone - this.paidMinor - this.excessMinor, this.currency);
  }

  @Field(() => String, {
    nullable: true,
    description: 'What the client writes with the payment: +++123/4567/89012+++.',
  })
  get structuredCommunication(): string | null {
    return this.communicationDigits && formatStructuredCommunication(this.communicationDigits);
  }
}
