import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Expense, ExpensePayer, ExpenseStatus } from './expense.entity.js';
import { ExpenseAdvance } from './expense-advance.entity.js';

const version = { nullable: true, description: 'The version that you saw; refused when older.' };
const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const key = { description: 'The same key with the same input does it once: 8 to 200 characters.' };
const violations = { description: 'What stands in the way, and warnings.' };

export enum ExpenseOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  MONTH = 'MONTH',
}
registerEnumType(ExpenseOrder, {
  name: 'ExpenseOrder',
  description: 'The order of a list of expenses.',
  valuesConfig: {
    NEWEST: { description: 'Last made first.' },
    OLDEST: { description: 'First made first.' },
    MONTH: { description: 'The last month first.' },
  },
});

@InputType({ description: 'Which sheets of expenses: all conditions hold.' })
export class ExpenseFilter {
  @Field(() => ID, { nullable: true, description: 'For this activity.' })
  activityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this member.' })
  memberId?: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'Of the month of this day.' })
  month?: string | null;

  @Field(() => [ExpenseStatus], { nullable: true, description: 'Any of these.' })
  status?: ExpenseStatus[] | null;
}

@InputType({ description: 'A receipt or a trip.' })
export class ExpenseLineInput {
  @Field(() => String, { description: 'The code of a category of the co-operative.' })
  category: string;

  @Field(() => CivilDate, { description: 'The day on which it was spent or driven.' })
  onDay: string;

  @Field(() => String, {
    description: 'What it was for; of a trip also from where to where: 1 to 1000 characters.',
  })
  description: string;

  @Field(() => String, { nullable: true, description: 'Where it was bought.' })
  supplier?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What was paid, VAT included, in the currency of the activity; not of a trip.',
  })
  amount?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The VAT in it, as the receipt says.' })
  vatAmount?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of a trip: whole kilometres, at the rate of the day and the co-operative’s regime.',
  })
  kilometres?: number | null;

  @Field(() => ID, { nullable: true, description: 'Of a trip: the vehicle.' })
  vehicleId?: string | null;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Receipts: ids of uploads with the purpose "receipt", at most 10.',
  })
  receiptIds: string[];
}

@InputType({ description: 'A sheet that is still being collected.' })
export class DraftExpenseInput {
  @Field(() => ID, { nullable: true, description: 'The draft or refused sheet that it replaces.' })
  expenseId?: string | null;

  @Field(() => ID, { description: 'The activity for which it was spent.' })
  activityId: string;

  @Field(() => CivilDate, { description: 'Any day of its month.' })
  month: string;

  @Field(() => ExpensePayer, { nullable: true, description: 'MEMBER if not said.' })
  paidBy?: ExpensePayer | null;

  @Field(() => ID, { nullable: true, description: 'The advance that paid it already.' })
  advanceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The project of the activity, if it is of one.' })
  projectId?: string | null;

  @Field(() => String, { nullable: true, description: 'What you want to say with it.' })
  note?: string | null;

  @Field(() => [ExpenseLineInput], { description: '1 to 100 lines.' })
  lines: ExpenseLineInput[];
}

@InputType({ description: 'A draft that is handed in, or a whole new sheet.' })
export class SubmitExpenseInput {
  @Field(() => ID, { nullable: true, description: 'The draft; then nothing else of a sheet.' })
  expenseId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of a new sheet: its activity.' })
  activityId?: string | null;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'Of a new sheet: any day of its month; that of the first line if not said.',
  })
  month?: string | null;

  @Field(() => ExpensePayer, { nullable: true, description: 'MEMBER if not said.' })
  paidBy?: ExpensePayer | null;

  @Field(() => ID, { nullable: true, description: 'The advance that paid it already.' })
  advanceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The project of the activity, if it is of one.' })
  projectId?: string | null;

  @Field(() => String, { nullable: true, description: 'What you want to say with it.' })
  note?: string | null;

  @Field(() => [ExpenseLineInput], { nullable: true, description: 'Of a new sheet: 1 to 100.' })
  lines?: ExpenseLineInput[] | null;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => String, key)
  idempotencyKey: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'Less of a line than was claimed.' })
export class ExpenseCutInput {
  @Field(() => Int, { description: 'The place of the line on its sheet.' })
  position: number;

  @Field(() => Decimal, { description: 'What is granted, VAT included: less than is claimed.' })
  amount: string;

  @Field(() => String, { description: 'Why, for the member: 1 to 1000 characters.' })
  reason: string;
}

@InputType({ description: 'The approval of a sheet of somebody else.' })
export class ApproveExpenseInput {
  @Field(() => ID, { description: 'The sheet.' })
  expenseId: string;

  @Field(() => [ExpenseCutInput], { nullable: true, description: 'What is not granted in full.' })
  cuts?: ExpenseCutInput[] | null;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => String, key)
  idempotencyKey: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'A sheet that goes back to its member.' })
export class RefuseExpenseInput {
  @Field(() => ID, { description: 'The sheet.' })
  expenseId: string;

  @Field(() => String, { description: 'Why: 1 to 1000 characters.' })
  reason: string;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ description: 'The sheet after a change, or why not.', simpleResolvers: true })
export class ExpensePayload {
  @Field(() => Expense, { nullable: true, description: 'The sheet; null when refused or tried.' })
  expense: Expense | null;

  @Field(() => [Violation], violations)
  violations: Violation[];
}

@InputType({ description: 'Money of an activity, asked for before it is spent.' })
export class RequestExpenseAdvanceInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => Decimal, { description: 'How much, in its currency: more than zero.' })
  amount: string;

  @Field(() => String, { description: 'What for: 1 to 1000 characters.' })
  reason: string;

  @Field(() => String, key)
  idempotencyKey: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'The approval of an advance of somebody else.' })
export class ApproveExpenseAdvanceInput {
  @Field(() => ID, { description: 'The advance.' })
  advanceId: string;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => String, key)
  idempotencyKey: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'An advance that is not given.' })
export class RefuseExpenseAdvanceInput {
  @Field(() => ID, { description: 'The advance.' })
  advanceId: string;

  @Field(() => String, { description: 'Why: 1 to 1000 characters.' })
  reason: string;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'Money at the bank that is given back of an advance.' })
export class RepayExpenseAdvanceInput {
  @Field(() => ID, { description: 'The advance.' })
  advanceId: string;

  @Field(() => ID, { description: 'The movement of the bank that brought it.' })
  bankLineId: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'How much of it; what is open of both when absent.',
  })
  amount?: string | null;

  @Field(() => String, key)
  idempotencyKey: string;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ description: 'The advance after a change, or why not.', simpleResolvers: true })
export class ExpenseAdvancePayload {
  @Field(() => ExpenseAdvance, { nullable: true, description: 'Null when refused or tried.' })
  advance: ExpenseAdvance | null;

  @Field(() => [Violation], violations)
  violations: Violation[];
}
