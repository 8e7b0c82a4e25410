import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { DateTime } from '../../platform/scalars.js';

/** Which money paid which document; it has no life of its own; undoing it is its only change. */
@Entity({ tableName: 'payment', schema: 'core' })
@ObjectType({ simpleResolvers: true, description: 'Money of the bank that paid an invoice.' })
export class Payment {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Its id, for `unmatchPayment`.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  bankLineId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  invoiceId: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  amountMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  releasedMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  repaidMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  recoveredMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  costsMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  interestMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  penaltyMinor: bigint;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was matched.' })
  matchedAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the match was undone, if it was.' })
  reversedAt: Date | null;

  /** The currency of the invoice, filled in by whoever reads its payments. */
  @Property({ persist: false, type: 'text' })
  currency: string;

  @Field(() => Money, { description: 'What of the invoice it paid.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => Money, {
    description:
      'What of it was for costs of recovery, interest and penalty on top of the invoice.',
  })
  get charged(): Money {
    return money(this.costsMinor + this.interestMinor + this.penaltyMinor, this.currency);
  }

  @Field(() => Money, { description: 'What it set free for the activity.' })
  get released(): Money {
    return money(this.releasedMinor, this.currency);
  }

  @Field(() => Money, { description: 'How much of that repaid the guarantee fund.' })
  get repaid(): Money {
    return money(this.repaidMinor, this.currency);
  }

  @Field(() => Money, { description: 'How much of it made good a loss of the guarantee fund.' })
  get recovered(): Money {
    return money(this.recoveredMinor, this.currency);
  }
}
