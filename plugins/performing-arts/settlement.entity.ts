import {
  BigIntType,
  CivilDate,
  type CoreReference,
  Entity,
  Field,
  ID,
  Int,
  Invoice,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';
import { SettlementStatus } from './deal.codes.js';

/** How the money of one date is shared. Once agreed it is never altered. */
@Entity({ tableName: 'settlement', schema: 'performing_arts' })
@ObjectType({
  simpleResolvers: true,
  description: 'How the money of one date is shared: receipts = deductions + both parts.',
})
export class PerformingArtsSettlement {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  dealId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  performanceId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => SettlementStatus, { description: 'Whether it can still change.' })
  status: SettlementStatus;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'How many came.' })
  audience: number;

  @Property({ columnType: 'bigint', type: BigIntType })
  receiptsMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  deductionsMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  rightsMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  companyMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  organiserMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  extrasMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  dueMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where the figures come from, e.g. the box-office sheet.' })
  evidence: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day on which both agreed.' })
  agreedOn: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  invoiceId: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Invoice.type, { nullable: true, description: 'The invoice that it was put on.' })
  get invoice(): CoreReference | null {
    return this.invoiceId === null ? null : { id: this.invoiceId };
  }

  @Field(() => Money, { description: 'What the tickets brought in, without VAT.' })
  get receipts(): Money {
    return money(this.receiptsMinor, this.currency);
  }

  @Field(() => Money, { description: 'What goes to others first: author rights, levies.' })
  get deductions(): Money {
    return money(this.deductionsMinor, this.currency);
  }

  @Field(() => Money, { description: 'Of the deductions, what was declared for authors.' })
  get rights(): Money {
    return money(this.rightsMinor, this.currency);
  }

  @Field(() => Money, { description: 'The company’s part; below zero a loss.' })
  get company(): Money {
    return money(this.companyMinor, this.currency);
  }

  @Field(() => Money, { description: 'The organiser’s part; below zero a loss.' })
  get organiserPart(): Money {
    return money(this.organiserMinor, this.currency);
  }

  @Field(() => Money, { description: 'Travel and per diems, paid beside the parts.' })
  get extras(): Money {
    return money(this.extrasMinor, this.currency);
  }

  @Field(() => Money, {
    description: 'What the organiser owes the company; below zero the company owes it.',
  })
  get due(): Money {
    return money(this.dueMinor, this.currency);
  }
}
