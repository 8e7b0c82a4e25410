import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate, Iban } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';
import { formatStructuredCommunication } from '../invoice/structured-communication.js';

/** A movement on an account of the co-operative, as a statement of the bank tells it. */
@Entity({ tableName: 'bank_line', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A movement on a bank account of the co-operative.',
})
export class BankLine {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  statementId: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Its number on the statement.' })
  lineNo: number;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which the bank booked it.' })
  bookedOn: string;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  amountMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  openMinor: bigint;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Who paid or was paid.' })
  counterpartyName: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => Iban, { nullable: true, description: 'The account of who paid or was paid.' })
  counterpartyIban: string | null;

  @Property({
    columnType: 'char(12)',
    type: 'text',
    nullable: true,
    fieldName: 'structured_communication',
  })
  communicationDigits: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was written with it, in free words.' })
  communication: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  overpaysInvoiceId: string | null;

  @Field(() => Money, { description: 'Positive: received; negative: paid.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => Money, { description: 'What is not matched yet and waits on the suspense account.' })
  get open(): Money {
    return money(this.openMinor, this.currency);
  }

  @Field(() => String, { nullable: true, description: 'The structured communication, if any.' })
  get structuredCommunication(): string | null {
    return this.communicationDigits && formatStructuredCommunication(this.communicationDigits);
  }
}
