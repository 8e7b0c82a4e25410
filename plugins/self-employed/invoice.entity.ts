import {
  BigIntType,
  CivilDate,
  type EInvoiceParty,
  Entity,
  Field,
  ID,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';
import { Occupation } from './figures.entity.js';

export enum VatRegime {
  NORMAL = 'NORMAL',
  SMALL_ENTERPRISE = 'SMALL_ENTERPRISE',
}
registerEnumType(VatRegime, {
  name: 'SelfEmployedVatRegime',
  description: 'How a member’s own invoices are taxed.',
  valuesConfig: {
    NORMAL: { description: 'VAT is charged.' },
    SMALL_ENTERPRISE: { description: 'Exempt as a small enterprise: no VAT, and the mention.' },
  },
});

@Entity({ tableName: 'member', schema: 'self_employed' })
@ObjectType({ simpleResolvers: true, description: 'A member who is self-employed.' })
export class SelfEmployedMember {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The name on the invoices.' })
  tradeName: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'In the register of enterprises: ten digits.' })
  enterpriseNumber: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => VatRegime, { description: 'How the invoices are taxed.' })
  vatRegime: VatRegime;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => Occupation, { description: 'Main or secondary occupation.' })
  occupation: Occupation;

  @Property({ columnType: 'text', type: 'text' })
  iban: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Street and number.' })
  street: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Postal code.' })
  postalCode: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'City.' })
  city: string;

  @Property({ columnType: 'char(2)', type: 'character' })
  @Field(() => String, { description: 'Country.' })
  country: string;

  @Property({ columnType: 'char(3)', type: 'character' })
  @Field(() => String, { description: 'The currency of the invoices.' })
  currency: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'When the staff saw that the enterprise is theirs; null: nothing is sent yet.',
  })
  confirmedOn: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  confirmedBy: string | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  lastYear: number | null;

  @Property({ columnType: 'integer', type: 'integer' })
  lastNumber: number;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  lastIssuedOn: string | null;
}

export enum InvoiceStatus {
  ISSUED = 'ISSUED',
  PAID = 'PAID',
  CREDITED = 'CREDITED',
}
registerEnumType(InvoiceStatus, {
  name: 'SelfEmployedInvoiceStatus',
  description: 'What became of an invoice.',
  valuesConfig: {
    ISSUED: { description: 'It is to be paid; a credit note stays so.' },
    PAID: { description: 'The client has paid.' },
    CREDITED: { description: 'Credit notes have taken all of it back.' },
  },
});

export enum InvoiceKind {
  INVOICE = 'INVOICE',
  CREDIT_NOTE = 'CREDIT_NOTE',
}
registerEnumType(InvoiceKind, {
  name: 'SelfEmployedInvoiceKind',
  description: 'What a document is.',
  valuesConfig: {
    INVOICE: { description: 'An invoice.' },
    CREDIT_NOTE: { description: 'It takes an invoice back, or a part of it.' },
  },
});

/** A party of a document as it was on the day of issue. */
export interface Party {
  readonly name: string;
  /** Address and registrations, a line each. */
  readonly lines: readonly string[];
}

/** A line as it is kept: amounts as text, the rate in hundredths of a percent. */
export interface OwnLine {
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly netMinor: string;
  readonly vatRate: number;
  /** Why nothing is charged. */
  readonly ground?: string;
  /** Of a credit note: which line of the invoice it takes back, the first is 0. */
  readonly of?: number;
}

@Entity({ tableName: 'invoice', schema: 'self_employed' })
@ObjectType({ simpleResolvers: true, description: 'An invoice of a member in the own name.' })
export class SelfEmployedInvoice {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => InvoiceKind, { description: 'What it is.' })
  kind: InvoiceKind;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  creditsId: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  year: number;

  @Property({ columnType: 'integer', type: 'integer', fieldName: 'number' })
  sequence: number;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day of issue.' })
  issuedOn: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The last day to pay.' })
  dueOn: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  seller: Party;

  @Property({ columnType: 'jsonb', type: 'json' })
  client: Party;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who is to pay, as on the day of issue.' })
  clientName: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  lines: readonly OwnLine[];

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => VatRegime, { description: 'How it is taxed.' })
  vatRegime: VatRegime;

  @Property({ columnType: 'bigint', type: BigIntType })
  netMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  vatMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'character' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => InvoiceStatus, { description: 'What became of it.' })
  status: InvoiceStatus;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When the client paid; null: not yet.' })
  paidOn: string | null;

  /** The enterprise that is to pay, where it is known well enough for an electronic invoice. */
  @Property({ columnType: 'jsonb', type: 'json', nullable: true })
  buyer: EInvoiceParty | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'How far it is on the Peppol network: QUEUED, SENT, DELIVERED, REFUSED or FAILED; null: it ' +
      'goes by hand.',
  })
  transmission: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was refused or given up: a code.' })
  transmissionProblem: string | null;

  @Property({ columnType: 'bigint', type: BigIntType })
  creditedMinor: bigint;

  @Field(() => Money, { description: 'What is still to be paid, credit notes taken off.' })
  get due(): Money {
    const open = this.kind === InvoiceKind.INVOICE && this.status === InvoiceStatus.ISSUED;
    const leftMinor = this.netMinor + this.vatMinor - this.creditedMinor;
    return money(open && leftMinor > 0n ? leftMinor : 0n, this.currency);
  }

  @Field(() => String, { description: 'Its number in the member’s series, e.g. "2026-0007".' })
  get number(): string {
    return `${this.year}-${String(this.sequence).padStart(4, '0')}`;
  }

  @Field(() => Money, { description: 'Without VAT.' })
  get net(): Money {
    return money(this.netMinor, this.currency);
  }

  @Field(() => Money, { description: 'The VAT.' })
  get vat(): Money {
    return money(this.vatMinor, this.currency);
  }

  @Field(() => Money, { description: 'With VAT.' })
  get total(): Money {
    return money(this.netMinor + this.vatMinor, this.currency);
  }
}
