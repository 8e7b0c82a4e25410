import {
  BigIntType,
  Entity,
  Field,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';

/** What an invoice asks for author rights: the fees of the licences that are on it. */
@Entity({ tableName: 'invoice', schema: 'design' })
@ObjectType({ simpleResolvers: true, description: 'The author rights on an invoice.' })
export class DesignInvoice {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  invoiceId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  quoteId: string | null;

  @Property({ columnType: 'bigint', type: BigIntType })
  rightsMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  reuseMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, { description: 'The fees of its licences together, without VAT.' })
  get rights(): Money {
    return money(this.rightsMinor, this.currency);
  }

  @Field(() => Money, { description: 'The part of it for works for which nothing was made.' })
  get reuse(): Money {
    return money(this.reuseMinor, this.currency);
  }
}
