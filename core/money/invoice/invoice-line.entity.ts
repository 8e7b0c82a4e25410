import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { Decimal } from '../../platform/scalars.js';
import {
  type LineAdjustment,
  LineAdjustmentView,
  shownAdjustments,
} from '../document/adjustment.js';
import { quantityOf } from '../document/document-line.js';
import { percentOf, VatCategory } from '../document/vat.js';

@Entity({ tableName: 'invoice_line', schema: 'core' })
@ObjectType({ simpleResolvers: true, description: 'A line of an invoice or a credit note.' })
export class InvoiceLine {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  invoiceId: string;

  @PrimaryKey({ columnType: 'smallint', type: 'smallint' })
  @Field(() => Int, { description: 'Its place on the document, from 1.' })
  position: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What is sold.' })
  description: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  quantityMicro: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  unitPriceMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  netMinor: bigint;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => VatCategory, { description: 'Why it is taxed as it is.' })
  vatCategory: VatCategory;

  @Property({ columnType: 'integer', type: 'integer', fieldName: 'vat_rate' })
  vatBasisPoints: number;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The article that the category rests on.' })
  legalGround: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Code of the dated ground, if it names one.',
  })
  vatGround: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why the ground may be used here.' })
  evidence: string | null;

  @Property({ columnType: 'jsonb', type: 'json', fieldName: 'adjustments' })
  adjustmentRows: readonly LineAdjustment[];

  @Property({ columnType: 'smallint', type: 'smallint', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'On a credit note: the line of the invoice that it takes back.',
  })
  creditsPosition: number | null;

  /** The currency of the document, filled in by whoever reads its lines. */
  @Property({ persist: false, type: 'text' })
  currency: string;

  @Field(() => Decimal, { description: 'How many.' })
  get quantity(): string {
    return quantityOf(this.quantityMicro);
  }

  @Field(() => Money, { description: 'Price of one, without VAT.' })
  get unitPrice(): Money {
    return money(this.unitPriceMinor, this.currency);
  }

  @Field(() => [LineAdjustmentView], { description: 'What is taken off its price or added to it.' })
  get adjustments(): LineAdjustmentView[] {
    return shownAdjustments(this.adjustmentRows, this.currency);
  }

  @Field(() => Money, { description: 'Price of the line after them, without VAT.' })
  get net(): Money {
    return money(this.netMinor, this.currency);
  }

  @Field(() => Decimal, { description: 'The VAT rate in percent, e.g. "21.00".' })
  get vatRate(): string {
    return percentOf(this.vatBasisPoints);
  }
}
