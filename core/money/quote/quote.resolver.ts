import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byGlobalId, byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { Client } from '../client/client.entity.js';
import { clients } from '../client/client.policy.js';
import {
  adjustmentsOfQuote,
  answerOf,
  invoicesOf,
  linesOfQuote,
} from '../document/document-reads.js';
import { Invoice } from '../invoice/invoice.entity.js';
import { acceptQuote } from './accept-quote.js';
import { createQuote } from './create-quote.js';
import { declineQuote } from './decline-quote.js';
import { Quote, QuoteStatus } from './quote.entity.js';
import { quotes } from './quote.policy.js';
import { listQuotes, quoteActions, quotePayload, statusNow } from './quote.service.js';
import * as types from './quote.types.js';
import { QuoteAdjustment } from './quote-adjustment.entity.js';
import { QuoteAnswer } from './quote-answer.entity.js';
import { QuoteLine } from './quote-line.entity.js';
import { reviseQuote } from './revise-quote.js';
import { sendQuote } from './send-quote.js';
import { discardQuote, updateQuote } from './update-quote.js';

export const QuoteConnection = connectionType(Quote, 'Quote');

const what = { description: 'What is asked.' };
const quoteId = ({ quoteId: id }: { quoteId: string }) => localId('Quote', id, 'quoteId');

@Resolver(() => Quote)
export class QuoteResolver {
  @Requires('activity.read')
  @Query(() => Quote, { nullable: true, description: 'One quote that you may see.' })
  quote(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Quote | null> {
    return byGlobalId(known(ctx), quotes, id);
  }

  @Requires('activity.read')
  @Query(() => QuoteConnection, { description: 'The quotes that you may see.' })
  quotes(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => types.QuoteFilter, { nullable: true, description: 'Which quotes.' })
    filter?: types.QuoteFilter | null,
    @Arg('orderBy', () => types.QuoteOrder, {
      nullable: true,
      description: 'Newest first if absent.',
    })
    orderBy?: types.QuoteOrder | null,
  ) {
    return listQuotes(known(ctx), { args, filter, orderBy });
  }

  @FieldResolver(() => QuoteStatus, { description: 'How far it has come, as of today.' })
  status(@Ctx() ctx: RequestContext, @Root() quote: Quote): QuoteStatus {
    return statusNow(known(ctx), quote);
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity that offers.' })
  activity(@Ctx() ctx: RequestContext, @Root() quote: Quote): Promise<Activity | null> {
    return byId(known(ctx), activities, quote.activityId);
  }

  @FieldResolver(() => Client, { nullable: true, description: 'To whom it is offered.' })
  client(@Ctx() ctx: RequestContext, @Root() quote: Quote): Promise<Client | null> {
    return byId(known(ctx), clients, quote.clientId);
  }

  @FieldResolver(() => [QuoteLine], { description: 'Its lines, in order; at most 500.' })
  lines(@Ctx() ctx: RequestContext, @Root() quote: Quote): Promise<QuoteLine[]> {
    return linesOfQuote(known(ctx), quote);
  }

  @FieldResolver(() => [QuoteAdjustment], {
    description: 'Its allowances and charges, one for each VAT rate.',
  })
  adjustments(@Ctx() ctx: RequestContext, @Root() quote: Quote): Promise<QuoteAdjustment[]> {
    return adjustmentsOfQuote(known(ctx), quote);
  }

  @FieldResolver(() => Quote, { nullable: true, description: 'The one whose place it takes.' })
  revises(@Ctx() ctx: RequestContext, @Root() { revisesId }: Quote): Promise<Quote | null> | null {
    return revisesId === null ? null : byId(known(ctx), quotes, revisesId);
  }

  @FieldResolver(() => QuoteAnswer, {
    nullable: true,
    description: 'Who answered by the signed link; null: nobody, or the member noted the answer.',
  })
  answer(@Ctx() ctx: RequestContext, @Root() quote: Quote): Promise<QuoteAnswer | null> {
    return answerOf(known(ctx), quote);
  }

  @FieldResolver(() => [Invoice], { description: 'The invoices made of it, drafts included.' })
  invoices(@Ctx() ctx: RequestContext, @Root() quote: Quote): Promise<Invoice[]> {
    return invoicesOf(known(ctx), quote);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() quote: Quote): Promise<string[]> {
    return quoteActions(known(ctx), quote);
  }
}

@Resolver()
export class QuoteChangesResolver {
  @Requires('quote.write')
  @Mutation(() => types.QuotePayload, { description: 'Makes a draft of an offer.' })
  createQuote(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.CreateQuoteInput, what) input: types.CreateQuoteInput,
  ): Promise<types.QuotePayload> {
    const activityId = localId('Activity', input.activityId, 'activityId');
    const clientId = localId('Client', input.clientId, 'clientId');
    return createQuote(known(ctx), { ...input, activityId, clientId });
  }

  @Requires('quote.write')
  @Mutation(() => types.QuotePayload, { description: 'Changes a draft: all of it anew.' })
  async updateQuote(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.UpdateQuoteInput, what) input: types.UpdateQuoteInput,
  ): Promise<types.QuotePayload> {
    const change = { ...input, quoteId: quoteId(input) };
    const { changed, violations } = await updateQuote(known(ctx), change);
    return { quote: changed ? await byId(known(ctx), quotes, change.quoteId) : null, violations };
  }

  @Requires('quote.write')
  @Mutation(() => types.QuotePayload, { description: 'Throws a draft away.' })
  async discardQuote(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.DiscardQuoteInput, what) input: types.DiscardQuoteInput,
  ): Promise<types.QuotePayload> {
    const step = { ...input, quoteId: quoteId(input) };
    return { quote: null, violations: (await discardQuote(known(ctx), step)).violations };
  }

  @Requires('quote.write')
  @Mutation(() => types.QuotePayload, {
    description: 'Makes a draft that takes the place of an offer once it is sent.',
  })
  reviseQuote(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.ReviseQuoteInput, what) input: types.ReviseQuoteInput,
  ): Promise<types.QuotePayload> {
    return reviseQuote(known(ctx), { ...input, quoteId: quoteId(input) });
  }

  @Requires('quote.write')
  @Mutation(() => types.QuotePayload, { description: 'Offers a draft to its client.' })
  async sendQuote(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.QuoteStepInput, what) input: types.QuoteStepInput,
  ): Promise<types.QuotePayload> {
    const step = { ...input, quoteId: quoteId(input) };
    return quotePayload(known(ctx), await sendQuote(known(ctx), step));
  }

  @Requires('quote.write')
  @Mutation(() => types.QuotePayload, { description: 'Notes that the client accepted a quote.' })
  async acceptQuote(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.QuoteStepInput, what) input: types.QuoteStepInput,
  ): Promise<types.QuotePayload> {
    const step = { ...input, quoteId: quoteId(input) };
    return quotePayload(known(ctx), await acceptQuote(known(ctx), step));
  }

  @Requires('quote.write')
  @Mutation(() => types.QuotePayload, { description: 'Notes that the client declined, and why.' })
  async declineQuote(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.DeclineQuoteInput, what) input: types.DeclineQuoteInput,
  ): Promise<types.QuotePayload> {
    const step = { ...input, quoteId: quoteId(input) };
    return quotePayload(known(ctx), await declineQuote(known(ctx), step));
  }
}
