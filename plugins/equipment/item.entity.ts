import {
  BigIntType,
  CivilDate,
  type CoreReference,
  EnterpriseNumber,
  Entity,
  Field,
  ID,
  Int,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  Quote,
} from 'gezel/sdk';
import { ItemStatus, Owner } from './codes.js';

/** How a thing is insured, and by which cover that was bought for it. */
export type InsuranceSaid = Pick<
  EquipmentItem,
  'insuredUnder' | 'insuredFrom' | 'insuredUntil' | 'coverId'
>;

/** A thing with a value. It is in the pool unless an activity uses it for good. */
@Entity({ tableName: 'item', schema: 'equipment' })
@ObjectType({
  simpleResolvers: true,
  description: 'A thing with a value: owned, leased or rented.',
})
export class EquipmentItem {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is.' })
  title: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The number that its maker gave it.' })
  serialNumber: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => Owner, { description: 'Whose it is.' })
  owner: Owner;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  activityId: string | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  valueMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  residualMinor: bigint;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Over how many months it is written off.' })
  depreciationMonths: number;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'When it was bought, or its lease began.' })
  acquiredOn: string;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  pricePerDayMinor: bigint | null;

  @Property({ columnType: 'bigint', type: BigIntType })
  depositMinor: bigint;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Under which policy it is insured; null: nobody said.',
  })
  insuredUnder: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'First day that it is insured.' })
  insuredFrom: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'Last day that it is insured, included; null: nobody said an end.',
  })
  insuredUntil: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  coverId: string | null;

  /** What was said before that cover was bought. */
  @Property({ columnType: 'jsonb', type: 'json', nullable: true })
  coverBefore: InsuranceSaid | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => EnterpriseNumber, {
    nullable: true,
    description: 'The company with which it left; null: with none.',
  })
  transferredTo: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it left with it.' })
  transferredOn: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  saleQuoteId: string | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  salePriceMinor: bigint | null;

  /** Its number in the register of enterprises. */
  @Property({ columnType: 'text', type: 'text', nullable: true })
  offeredTo: string | null;

  @Field(() => Quote.type, {
    nullable: true,
    description: 'The latest offer to sell it; null: it was never offered.',
  })
  get saleQuote(): CoreReference | null {
    return this.saleQuoteId == null ? null : { id: this.saleQuoteId };
  }

  @Field(() => Money, { nullable: true, description: 'What that offer asks for it, without VAT.' })
  get salePrice(): Money | null {
    return this.salePriceMinor == null ? null : money(this.salePriceMinor, this.currency);
  }

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ItemStatus, { description: 'Whether it is still used.' })
  status: ItemStatus;

  @Property({ columnType: 'text', type: 'text' })
  requestKey: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, { description: 'What it cost.' })
  get value(): Money {
    return money(this.valueMinor, this.currency);
  }

  @Field(() => Money, { description: 'What it is worth at the end.' })
  get residual(): Money {
    return money(this.residualMinor, this.currency);
  }

  @Field(() => Money, {
    nullable: true,
    description: 'What a day of rental costs; null: it is not for rent.',
  })
  get pricePerDay(): Money | null {
    return this.pricePerDayMinor === null ? null : money(this.pricePerDayMinor, this.currency);
  }

  @Field(() => Money, { description: 'What is held while it is rented.' })
  get deposit(): Money {
    return money(this.depositMinor, this.currency);
  }
}
