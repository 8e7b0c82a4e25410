import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate, Currency, Decimal } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { AdjustmentInput } from '../document/adjustment.js';
import { DocumentLineInput } from '../document/document-line.js';
import { Quote, QuoteStatus } from './quote.entity.js';

const dryRun = { nullable: true, description: 'Only say what stands in the way.' };
const version = { nullable: true, description: 'The version that you saw; refused when older.' };

export enum QuoteOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  VALID_UNTIL = 'VALID_UNTIL',
}
registerEnumType(QuoteOrder, {
  name: 'QuoteOrder',
  description: 'The order of a list of quotes.',
  valuesConfig: {
    NEWEST: { description: 'Last made first.' },
    OLDEST: { description: 'First made first.' },
    VALID_UNTIL: { description: 'The one that ends first, first.' },
  },
});

@InputType({ description: 'Which quotes: all conditions hold.' })
export class QuoteFilter {
  @Field(() => ID, { nullable: true, description: 'Of this activity.' })
  activityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'To this client.' })
  clientId?: string | null;

  @Field(() => [QuoteStatus], { nullable: true, description: 'Any of these.' })
  status?: QuoteStatus[] | null;
}

@InputType({ description: 'A draft of an offer.' })
export class CreateQuoteInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => ID, { description: 'Its client.' })
  clientId: string;

  @Field(() => [DocumentLineInput], { description: '1 to 500 lines.' })
  lines: DocumentLineInput[];

  @Field(() => [AdjustmentInput], {
    nullable: true,
    description: 'Allowances and charges of the whole, spread over its rates; at most 20.',
  })
  adjustments?: AdjustmentInput[] | null;

  @Field(() => CivilDate, { description: 'The last day on which it can be accepted.' })
  validUntil: string;

  @Field(() => String, { nullable: true, description: 'What it is about, in a line.' })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is agreed besides the price: at most 10000 characters.',
  })
  conditions?: string | null;

  @Field(() => Currency, { nullable: true, description: 'If said, that of the activity.' })
  currency?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Percent of the net amount asked in advance, 0.01 to 100.',
  })
  depositPercent?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days within which an invoice of the deposit is to be paid.',
  })
  depositTermDays?: number | null;
}

@InputType({ description: 'All of a draft anew.' })
export class UpdateQuoteInput {
  @Field(() => ID, { description: 'The draft.' })
  quoteId: string;

  @Field(() => Int, { description: 'The version that you saw; refused when older.' })
  expectedVersion: number;

  @Field(() => [DocumentLineInput], { description: '1 to 500 lines.' })
  lines: DocumentLineInput[];

  @Field(() => [AdjustmentInput], { nullable: true, description: 'Allowances and charges.' })
  adjustments?: AdjustmentInput[] | null;

  @Field(() => CivilDate, { description: 'The last day on which it can be accepted.' })
  validUntil: string;

  @Field(() => String, { nullable: true, description: 'What it is about, in a line.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'What is agreed besides the price.' })
  conditions?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Percent of the net amount asked in advance, 0.01 to 100; as it was when absent, null: none.',
  })
  depositPercent?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Days within which an invoice of the deposit is to be paid; as it was when absent, null: none.',
  })
  depositTermDays?: number | null;
}

@InputType({ description: 'The draft to throw away.' })
export class DiscardQuoteInput {
  @Field(() => ID, { description: 'The draft.' })
  quoteId: string;

  @Field(() => Int, { description: 'The version that you saw; refused when older.' })
  expectedVersion: number;
}

@InputType({ description: 'An offer that is made anew; what is absent is as it was.' })
export class ReviseQuoteInput {
  @Field(() => ID, { description: 'A quote that is sent, declined or expired.' })
  quoteId: string;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => CivilDate, { description: 'The last day on which it can be accepted.' })
  validUntil: string;

  @Field(() => [DocumentLineInput], { nullable: true, description: 'All lines anew.' })
  lines?: DocumentLineInput[] | null;

  @Field(() => [AdjustmentInput], {
    nullable: true,
    description: 'With new lines: all allowances and charges anew; none when absent.',
  })
  adjustments?: AdjustmentInput[] | null;

  @Field(() => String, { nullable: true, description: 'What it is about, in a line.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'What is agreed besides the price.' })
  conditions?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Percent of the net amount asked in advance, 0.01 to 100; null: none.',
  })
  depositPercent?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days within which an invoice of the deposit is to be paid; null: none.',
  })
  depositTermDays?: number | null;
}

@InputType({ description: 'A step of a quote.' })
export class QuoteStepInput {
  @Field(() => ID, { description: 'The quote.' })
  quoteId: string;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@InputType({ description: 'The quote that the client declined.' })
export class DeclineQuoteInput {
  @Field(() => ID, { description: 'The quote.' })
  quoteId: string;

  @Field(() => String, { description: 'Why, in the client’s words: 1 to 1000 characters.' })
  reason: string;

  @Field(() => Int, version)
  expectedVersion?: number | null;

  @Field(() => Boolean, dryRun)
  dryRun?: boolean | null;
}

@ObjectType({ description: 'The quote after a change, or why not.', simpleResolvers: true })
export class QuotePayload {
  @Field(() => Quote, { nullable: true, description: 'The quote; null when refused or tried.' })
  quote: Quote | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}
