import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { decimalOf, Money, money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';

/** One receipt or trip of a sheet. */
@Entity({ tableName: 'expense_line', schema: 'core' })
@ObjectType({ simpleResolvers: true, description: 'One receipt or trip of a sheet of expenses.' })
export class ExpenseLine {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  expenseId: string;

  @PrimaryKey({ columnType: 'smallint', type: 'smallint' })
  @Field(() => Int, { description: 'Its place on the sheet, from 1.' })
  position: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The code of its category.' })
  category: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which it was spent or driven.' })
  onDay: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it was for; of a trip also from where to where.' })
  description: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where it was bought.' })
  supplier: string | null;

  @Property({ columnType: 'bigint', type: 'bigint' })
  amountMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  vatMinor: bigint;

  @Property({ columnType: 'integer', type: 'integer' })
  vatDeductible: number;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Of a trip: how many kilometres.' })
  kilometres: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  kmRate: number | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  vehicleId: string | null;

  @Property({ columnType: 'uuid[]', type: 'array' })
  receiptIds: string[];

  @Property({ columnType: 'bigint', type: 'bigint', nullable: true })
  approvedMinor: bigint | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why less was approved than claimed.' })
  cutReason: string | null;

  /** That of the sheet; set by whoever reads the lines. */
  @Property({ persist: false })
  currency: string;

  @Field(() => Money, { description: 'VAT included; of a trip the kilometres at their rate.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => Money, { description: 'The VAT in it, as the receipt says.' })
  get vat(): Money {
    return money(this.vatMinor, this.currency);
  }

  @Field(() => Decimal, {
    nullable: true,
    description: 'Euro a kilometre, of the day it was driven.',
  })
  get ratePerKilometre(): string | null {
    return this.kmRate === null ? null : decimalOf(BigInt(this.kmRate), 4);
  }

  @Field(() => Money, { nullable: true, description: 'What was approved of it.' })
  get approved(): Money | null {
    return this.approvedMinor === null ? null : money(this.approvedMinor, this.currency);
  }
}
