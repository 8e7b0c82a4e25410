import {
  BigIntType,
  CivilDate,
  connectionType,
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

/** How a funder pays and when it wants to be told, from a day on. A new row ends the one before. */
@Entity({ tableName: 'subsidy_scheme', schema: 'performing_arts' })
@ObjectType({ simpleResolvers: true, description: 'How a funder pays and wants to be told.' })
export class PerformingArtsSubsidyScheme {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What a file names it by.' })
  code: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who pays.' })
  funder: string;

  @Property({ columnType: 'integer', type: 'integer' })
  advanceBps: number;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  atOnceMinor: bigint | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  abroadAdvanceBps: number | null;

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [String], { description: 'Codes of the functions that it funds; none: any.' })
  functions: string[];

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [String], { description: 'Codes of the disciplines that it funds; none: any.' })
  disciplines: string[];

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [String], { description: 'Codes of what a report has, e.g. "budget".' })
  reportPieces: string[];

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What else it asks: its logo, e.g.' })
  duties: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'The report is due so many months after the last day.' })
  reportMonths: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'A project lasts at most so many months.' })
  longestMonths: number;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day on which a project may begin under it.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day from which it holds no more.' })
  untilDay: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where the terms come from.' })
  source: string;

  @Field(() => Decimal, { description: 'The part that is paid in advance, in percent.' })
  get advancePercent(): string {
    return (this.advanceBps / 100).toFixed(2);
  }

  @Field(() => Decimal, {
    nullable: true,
    description: 'The same of a project abroad; null: as at home.',
  })
  get abroadAdvancePercent(): string | null {
    return this.abroadAdvanceBps === null ? null : (this.abroadAdvanceBps / 100).toFixed(2);
  }

  @Field(() => Money, { nullable: true, description: 'No more than this is paid at once.' })
  get atOnce(): Money | null {
    return this.atOnceMinor === null ? null : money(this.atOnceMinor, this.currency);
  }
}

export enum SubsidyStatus {
  REQUESTED = 'REQUESTED',
  GRANTED = 'GRANTED',
  REFUSED = 'REFUSED',
  REPORTED = 'REPORTED',
  CLOSED = 'CLOSED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(SubsidyStatus, {
  name: 'PerformingArtsSubsidyStatus',
  description: 'How far a subsidy file has come.',
  valuesConfig: {
    REQUESTED: { description: 'The funder has still to decide.' },
    GRANTED: { description: 'The funder pays; the report is still to come.' },
    REFUSED: { description: 'The funder does not pay.' },
    REPORTED: { description: 'The report is in; the balance is still to come.' },
    CLOSED: { description: 'Reported, and wholly paid.' },
    WITHDRAWN: { description: 'Nobody asks for it any more.' },
  },
});

/** What is asked of a funder, how it pays, and the account that it is given. */
@Entity({ tableName: 'subsidy', schema: 'performing_arts' })
@ObjectType({
  simpleResolvers: true,
  description: 'A subsidy file: what is asked, how it is paid, and when its report is due.',
})
export class PerformingArtsSubsidy {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  productionId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid' })
  schemeId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is for.' })
  title: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether it is a project abroad.' })
  abroad: boolean;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Code of the function that is funded.' })
  fundedFunction: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Code of the discipline that is funded.' })
  discipline: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  advanceIncomeId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  balanceIncomeId: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  remindedOn: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => SubsidyStatus, { description: 'How far it has come.' })
  status: SubsidyStatus;

  @Property({ columnType: 'bigint', type: BigIntType })
  askedMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  grantedMinor: bigint | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  advanceMinor: bigint | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  balanceMinor: bigint | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'First day: costs before it do not count.' })
  startsOn: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'Last day: costs after it do not count.' })
  endsOn: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The last day for the report.' })
  reportDueOn: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day on which it was reported.' })
  reportedOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When the advance came.' })
  advanceReceivedOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When the balance came.' })
  balanceReceivedOn: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The funder’s own number.' })
  reference: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, { description: 'What is asked.' })
  get asked(): Money {
    return money(this.askedMinor, this.currency);
  }

  @Field(() => Money, { nullable: true, description: 'What is granted: advance and balance.' })
  get granted(): Money | null {
    return this.amount(this.grantedMinor);
  }

  @Field(() => Money, { nullable: true, description: 'What is paid before the report.' })
  get advance(): Money | null {
    return this.amount(this.advanceMinor);
  }

  @Field(() => Money, { nullable: true, description: 'What is paid after the report.' })
  get balance(): Money | null {
    return this.amount(this.balanceMinor);
  }

  private amount(minor: bigint | null): Money | null {
    return minor === null ? null : money(minor, this.currency);
  }
}

/** Lists of subsidy files, a page at a time. */
export const SubsidyConnection = connectionType(PerformingArtsSubsidy);
