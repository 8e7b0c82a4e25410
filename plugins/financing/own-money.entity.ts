import {
  Activity,
  BigIntType,
  CivilDate,
  type CoreReference,
  EnterpriseNumber,
  Entity,
  Field,
  ID,
  Int,
  Member,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum OwnMoneyStatus {
  AGREED = 'AGREED',
  RUNNING = 'RUNNING',
  SETTLED = 'SETTLED',
  CANCELLED = 'CANCELLED',
  ASSUMED = 'ASSUMED',
}
registerEnumType(OwnMoneyStatus, {
  name: 'FinancingOwnMoneyStatus',
  description: 'How far own money of a member is.',
  valuesConfig: {
    AGREED: { description: 'Agreed; the bank has not yet brought it.' },
    RUNNING: { description: 'The activity works with it, and pays it back by its plan.' },
    SETTLED: { description: 'Paid back, or let go by the member.' },
    CANCELLED: { description: 'It never came.' },
    ASSUMED: { description: 'The company that the activity became owes the rest to the member.' },
  },
});

/** Own money of a member in an activity. Its id is also its id in the ledger. */
@Entity({ tableName: 'own_money', schema: 'financing' })
@ObjectType({
  simpleResolvers: true,
  description: 'Money of their own that a member puts into an activity, and gets back by a plan.',
})
export class FinancingOwnMoney {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => OwnMoneyStatus, { description: 'How far it is.' })
  status: OwnMoneyStatus;

  @Property({ columnType: 'bigint', type: BigIntType })
  amountMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'In how many monthly parts it goes back.' })
  months: number;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day of the first part.' })
  firstBackOn: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  termsId: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  paidBackMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  forgivenMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  assumedMinor: bigint;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => EnterpriseNumber, {
    nullable: true,
    description: 'The company that owes the rest to the member; null: none.',
  })
  assumedBy: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When the activity got it.' })
  receivedOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When the next part goes back.' })
  nextBackOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'When it was settled, cancelled or assumed; null: it is open.',
  })
  endedOn: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  stepId: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  triedOn: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  agreedAt: Date;

  @Field(() => Money, { description: 'How much was agreed.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => Money, { description: 'What has gone back to the member.' })
  get paidBack(): Money {
    return money(this.paidBackMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the member has let go.' })
  get forgiven(): Money {
    return money(this.forgivenMinor, this.currency);
  }

  @Field(() => Money, { description: 'What a company owes the member of it instead.' })
  get assumed(): Money {
    return money(this.assumedMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the member is still to get back.' })
  get owed(): Money {
    return money(toBackMinor(this), this.currency);
  }

  @Field(() => Activity.type, { nullable: true, description: 'The activity that works with it.' })
  get activity(): CoreReference {
    return { id: this.activityId };
  }

  @Field(() => Member.type, { nullable: true, description: 'Whose money it is.' })
  get member(): CoreReference {
    return { id: this.memberId };
  }
}

/** The day of its end, when a row comes to have this status; null while it is open. */
export const endOf = (status: OwnMoneyStatus, today: string): string | null =>
  status === OwnMoneyStatus.AGREED || status === OwnMoneyStatus.RUNNING ? null : today;

/** What is still to go back; nothing before it came. */
export const toBackMinor = (
  own: Pick<
    FinancingOwnMoney,
    'receivedOn' | 'amountMinor' | 'paidBackMinor' | 'forgivenMinor' | 'assumedMinor'
  >,
): bigint =>
  own.receivedOn === null
    ? 0n
    : own.amountMinor - own.paidBackMinor - own.forgivenMinor - own.assumedMinor;
