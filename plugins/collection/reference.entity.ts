import {
  BigIntType,
  CivilDate,
  Decimal,
  Entity,
  Field,
  ID,
  Int,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';
import { ChargeProceeds, DebtorKind, FigureCode } from './codes.js';

/** A figure of the law with the days on which it holds. */
@Entity({ tableName: 'figure', schema: 'collection' })
@ObjectType({ simpleResolvers: true, description: 'A dated figure of the law on late payment.' })
export class CollectionFigure {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => FigureCode, { description: 'What it is.' })
  code: FigureCode;

  /** Hundredths of a percent a year, or minor units. */
  @Property({ columnType: 'bigint', type: BigIntType })
  value: bigint;

  @Property({ columnType: 'char(3)', type: 'text', nullable: true })
  currency: string | null;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day from which it holds no more.' })
  untilDay: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where it is published.' })
  source: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Made up for a demonstration.' })
  demonstration: boolean;

  @Field(() => Decimal, { description: 'Percent a year, or an amount in euro.' })
  get figure(): string {
    return `${this.value / 100n}.${String(this.value % 100n).padStart(2, '0')}`;
  }
}

/** How the co-operative collects from a kind of debtor, and what its general terms agree. */
@Entity({ tableName: 'policy', schema: 'collection' })
@ObjectType({ simpleResolvers: true, description: 'How debts of a kind of debtor are collected.' })
export class CollectionPolicy {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => DebtorKind, { description: 'The kind of debtor.' })
  debtorKind: DebtorKind;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Days after the due day on which a reminder is to be sent.' })
  reminderAfterDays: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Days that a letter gives to pay; a consumer has 14 or more.' })
  termDays: number;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, {
    description: 'Whether the general terms agree with consumers on the penalty that the law caps.',
  })
  penaltyAgreed: boolean;

  /** Hundredths of a percent a year. */
  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  interestAgreed: number | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ChargeProceeds, {
    description: 'Whose income interest, costs and penalty are that are asked while it holds.',
  })
  proceeds: ChargeProceeds;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day from which it holds no more.' })
  untilDay: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who decided it, and in which terms it stands.' })
  source: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Made up for a demonstration.' })
  demonstration: boolean;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The interest that the terms agree with consumers, in percent; null: none.',
  })
  get consumerInterest(): string | null {
    return this.interestAgreed === null ? null : (this.interestAgreed / 100).toFixed(2);
  }
}
