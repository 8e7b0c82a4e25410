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
  registerEnumType,
} from 'gezel/sdk';

export enum EquityKind {
  ISSUE = 'ISSUE',
  TRANSFER = 'TRANSFER',
  CANCEL = 'CANCEL',
  SPLIT = 'SPLIT',
}
registerEnumType(EquityKind, {
  name: 'StartUpEquityKind',
  description: 'What happened to shares.',
  valuesConfig: {
    ISSUE: { description: 'New shares for a holder.' },
    TRANSFER: { description: 'Shares went from one holder to another.' },
    CANCEL: { description: 'Shares of a holder ceased to be, e.g. bought back.' },
    SPLIT: { description: 'Every share of a class became more, or fewer.' },
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
}

@ObjectType({ simpleResolvers: true, description: 'The shares of one holder in one class.' })
export class StartUpHolding {
  holderId: string;

  @Field(() => String, { description: 'Code of the class of shares.' })
  shareClass: string;

  @Field(() => Decimal, { description: 'How many shares: a whole number.' })
  shares: string;

  @Field(() => Decimal, { description: 'Of all shares, in percent, cut off at two decimals.' })
  percent: string;
}
