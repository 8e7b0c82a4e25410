import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum ExpenseStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  REFUSED = 'REFUSED',
}
registerEnumType(ExpenseStatus, {
  name: 'ExpenseStatus',
  description: 'How far a sheet of expenses has come.',
  valuesConfig: {
    DRAFT: { description: 'Its member is still collecting.' },
    SUBMITTED: { description: 'Waits for an adviser.' },
    APPROVED: { description: 'Booked; what is owed to the member is on a payout.' },
    REFUSED: { description: 'Sent back with a reason; may be corrected and submitted again.' },
  },
});

export enum ExpensePayer {
  MEMBER = 'MEMBER',
  ACTIVITY = 'ACTIVITY',
}
registerEnumType(ExpensePayer, {
  name: 'ExpensePayer',
  description: 'Who has paid the receipts.',
  valuesConfig: {
    MEMBER: { description: 'The member, who is reimbursed.' },
    ACTIVITY: { description: 'The activity, with the card or the account of the co-operative.' },
  },
});

/** What a member spent for an activity in a month. */
@Entity({ tableName: 'expense', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A sheet of expenses: what a member spent for an activity in a month.',
})
export class Expense {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  hostEntityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day of its month.' })
  month: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ExpenseStatus, { description: 'How far it has come.' })
  status: ExpenseStatus;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ExpensePayer, { description: 'Who has paid the receipts.' })
  paidBy: ExpensePayer;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  advanceId: string | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What the member says with it; may be empty.' })
  note: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  claimedMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint', nullable: true })
  approvedMinor: bigint | null;

  @Property({ columnType: 'bigint', type: 'bigint', nullable: true })
  deductibleMinor: bigint | null;

  @Property({ columnType: 'bigint', type: 'bigint', nullable: true })
  advancedMinor: bigint | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it was last submitted.' })
  submittedOn: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  decidedBy: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it was approved or refused.' })
  decidedOn: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was refused.' })
  refusalReason: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  payoutId: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Money, { description: 'What is claimed, VAT included.' })
  get claimed(): Money {
    return money(this.claimedMinor, this.currency);
  }

  @Field(() => Money, { nullable: true, description: 'What was approved of it, VAT included.' })
  get approved(): Money | null {
    return this.inCurrency(this.approvedMinor);
  }

  @Field(() => Money, {
    nullable: true,
    description: 'The VAT of that which the co-operative deducts: the activity does not bear it.',
  })
  get deductibleVat(): Money | null {
    return this.inCurrency(this.deductibleMinor);
  }

  @Field(() => Money, { nullable: true, description: 'What an advance had paid of it already.' })
  get settledByAdvance(): Money | null {
    return this.inCurrency(this.advancedMinor);
  }

  private inCurrency(minor: bigint | null): Money | null {
    return minor === null ? null : money(minor, this.currency);
  }
}
