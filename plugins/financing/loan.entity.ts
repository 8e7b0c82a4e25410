import {
  Activity,
  BigIntType,
  CivilDate,
  type CoreReference,
  EnterpriseNumber,
  Entity,
  Field,
  ID,
  Invoice,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  Quote,
  registerEnumType,
} from 'gezel/sdk';
import type { Score } from './scoring.js';
import { Product } from './terms.entity.js';

export enum LoanStatus {
  APPLIED = 'APPLIED',
  ADVISED = 'ADVISED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  WITHDRAWN = 'WITHDRAWN',
  DRAWN = 'DRAWN',
  LATE = 'LATE',
  SETTLED = 'SETTLED',
  WRITTEN_OFF = 'WRITTEN_OFF',
}
registerEnumType(LoanStatus, {
  name: 'FinancingLoanStatus',
  description: 'How far a loan is.',
  valuesConfig: {
    APPLIED: { description: 'Asked for; an adviser is to say what to think of it.' },
    ADVISED: { description: 'Advice is given; another person is to decide.' },
    APPROVED: { description: 'Granted and not yet drawn.' },
    REJECTED: { description: 'Not granted.' },
    WITHDRAWN: { description: 'Not wanted any more.' },
    DRAWN: { description: 'Lent, and repaid as planned so far.' },
    LATE: { description: 'Lent, and the day of an instalment has passed without its payment.' },
    SETTLED: { description: 'Repaid whole.' },
    WRITTEN_OFF: { description: 'What was left is given up: a loss of the co-operative.' },
  },
});

/** A loan from its application on. Its id is also its id in the ledger. */
@Entity({ tableName: 'loan', schema: 'financing' })
@ObjectType({ simpleResolvers: true, description: 'Money that an activity asked for or was lent.' })
export class FinancingLoan {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => Product, { description: 'What it is lent for.' })
  product: Product;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => LoanStatus, { description: 'How far it is.' })
  status: LoanStatus;

  @Property({ columnType: 'bigint', type: BigIntType })
  amountMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  fileCostMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  ownContributionMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  repaidMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  writtenOffMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What the money is for, in the words of who asked.' })
  purpose: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  invoiceId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  quoteId: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Who grants the subsidy.' })
  funder: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'The day by which the funder wants the report, or its balance is lost.',
  })
  reportDueOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When the report was filed.' })
  reportedOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  remindedOn: string | null;

  @Property({ columnType: 'uuid', type: 'uuid' })
  termsId: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  scoring: readonly Score[];

  @Property({ columnType: 'uuid', type: 'uuid' })
  appliedById: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it was drawn.' })
  drawnOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When the next payment is due.' })
  nextDueOn: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => EnterpriseNumber, {
    nullable: true,
    description:
      'The company that took it over and pays it by the bank; null: the activity owes it.',
  })
  assumedBy: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it took it over.' })
  assumedOn: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  stepId: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  triedOn: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, { description: 'What was asked for.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the file costs, charged when the loan is drawn.' })
  get fileCost(): Money {
    return money(this.fileCostMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the member pays of the purpose with own money.' })
  get ownContribution(): Money {
    return money(this.ownContributionMinor, this.currency);
  }

  @Field(() => Money, { description: 'What has been repaid.' })
  get repaid(): Money {
    return money(this.repaidMinor, this.currency);
  }

  @Field(() => Money, { description: 'What was given up.' })
  get writtenOff(): Money {
    return money(this.writtenOffMinor, this.currency);
  }

  @Field(() => Money, { description: 'What is still owed; nothing before it is drawn.' })
  get owed(): Money {
    return money(owedMinor(this), this.currency);
  }

  @Field(() => Activity.type, { nullable: true, description: 'The activity that borrows.' })
  get activity(): CoreReference {
    return { id: this.activityId };
  }

  @Field(() => Invoice.type, { nullable: true, description: 'The invoice that is advanced.' })
  get invoice(): CoreReference | null {
    return this.invoiceId === null ? null : { id: this.invoiceId };
  }

  @Field(() => Quote.type, { nullable: true, description: 'The accepted quote that is advanced.' })
  get quote(): CoreReference | null {
    return this.quoteId === null ? null : { id: this.quoteId };
  }
}

const { APPLIED, ADVISED, APPROVED, DRAWN, LATE } = LoanStatus;

/** Lent and not yet back. */
export const running = [DRAWN, LATE] as const;
/** What the co-operative has promised or lent. */
export const committed = [APPROVED, ...running] as const;
export const unfinished = [APPLIED, ADVISED, ...committed] as const;

/** Loans and applications that an activity may have at a time: as many as one read answers. */
export const mostAtOnce = 100;

/** What the row itself says is owed; the ledger must say the same. */
export const owedMinor = (
  loan: Pick<FinancingLoan, 'drawnOn' | 'amountMinor' | 'repaidMinor' | 'writtenOffMinor'>,
): bigint =>
  loan.drawnOn === null ? 0n : loan.amountMinor - loan.repaidMinor - loan.writtenOffMinor;
