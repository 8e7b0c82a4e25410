/** What reports show: rows of pages and the sums beside them. */
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { VatCategory } from '../document/vat.js';
import { InvoiceKind } from '../invoice/invoice-codes.js';
import type { ReportScope } from './report.js';

@ObjectType({ simpleResolvers: true, description: 'A movement on a statement.' })
export class StatementEntry {
  @Field(() => CivilDate, { description: 'The day on which it happened.' })
  on: string;

  @Field(() => String, { description: 'What happened, e.g. INVOICE_ISSUED.' })
  kind: string;

  @Field(() => String, {
    nullable: true,
    description: 'The number of its document, if it has one.',
  })
  document: string | null;

  @Field(() => Money, { description: 'By how much the balance changed.' })
  amount: Money;

  @Field(() => Money, { description: 'The balance after it, in the order of the statement.' })
  balance: Money;

  @Field(() => String, { description: 'The transaction that it is a part of.' })
  transaction: string;

  @Field(() => Int, { description: 'Its line in the transaction.' })
  line: number;
}

@ObjectType({ description: 'An account of an activity over a period, by day.' })
export class ActivityStatement {
  scope: ReportScope;

  @Field(() => Money, { description: 'What it had before the first day.' })
  opening: Money;

  @Field(() => Money, { description: 'What it has after the last day.' })
  closing: Money;
}

@ObjectType({ simpleResolvers: true, description: 'Documents of one kind at one VAT rate.' })
export class VatListingRow {
  @Field(() => InvoiceKind, { description: 'Invoices, or credit notes.' })
  kind: InvoiceKind;

  @Field(() => VatCategory, { description: 'Why they are taxed so.' })
  category: VatCategory;

  @Field(() => Decimal, { description: 'The rate in percent.' })
  rate: string;

  @Field(() => Int, { description: 'How many documents.' })
  documents: number;

  @Field(() => Money, { description: 'Without VAT; negative for credit notes.' })
  base: Money;

  @Field(() => Money, { description: 'The VAT; negative for credit notes.' })
  vat: Money;
}

@ObjectType({ simpleResolvers: true, description: 'A document at one of its VAT rates.' })
export class VatDocument {
  @Field(() => CivilDate, { description: 'The day of issue.' })
  on: string;

  @Field(() => InvoiceKind, { description: 'Invoice or credit note.' })
  kind: InvoiceKind;

  @Field(() => String, { description: 'Its number.' })
  number: string;

  @Field(() => String, { description: 'To whom it was made out.' })
  client: string;

  @Field(() => String, { nullable: true, description: 'The client’s VAT number.' })
  vatNumber: string | null;

  @Field(() => VatCategory, { description: 'Why it is taxed so.' })
  category: VatCategory;

  @Field(() => Decimal, { description: 'The rate in percent.' })
  rate: string;

  @Field(() => Money, { description: 'Without VAT; negative on a credit note.' })
  base: Money;

  @Field(() => Money, { description: 'The VAT; negative on a credit note.' })
  vat: Money;
}

@ObjectType({ description: 'The VAT of a period: of its documents, and as the ledger booked it.' })
export class VatListing {
  scope: ReportScope;

  @Field(() => [VatListingRow], { description: 'By kind of document, category and rate.' })
  rows: VatListingRow[];

  @Field(() => Money, {
    description:
      'VAT on sales that the ledger booked: the sum of the rows less what is regularised.',
  })
  payable: Money;

  @Field(() => Money, {
    description:
      'VAT taken back on debts that were lost (VAT Code, art. 77 § 1, 7°), less that on what was ' +
      'paid of them after all.',
  })
  regularised: Money;

  @Field(() => Money, { description: 'VAT on costs that the ledger booked as deductible.' })
  deductible: Money;
}

@ObjectType({ simpleResolvers: true, description: 'Fees of one kind.' })
export class FeeReportRow {
  @Field(() => String, {
    description: 'INVOICE, INCOME, MONTHLY, MARGIN or LOSS: of what was never paid.',
  })
  kind: string;

  @Field(() => Money, { description: 'What came in.' })
  income: Money;

  @Field(() => Money, { description: 'What of it counted.' })
  base: Money;

  @Field(() => Money, { description: 'What the co-operative kept.' })
  fee: Money;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A fee, or what a credit note gave back of one.',
})
export class FeeReportLine {
  @Field(() => CivilDate, { description: 'Its day.' })
  on: string;

  @Field(() => String, { description: 'INVOICE, INCOME, MONTHLY or MARGIN.' })
  kind: string;

  @Field(() => String, { description: 'The activity.' })
  activity: string;

  @Field(() => String, { nullable: true, description: 'The document or agreement.' })
  document: string | null;

  @Field(() => Money, { description: 'What came in.' })
  income: Money;

  @Field(() => Money, { description: 'What of it counted.' })
  base: Money;

  @Field(() => Money, { description: 'What the co-operative kept.' })
  fee: Money;

  @Field(() => Boolean, { description: 'Whether it was between activities.' })
  internal: boolean;

  @Field(() => Boolean, { description: 'Whether it was exempt.' })
  exempt: boolean;
}

@ObjectType({ description: 'The fees of a period: their lines, and as the ledger booked them.' })
export class FeeReport {
  scope: ReportScope;

  @Field(() => [FeeReportRow], { description: 'By what they are of.' })
  rows: FeeReportRow[];

  @Field(() => Money, { description: 'Fees that the ledger booked: the sum of the rows.' })
  booked: Money;
}

@ObjectType({ simpleResolvers: true, description: 'An account of the fund over a period.' })
export class FundReportRow {
  @Field(() => String, { description: 'fund.available, fund.claims or fund.losses.' })
  account: string;

  @Field(() => Money, { description: 'Before the first day.' })
  opening: Money;

  @Field(() => Money, { description: 'After the last day.' })
  closing: Money;
}

@ObjectType({ simpleResolvers: true, description: 'What changed the available money of the fund.' })
export class FundMovementRow {
  @Field(() => String, { description: 'What happened, e.g. FUND_ADVANCED.' })
  kind: string;

  @Field(() => Money, { description: 'By how much; negative: less.' })
  amount: Money;
}

@ObjectType({ description: 'The guarantee fund over a period.' })
export class FundReport {
  scope: ReportScope;

  @Field(() => [FundReportRow], { description: 'Its accounts.' })
  rows: FundReportRow[];

  @Field(() => [FundMovementRow], { description: 'By what happened.' })
  movements: FundMovementRow[];
}

@ObjectType({ simpleResolvers: true, description: 'An entry of the ledger, for accountants.' })
export class JournalLine {
  @Field(() => CivilDate, { description: 'The day on which it happened.' })
  on: string;

  @Field(() => String, { description: 'The transaction.' })
  transaction: string;

  @Field(() => Int, { description: 'Its line in the transaction.' })
  line: number;

  @Field(() => String, { description: 'What happened.' })
  kind: string;

  @Field(() => String, { nullable: true, description: 'The number of its document.' })
  document: string | null;

  @Field(() => String, { nullable: true, description: 'The account of the co-operative’s chart.' })
  account: string | null;

  @Field(() => String, { description: 'The account of the ledger.' })
  ledgerAccount: string;

  @Field(() => String, { nullable: true, description: 'Whose: an activity or a legal entity.' })
  owner: string | null;

  @Field(() => Money, { description: 'A debit is positive, a credit negative.' })
  amount: Money;
}

@ObjectType({ description: 'The journal of a period.' })
export class Journal {
  scope: ReportScope;

  @Field(() => [String], {
    description: 'Accounts of the ledger that have no account of the chart: map them to export.',
  })
  unmapped: string[];
}

@ObjectType({ simpleResolvers: true, description: 'An account of the ledger and of the chart.' })
export class ChartAccount {
  @Field(() => String, { description: 'The account of the ledger, e.g. "vat.payable".' })
  code: string;

  @Field(() => String, { nullable: true, description: 'Its number in the chart; null: not said.' })
  number: string | null;

  @Field(() => String, { nullable: true, description: 'Its name in the chart.' })
  name: string | null;

  @Field(() => CivilDate, { nullable: true, description: 'Since when.' })
  from: string | null;
}

@InputType({ description: 'Which account of the chart an account of the ledger is.' })
export class ChartAccountInput {
  @Field(() => String, { description: 'The account of the ledger, e.g. "vat.payable".' })
  code: string;

  @Field(() => String, { description: 'Its number in the chart: 1 to 20 letters and digits.' })
  number: string;

  @Field(() => String, { description: 'Its name in the chart.' })
  name: string;
}

@InputType({ description: 'Accounts of the chart from a day on.' })
export class MapChartAccountsInput {
  @Field(() => CivilDate, { description: 'The first day on which they hold.' })
  from: string;

  @Field(() => [ChartAccountInput], { description: '1 to 200 accounts.' })
  accounts: ChartAccountInput[];
}

@ObjectType({ simpleResolvers: true, description: 'The chart after a change, or why not.' })
export class ChartPayload {
  @Field(() => [ChartAccount], { description: 'All accounts as they are from that day.' })
  accounts: ChartAccount[];

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
