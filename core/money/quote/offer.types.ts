/** What a client sees of an offer by its signed link: the document, and no id of anything. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { CivilDate, DateTime, EnterpriseNumber } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Address } from '../client/client.entity.js';
import { VatSubtotal } from '../document/vat.js';
import { QuoteStatus } from './quote.entity.js';
import { QuoteAdjustment } from './quote-adjustment.entity.js';
import { OfferAnswer } from './quote-answer.entity.js';
import { QuoteLine } from './quote-line.entity.js';

@ObjectType({ simpleResolvers: true, description: 'Who offers.' })
export class OfferSeller {
  @Field(() => String, { description: 'The legal entity that would invoice.' })
  name: string;

  @Field(() => EnterpriseNumber, { description: 'Its number in the enterprise register.' })
  enterpriseNumber: string;

  @Field(() => Address, { description: 'Its seat.' })
  address: Address;

  @Field(() => String, { description: 'The activity that does the work.' })
  activity: string;
}

@ObjectType({ simpleResolvers: true, description: 'An offer as its client sees it.' })
export class Offer {
  @Field(() => String, { description: 'Its number, with the revision behind it.' })
  number: string;

  @Field(() => QuoteStatus, { description: 'How far it has come; SENT can be answered.' })
  status: QuoteStatus;

  @Field(() => String, { description: 'What it is about; may be empty.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'What is agreed besides the price.' })
  conditions: string | null;

  @Field(() => CivilDate, { description: 'The last day on which it can be accepted.' })
  validUntil: string;

  @Field(() => OfferSeller, { description: 'Who offers.' })
  seller: OfferSeller;

  @Field(() => String, { description: 'To whom it is offered.' })
  buyer: string;

  @Field(() => [QuoteLine], { description: 'Its lines, in order; at most 500.' })
  lines: QuoteLine[];

  @Field(() => [QuoteAdjustment], { description: 'Its allowances and charges.' })
  adjustments: QuoteAdjustment[];

  @Field(() => [VatSubtotal], { description: 'The VAT at each rate.' })
  vatSubtotals: VatSubtotal[];

  @Field(() => Money, { description: 'Without VAT.' })
  net: Money;

  @Field(() => Money, { description: 'The VAT.' })
  vat: Money;

  @Field(() => Money, { description: 'What the client would pay.' })
  total: Money;
}

@InputType({ description: 'The quote that a client is to see without an account.' })
export class CreateQuoteLinkInput {
  @Field(() => ID, { description: 'A quote that is sent.' })
  quoteId: string;
}

@ObjectType({ simpleResolvers: true, description: 'A signed link to one offer, or why not.' })
export class QuoteLinkPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'For `offer` and `answerOffer`. Whoever has it can answer for the client: send it to them ' +
      'alone.',
  })
  token: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when it works.' })
  expiresAt: Date | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@InputType({ description: 'The answer of a client.' })
export class AnswerOfferInput {
  @Field(() => String, { description: 'The token of the link.' })
  token: string;

  @Field(() => OfferAnswer, { description: 'Whether the client takes it.' })
  answer: OfferAnswer;

  @Field(() => String, { description: 'Who answers for the client: 1 to 200 characters.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Why, when declined: 1 to 1000 characters.' })
  reason?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The offer after the answer, or why not.' })
export class OfferPayload {
  @Field(() => Offer, { nullable: true, description: 'The offer as it is now.' })
  offer: Offer | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
