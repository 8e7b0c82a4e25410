import { Extensions, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { Decimal, Iban } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { BankLine } from '../bank/bank-line.entity.js';
import { Invoice } from '../invoice/invoice.entity.js';
import { Payout } from '../payout/payout.entity.js';

@ObjectType({ description: 'Why a movement may pay an invoice.', simpleResolvers: true })
export class MatchReason {
  @Field(() => String, { description: 'Stable code, e.g. "match.amount".' })
  code: string;

  @Field(() => Int, { description: 'What it adds to the score.' })
  points: number;

  @Field(() => String, { description: 'The sentence, in the language of the caller.' })
  message: string;
}

@ObjectType({ description: 'An invoice, and how much of a movement it would take.' })
export class MatchPart {
  invoiceId: string;

  @Field(() => Money, {
    description: 'What of the movement would pay it: what `matchPayment` takes.',
  })
  amount: Money;
}

@ObjectType({
  description: 'What a movement may pay, for a person to confirm with `matchPayment`.',
  simpleResolvers: true,
})
export class MatchSuggestion {
  @Field(() => Int, { description: 'How likely, from 40 to 100.' })
  score: number;

  @Extensions({ rows: 4 })
  @Field(() => [MatchReason], { description: 'What the score is made of.' })
  reasons: MatchReason[];

  // One as a rule; a joint payment is rare, and of a client's oldest invoices.
  @Extensions({ rows: 2 })
  @Field(() => [MatchPart], { description: 'The invoices: several when one payment is for all.' })
  parts: MatchPart[];
}

@InputType({ description: 'A match that was wrong.' })
export class UnmatchPaymentInput {
  @Field(() => ID, { description: 'The payment, as the invoice lists it.' })
  paymentId: string;

  @Field(() => String, { description: 'Why: at most 200 characters.' })
  reason: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat undoes it once.' })
  idempotencyKey: string;
}

@InputType({ description: 'Money that goes back to whom it came from.' })
export class RefundBankLineInput {
  @Field(() => ID, { description: 'The movement.' })
  bankLineId: string;

  @Field(() => Decimal, { nullable: true, description: 'How much; all that is open when absent.' })
  amount?: string | null;

  @Field(() => Iban, { nullable: true, description: 'Where to; where it came from when absent.' })
  iban?: string | null;

  @Field(() => String, { nullable: true, description: 'In whose name; the payer’s when absent.' })
  holder?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat sends it back once.' })
  idempotencyKey: string;
}

@InputType({ description: 'Which payout a movement of the bank is.' })
export class MatchPayoutInput {
  @Field(() => ID, { description: 'The movement: of exactly the amount of the payout.' })
  bankLineId: string;

  @Field(() => ID, { description: 'The payout.' })
  payoutId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Your key for this request: a repeat matches it once.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'What became of it, or why not.', simpleResolvers: true })
export class MatchingPayload {
  @Field(() => BankLine, { nullable: true, description: 'The movement as it is now.' })
  bankLine: BankLine | null;

  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now, if one is.' })
  invoice: Invoice | null;

  @Field(() => Payout, { nullable: true, description: 'The payout as it is now, if one is.' })
  payout: Payout | null;

  @Field(() => [Violation], { description: 'What stands in the way, and warnings.' })
  violations: Violation[];
}
