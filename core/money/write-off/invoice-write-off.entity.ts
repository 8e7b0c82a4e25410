import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate, DateTime } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum InvoiceWriteOffStatus {
  PROPOSED = 'PROPOSED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  REVERSED = 'REVERSED',
}
registerEnumType(InvoiceWriteOffStatus, {
  name: 'InvoiceWriteOffStatus',
  description: 'How far the write-off of an invoice has come.',
  valuesConfig: {
    PROPOSED: { description: 'Waits for a second person to decide.' },
    APPROVED: { description: 'Booked; what the client pays later is taken up again.' },
    REJECTED: { description: 'Not written off; it can be proposed anew.' },
    REVERSED: { description: 'Taken back: the invoice is due again.' },
  },
});

/** What is given up of an invoice whose client will never pay. */
@Entity({ tableName: 'invoice_write_off', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What is given up of an invoice whose client will never pay.',
})
export class InvoiceWriteOff {
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
  @Field(() => InvoiceWriteOffStatus, { description: 'How far it has come.' })
  status: InvoiceWriteOffStatus;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Why the claim is lost: a code of `lossGrounds`.' })
  ground: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether the state gives back the VAT of what is lost.' })
  recoversVat: boolean;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day from which the loss is certain.' })
  lostOn: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What proves it: a judgment, a letter.' })
  evidence: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Why the client will not pay.' })
  reason: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  amountMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  leftMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  leftVatMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  leftFeeMinor: bigint;

  @Property({ columnType: 'uuid', type: 'uuid' })
  madeBy: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was proposed.' })
  madeAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was decided.' })
  decidedAt: Date | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was taken back.' })
  reversedAt: Date | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Money, { description: 'What is given up; of a proposal, what is due.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => Money, { description: 'What of it is lost now; 0 unless APPROVED.' })
  get lost(): Money {
    return money(this.leftMinor, this.currency);
  }

  @Field(() => Money, { description: 'The VAT in what is lost now.' })
  get lostVat(): Money {
    return money(this.leftVatMinor, this.currency);
  }

  @Field(() => Money, { description: 'The fee in what is lost now, which the activity has back.' })
  get lostFee(): Money {
    return money(this.leftFeeMinor, this.currency);
  }
}
