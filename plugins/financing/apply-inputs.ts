import { CivilDate, Decimal, Field, ID, InputType, Int, registerEnumType } from 'gezel/sdk';

export enum CreditProduct {
  MICRO_CREDIT = 'MICRO_CREDIT',
  INVESTMENT_CREDIT = 'INVESTMENT_CREDIT',
  BUDGET = 'BUDGET',
}
registerEnumType(CreditProduct, {
  name: 'FinancingCreditProduct',
  description: 'What is lent and repaid month by month.',
  valuesConfig: {
    MICRO_CREDIT: { description: 'A small credit.' },
    INVESTMENT_CREDIT: { description: 'For what lasts: equipment, research, training.' },
    BUDGET: { description: 'Working money for the budget of the activity.' },
  },
});

export enum TrancheKind {
  ADVANCE = 'ADVANCE',
  BALANCE = 'BALANCE',
}
registerEnumType(TrancheKind, {
  name: 'FinancingTrancheKind',
  description: 'Which part of a subsidy.',
  valuesConfig: {
    ADVANCE: { description: 'What the funder pays before its report.' },
    BALANCE: { description: 'What the funder pays once the report is accepted.' },
  },
});

@InputType({ description: 'What every application says.' })
class FinancingApplication {
  @Field(() => Decimal, { description: 'How much, in the activity’s currency, e.g. "1500.00".' })
  amount: string;

  @Field(() => String, { description: 'What the money is for, at most 500 characters.' })
  purpose: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What the member pays of it with own money; nothing when absent.',
  })
  ownContribution?: string | null;

  @Field(() => String, { description: 'Makes a repeat harmless: 8 to 200 visible characters.' })
  idempotencyKey: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'An application for a credit.' })
export class FinancingApplyForCreditInput extends FinancingApplication {
  @Field(() => ID, { description: 'The activity that borrows.' })
  activityId: string;

  @Field(() => CreditProduct, { description: 'Which credit.' })
  product: CreditProduct;

  @Field(() => Int, { description: 'In how many monthly parts it is repaid: 1 to 96.' })
  months: number;

  @Field(() => CivilDate, { description: 'The day of the first part.' })
  firstDueOn: string;
}

@InputType({ description: 'A part of a subsidy that its funder has still to pay.' })
export class FinancingTrancheInput {
  @Field(() => TrancheKind, { description: 'Which part.' })
  kind: TrancheKind;

  @Field(() => Decimal, { description: 'How much the funder will pay.' })
  amount: string;

  @Field(() => CivilDate, { description: 'The day on which it is expected.' })
  expectedOn: string;
}

@InputType({ description: 'An application to advance a granted subsidy.' })
export class FinancingApplyForSubsidyInput extends FinancingApplication {
  @Field(() => ID, { description: 'The activity to which the subsidy is granted.' })
  activityId: string;

  @Field(() => String, { description: 'Who grants it.' })
  funder: string;

  @Field(() => [FinancingTrancheInput], { description: 'What is still to be paid: 1 to 12 parts.' })
  tranches: FinancingTrancheInput[];

  @Field(() => CivilDate, { description: 'The day by which the funder wants the report.' })
  reportDueOn: string;
}

@InputType({ description: 'An application to advance an issued invoice.' })
export class FinancingApplyForInvoiceInput extends FinancingApplication {
  @Field(() => ID, { description: 'The invoice, issued and not yet paid.' })
  invoiceId: string;

  @Field(() => CivilDate, { description: 'When its client is expected to have paid.' })
  expectedOn: string;
}

@InputType({ description: 'An application to advance an order.' })
export class FinancingApplyForOrderInput extends FinancingApplication {
  @Field(() => ID, { description: 'The quote that its client has accepted.' })
  quoteId: string;

  @Field(() => CivilDate, { description: 'When its client is expected to have paid.' })
  expectedOn: string;
}

export type AnyApplication = FinancingApplication;
