import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Currency, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { AdjustmentInput } from '../document/adjustment.js';
import { DocumentLineInput } from '../document/document-line.js';
import { Invoice } from './invoice.entity.js';
import { QuotePart } from './invoice-codes.js';

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const version = { nullable: true, description: 'The version that you saw; refused when older.' };
const key = { description: 'Your key for this request: a repeat answers the first.' };

@InputType({ description: 'A part of a quote that is invoiced by itself.' })
export class QuotePartInput {
  @Field(() => QuotePart, { description: 'Which kind of part.' })
  kind: QuotePart;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Of a deposit or instalment: how much, without VAT; or say "percent".',
  })
  amount?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Of a deposit or instalment: percent of the quote’s net amount. A deposit without either is ' +
      'what the quote says.',
  })
  percent?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The text of its lines; a usual one in the client’s language when absent.',
  })
  description?: string | null;
}

@InputType({
  description: 'A draft: an activity, a client and lines, or the accepted quote that has them.',
})
export class CreateInvoiceInput {
  @Field(() => ID, { nullable: true, description: 'The activity; not needed with a quote.' })
  activityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Its client; not needed with a quote.' })
  clientId?: string | null;

  @Field(() => [DocumentLineInput], {
    nullable: true,
    description: '1 to 500 lines; not with a quote, which has its own.',
  })
  lines?: DocumentLineInput[] | null;

  @Field(() => [AdjustmentInput], {
    nullable: true,
    description: 'Allowances and charges of the whole, spread over its rates; at most 20.',
  })
  adjustments?: AdjustmentInput[] | null;

  @Field(() => ID, { nullable: true, description: 'An accepted quote.' })
  quoteId?: string | null;

  @Field(() => QuotePartInput, {
    nullable: true,
    description: 'Which part of the quote; all that is left of it when absent.',
  })
  part?: QuotePartInput | null;

  @Field(() => Currency, { nullable: true, description: 'If said, that of the activity.' })
  currency?: string | null;

  @Field(() => String, { nullable: true, description: 'The client’s own reference.' })
  reference?: string | null;
}

@InputType({ description: 'What changes on a draft; what is absent stays.' })
export class UpdateInvoiceInput {
  @Field(() => ID, { description: 'The draft.' })
  invoiceId: string;

  @Field(() => Int, { description: 'The version that you saw; refused when older.' })
  expectedVersion: number;

  @Field(() => ID, { nullable: true, description: 'Another client of the activity.' })
  clientId?: string | null;

  @Field(() => [DocumentLineInput], { nullable: true, description: 'All lines anew.' })
  lines?: DocumentLineInput[] | null;

  @Field(() => [AdjustmentInput], {
    nullable: true,
    description: 'With new lines: all allowances and charges anew; none when absent.',
  })
  adjustments?: AdjustmentInput[] | null;

  @Field(() => String, { nullable: true, description: 'The client’s own reference.' })
  reference?: string | null;
}

@InputType({ description: 'The draft to issue.' })
export class IssueInvoiceInput {
  @Field(() => ID, { description: 'The draft.' })
  invoiceId: string;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;

  @Field(() => String, key)
  idempotencyKey: string;
}

@InputType({ description: 'A line of an invoice to take back, or a part of it.' })
export class CreditLineInput {
  @Field(() => Int, { description: 'The place of the line on the invoice, from 1.' })
  position: number;

  @Field(() => Decimal, {
    nullable: true,
    description: 'How much, without VAT; all that is left of the line when absent.',
  })
  net?: string | null;
}

@InputType({ description: 'An allowance, charge or deposit to take back, or a part of it.' })
export class CreditAdjustmentInput {
  @Field(() => Int, { description: 'Its place on the invoice, from 1.' })
  position: number;

  @Field(() => Decimal, {
    nullable: true,
    description: 'How much, without VAT; all that is left of it when absent.',
  })
  amount?: string | null;
}

@InputType({ description: 'The draft to throw away.' })
export class DiscardInvoiceInput {
  @Field(() => ID, { description: 'The draft.' })
  invoiceId: string;

  @Field(() => Int, { description: 'The version that you saw; refused when older.' })
  expectedVersion: number;
}

@InputType({ description: 'The invoice to take back, or a part of it.' })
export class CreditInvoiceInput {
  @Field(() => ID, { description: 'The issued invoice.' })
  invoiceId: string;

  @Field(() => String, { description: 'Why: it stands on the credit note.' })
  reason: string;

  @Field(() => [CreditLineInput], {
    nullable: true,
    description:
      'Which lines, e.g. []; when absent all that is left of every line, also where adjustments ' +
      'are named.',
  })
  lines?: CreditLineInput[] | null;

  @Field(() => [CreditAdjustmentInput], {
    nullable: true,
    description: 'Which allowances, charges and deposits; with lines, none when absent.',
  })
  adjustments?: CreditAdjustmentInput[] | null;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;

  @Field(() => String, key)
  idempotencyKey: string;
}

@ObjectType({ description: 'The invoice after a change, or why not.', simpleResolvers: true })
export class InvoicePayload {
  @Field(() => Invoice, { nullable: true, description: 'The invoice; null when refused or tried.' })
  invoice: Invoice | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}

@ObjectType({ description: 'A credit note, or why not.', simpleResolvers: true })
export class CreditInvoicePayload {
  @Field(() => Invoice, { nullable: true, description: 'The credit note.' })
  creditNote: Invoice | null;

  @Field(() => Invoice, { nullable: true, description: 'The invoice that it takes back.' })
  invoice: Invoice | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}
