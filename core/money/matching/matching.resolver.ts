import {
  Arg,
  Ctx,
  Extensions,
  FieldResolver,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { daysBetween } from '../../sdk/civil-days.js';
import { BankLine } from '../bank/bank-line.entity.js';
import { Invoice } from '../invoice/invoice.entity.js';
import { invoices } from '../invoice/invoice.policy.js';
import { refund, settle, suggestions, unmatch } from './matching.service.js';
import * as types from './matching.types.js';
import { Suspense, suspense } from './suspense.js';

@Resolver(() => BankLine)
export class MatchingResolver {
  @Requires('payment.match')
  @Query(() => Suspense, {
    nullable: true,
    description: 'Money of which the purpose is not yet known, by age; null for whoever may not.',
  })
  suspense(@Ctx() ctx: RequestContext): Promise<Suspense | null> {
    return suspense(known(ctx));
  }

  @Requires('payment.match')
  @Mutation(() => types.MatchingPayload, {
    description: 'Undoes a match that was wrong: the money is open again, the invoice due again.',
  })
  unmatchPayment(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.UnmatchPaymentInput, { description: 'Which payment, and why.' })
    input: types.UnmatchPaymentInput,
  ): Promise<types.MatchingPayload> {
    return unmatch(known(ctx), input);
  }

  @Requires('payment.match')
  @Mutation(() => types.MatchingPayload, {
    description: 'Sends open money back as a payout, which another person releases.',
  })
  refundBankLine(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.RefundBankLineInput, { description: 'Which money, and where to.' })
    input: types.RefundBankLineInput,
  ): Promise<types.MatchingPayload> {
    return refund(known(ctx), input);
  }

  @Requires('payment.match')
  @Mutation(() => types.MatchingPayload, {
    description: 'Says which payout a movement is that the bank sent without its id.',
  })
  matchPayout(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.MatchPayoutInput, { description: 'Which movement and payout.' })
    input: types.MatchPayoutInput,
  ): Promise<types.MatchingPayload> {
    return settle(known(ctx), input);
  }

  @Extensions({ rows: 5 })
  @FieldResolver(() => [types.MatchSuggestion], {
    description: 'What it may pay, the likeliest first, at most five; a person confirms.',
  })
  suggestions(
    @Ctx() ctx: RequestContext,
    @Root() line: BankLine,
  ): Promise<types.MatchSuggestion[]> {
    return suggestions(known(ctx), line);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'For how many days money of it has been open; null: none is.',
  })
  openDays(@Ctx() ctx: RequestContext, @Root() line: BankLine): number | null {
    if (line.openMinor === 0n) return null;
    return Math.max(0, daysBetween(line.bookedOn, ctx.platform.clock.today()));
  }
}

@Resolver(() => types.MatchPart)
export class MatchPartResolver {
  @FieldResolver(() => Invoice, { nullable: true, description: 'The invoice.' })
  invoice(@Ctx() ctx: RequestContext, @Root() part: types.MatchPart): Promise<Invoice | null> {
    return byId(known(ctx), invoices, part.invoiceId);
  }
}
