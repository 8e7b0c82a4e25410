import {
  BigIntType,
  CivilDate,
  Decimal,
  Entity,
  Field,
  ID,
  Int,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';
import type { EquityTerms } from './equity-fact.js';

export enum EquityKind {
  CLASS = 'CLASS',
  VALUE = 'VALUE',
  ISSUE = 'ISSUE',
  TRANSFER = 'TRANSFER',
  CANCEL = 'CANCEL',
  REPURCHASE = 'REPURCHASE',
  SPLIT = 'SPLIT',
  CONVERT = 'CONVERT',
  PLAN = 'PLAN',
  GRANT = 'GRANT',
  WARRANT = 'WARRANT',
  CONVERTIBLE = 'CONVERTIBLE',
  EXERCISE = 'EXERCISE',
  FORFEIT = 'FORFEIT',
  RETRACT = 'RETRACT',
  ACCEPT = 'ACCEPT',
}
registerEnumType(EquityKind, {
  name: 'StartUpEquityKind',
  description: 'What happened to shares, or to what may become shares.',
  valuesConfig: {
    CLASS: { description: 'A class has so many votes, a limit, or converts into another.' },
    VALUE: { description: 'A share of a class was valued.' },
    ISSUE: { description: 'New shares for a holder.' },
    TRANSFER: { description: 'Shares, or a security, went from one holder to another.' },
    CANCEL: { description: 'Shares of a holder ceased to be, or what a security still promised.' },
    REPURCHASE: { description: 'Shares were bought back by the company, at a price.' },
    SPLIT: { description: 'Every share of a class became more, or fewer.' },
    CONVERT: { description: 'Shares became those of another class, or a convertible shares.' },
    PLAN: { description: 'Shares were set apart for options, or more or fewer of them.' },
    GRANT: { description: 'Somebody got an option of a plan.' },
    WARRANT: { description: 'Somebody got a right to shares at a price.' },
    CONVERTIBLE: { description: 'Somebody lent money that is to become shares.' },
    EXERCISE: { description: 'Shares of an option or a warrant were taken.' },
    FORFEIT: { description: 'The holder left: what of an option has not vested is lost.' },
    RETRACT: { description: 'What was issued never took effect.' },
    ACCEPT: { description: 'The holder accepted what was issued.' },
  },
});

/** Somebody who has shares, or may get some. */
@Entity({ tableName: 'holder', schema: 'start_ups' })
@ObjectType({ simpleResolvers: true, description: 'Somebody who has shares, or may get some.' })
export class StartUpHolder {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Of the person or company.' })
  name: string;
}

/** Something that happened to shares; never changed, so the table of any day can be made again. */
@Entity({ tableName: 'equity_event', schema: 'start_ups' })
@ObjectType({ simpleResolvers: true, description: 'Something that happened to shares.' })
export class StartUpEquityEvent {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Its place among the events of the activity, from 1.' })
  sequence: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => EquityKind, { description: 'What happened.' })
  kind: EquityKind;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which it happened.' })
  day: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the class of shares, e.g. "ordinary".' })
  shareClass: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  holderId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  toHolderId: string | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  quantity: bigint | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  numerator: number | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  denominator: number | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Code of the security; null: shares.' })
  security: string | null;

  @Property({ columnType: 'jsonb', type: 'json' })
  terms: EquityTerms;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  considerationMinor: bigint | null;

  @Property({ columnType: 'char(3)', type: 'text', nullable: true })
  currency: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'How that was given; null: nobody said.' })
  considerationText: string | null;

  @Field(() => Money, {
    nullable: true,
    description:
      'What is paid for it: to the company, on an account in its name, by whoever gets shares or ' +
      'lends; of a repurchase, by the company. Never through the co-operative: no entry of its ' +
      'ledger and no activity’s balance has it. Null: nothing is paid, or nobody said a price.',
  })
  get consideration(): Money | null {
    const { considerationMinor, currency } = this;
    return considerationMinor == null || currency == null
      ? null
      : money(considerationMinor, currency);
  }

  @Field(() => Decimal, { nullable: true, description: 'How many shares: a whole number.' })
  get shares(): string | null {
    return this.quantity == null ? null : `${this.quantity}`;
  }

  @Field(() => Decimal, { nullable: true, description: 'Of one, in the activity’s currency.' })
  get price(): string | null {
    return this.terms.price ?? null;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Of a retraction or an acceptance: the place of what was issued.',
  })
  get of(): number | null {
    return this.terms.of ?? null;
  }
}

@ObjectType({ simpleResolvers: true, description: 'The shares of one holder in one class.' })
export class StartUpHolding {
  /** Null: a plan's, and promised to nobody yet. */
  holderId: string | null;

  @Field(() => String, { description: 'Code of the class of shares.' })
  shareClass: string;

  @Field(() => Decimal, { description: 'How many shares: a whole number.' })
  shares: string;

  @Field(() => Decimal, { description: 'Of all shares, in percent, cut off at two decimals.' })
  percent: string;

  @Field(() => Decimal, { description: 'How many votes they have: a whole number.' })
  votes: string;
}
