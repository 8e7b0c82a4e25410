import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { Decimal } from '../../platform/scalars.js';
import { AdjustmentKind } from '../document/adjustment.js';
import { percentOf, VatCategory } from '../document/vat.js';

@Entity({ tableName: 'invoice_adjustment', schema: 'core' })
@ObjectType({
  simpleResolvers: true,
  description:
    'A reduction of a document, an addition or a deposit that it deducts, at one VAT rate.',
})
export class InvoiceAdjustment {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  invoiceId: string;

  @PrimaryKey({ columnType: 'smallint', type: 'smallint' })
  @Field(() => Int, { description: 'Its place among those of the document, from 1.' })
  position: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => AdjustmentKind, { description: 'Whether it takes off or adds.' })
  kind: AdjustmentKind;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Why, as it stands on the document.' })
  reason: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  amountMinor: bigint;

  @Property({ columnType: 'integer', type: 'integer', nullable: true, fieldName: 'percent' })
  percentBasisPoints: number | null;

  @Property({ columnType: 'bigint', type: 'bigint', nullable: true })
  baseMinor: bigint | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => VatCategory, { description: 'The category of the lines that it belongs to.' })
  vatCategory: VatCategory;

  @Property({ columnType: 'integer', type: 'integer', fieldName: 'vat_rate' })
  vatBasisPoints: number;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  legalGround: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  vatGround: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  depositId: string | null;

  @Property({ columnType: 'smallint', type: 'smallint', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'On a credit note: the one of the invoice that it takes back.',
  })
  creditsPosition: number | null;

  /** The currency of the document, filled in by whoever reads its adjustments. */
  @Property({ persist: false, type: 'text' })
  currency: string;

  @Field(() => Money, { description: 'How much, without VAT: positive, whatever the kind.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => Decimal, {
    nullable: true,
    description: 'The percentage that it is of the lines of its rate; null: an agreed amount.',
  })
  get percent(): string | null {
    return this.percentBasisPoints === null ? null : percentOf(this.percentBasisPoints);
  }

  @Field(() => Decimal, { description: 'The VAT rate of those lines in percent, e.g. "21.00".' })
  get vatRate(): string {
    return percentOf(this.vatBasisPoints);
  }
}
