import {
  BigIntType,
  CivilDate,
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

export enum InstalmentKind {
  INSTALMENT = 'INSTALMENT',
  ADVANCE = 'ADVANCE',
  BALANCE = 'BALANCE',
}
registerEnumType(InstalmentKind, {
  name: 'FinancingInstalmentKind',
  description: 'What an instalment is repaid from.',
  valuesConfig: {
    INSTALMENT: { description: 'The activity’s available money.' },
    ADVANCE: { description: 'The advance of a subsidy, once the funder has paid it.' },
    BALANCE: { description: 'The balance of a subsidy, once its report is accepted and paid.' },
  },
});

/** A part of the repayment, by its day. */
@Entity({ tableName: 'instalment', schema: 'financing' })
@ObjectType({ simpleResolvers: true, description: 'A part of a loan and the day it is due.' })
export class FinancingInstalment {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  loanId: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Its place in the plan, from 1.' })
  number: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => InstalmentKind, { description: 'What it is repaid from.' })
  kind: InstalmentKind;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which it is collected.' })
  dueOn: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  amountMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  paidMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Field(() => Money, { description: 'What is due.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }

  @Field(() => Money, { description: 'What has been paid of it.' })
  get paid(): Money {
    return money(this.paidMinor, this.currency);
  }
}
