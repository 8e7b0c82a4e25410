import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate, DateTime, Decimal } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';
import type { Finding } from '../../platform/write/violation.js';
import { AllowanceOrCharge } from '../document/adjustment.js';
import { InvoiceKind } from '../invoice/invoice-codes.js';
import type { ReceivedAdjustment, ReceivedLine } from './read-ubl.js';

export enum PurchaseStatus {
  RECEIVED = 'RECEIVED',
  ASSIGNED = 'ASSIGNED',
  APPROVED = 'APPROVED',
  REFUSED = 'REFUSED',
}
registerEnumType(PurchaseStatus, {
  name: 'PurchaseStatus',
  description: 'How far an incoming document has come.',
  valuesConfig: {
    RECEIVED: { description: 'Nobody knows yet for which activity it is.' },
    ASSIGNED: { description: 'It is of an activity and waits to be approved.' },
    APPROVED: { description: 'Approved by somebody else than who assigned it, and booked.' },
    REFUSED: { description: 'Not owed: the reason says why.' },
  },
});

@ObjectType({ description: 'A line of an incoming document, as its sender wrote it.' })
export class PurchaseLine {
  @Field(() => String, { description: 'What is sold.' })
  description: string;

  @Field(() => String, { description: 'How many, as the document has it.' })
  quantity: string;

  @Field(() => Money, { description: 'Its amount without VAT.' })
  net: Money;

  @Field(() => String, { description: 'The code of its VAT category in EN 16931: S, E, AE, …' })
  vatCode: string;

  @Field(() => Decimal, { nullable: true, description: 'The rate in percent; null: none is said.' })
  vatRate: string | null;
}

@ObjectType({ description: 'What an incoming document takes off or adds as a whole.' })
export class PurchaseAdjustment {
  @Field(() => AllowanceOrCharge, { description: 'Whether it takes off or adds.' })
  kind: AllowanceOrCharge;

  @Field(() => String, { description: 'Why, as the document has it; empty: it does not say.' })
  reason: string;

  @Field(() => Money, { description: 'How much, without VAT: positive, whatever the kind.' })
  amount: Money;

  @Field(() => String, { description: 'The code of its VAT category in EN 16931: S, E, AE, …' })
  vatCode: string;

  @Field(() => Decimal, { nullable: true, description: 'The rate in percent; null: none is said.' })
  vatRate: string | null;
}

/** An electronic invoice or credit note that came in. What it says never changes. */
@Entity({ tableName: 'purchase', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An electronic invoice or credit note that a supplier sent.',
})
export class Purchase {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  activityId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => InvoiceKind, { description: 'Whether it asks for money or gives it back.' })
  kind: InvoiceKind;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, {
    description: 'Made out by a client in the name of the co-operative: a sale, not a purchase.',
  })
  selfBilled: boolean;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => PurchaseStatus, { description: 'How far it has come.' })
  status: PurchaseStatus;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who sent it.' })
  supplierName: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The sender’s VAT number, unchecked.' })
  supplierVatNumber: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The sender’s own number of the document.' })
  number: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day of issue.' })
  issuedOn: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The last day to pay it.' })
  dueOn: string | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  netMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  vatMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  totalMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint', nullable: true })
  deductibleMinor: bigint | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  payoutId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  invoiceId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  nettedAgainst: string | null;

  @Property({ columnType: 'bigint', type: 'bigint' })
  nettedMinor: bigint;

  @Property({ columnType: 'jsonb', type: 'json', fieldName: 'lines' })
  lineRows: readonly ReceivedLine[];

  @Property({ columnType: 'jsonb', type: 'json', fieldName: 'adjustments' })
  adjustmentRows: readonly ReceivedAdjustment[];

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What the sender calls our order.' })
  orderReference: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What is written with the payment.' })
  paymentReference: string | null;

  @Property({ columnType: 'jsonb', type: 'json', fieldName: 'problems' })
  problemRows: readonly Finding[];

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it came in.' })
  receivedAt: Date;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  assignedBy: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was refused.' })
  reason: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Money, { description: 'Its amount without VAT.' })
  get net(): Money {
    return money(this.netMinor, this.currency);
  }

  @Field(() => Money, { description: 'Its VAT.' })
  get vat(): Money {
    return money(this.vatMinor, this.currency);
  }

  @Field(() => Money, { description: 'Net and VAT together.' })
  get total(): Money {
    return money(this.totalMinor, this.currency);
  }

  @Field(() => Money, {
    nullable: true,
    description: 'What of the VAT is claimed from the state; null until it is approved.',
  })
  get deductibleVat(): Money | null {
    return this.deductibleMinor === null ? null : money(this.deductibleMinor, this.currency);
  }

  @Field(() => Money, {
    description: 'What of a credit note was taken off the payout of the invoice that it refers to.',
  })
  get netted(): Money {
    return money(this.nettedMinor, this.currency);
  }

  @Field(() => [PurchaseLine], { description: 'Its lines, in order.' })
  get lines(): PurchaseLine[] {
    return this.lineRows.map(({ net, vatRate, ...line }) => ({
      ...line,
      net: money(BigInt(net), this.currency),
      vatRate: shownRate(vatRate),
    }));
  }

  @Field(() => [PurchaseAdjustment], {
    description: 'Allowances and charges on the whole of it, in order.',
  })
  get adjustments(): PurchaseAdjustment[] {
    return this.adjustmentRows.map(({ amount, vatRate, ...one }) => ({
      ...one,
      amount: money(BigInt(amount), this.currency),
      vatRate: shownRate(vatRate),
    }));
  }
}

const shownRate = (rate: string | null): string | null =>
  rate !== null && /^\d{1,3}(\.\d{1,6})?$/.test(rate) ? rate : null;
