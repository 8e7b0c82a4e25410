import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { Requires } from '../../platform/schema-rules.js';
import {
  CreateInvoiceInput,
  CreditInvoiceInput,
  CreditInvoicePayload,
  DiscardInvoiceInput,
  InvoicePayload,
  IssueInvoiceInput,
  UpdateInvoiceInput,
} from './invoice.types.js';
import * as requests from './invoice-requests.js';

@Resolver()
export class InvoiceChangesResolver {
  @Requires('invoice.write')
  @Mutation(() => InvoicePayload, { description: 'Makes a draft of an invoice.' })
  createInvoice(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateInvoiceInput, { description: 'What is invoiced, and to whom.' })
    input: CreateInvoiceInput,
  ): Promise<InvoicePayload> {
    return requests.create(known(ctx), input);
  }

  @Requires('invoice.write')
  @Mutation(() => InvoicePayload, { description: 'Changes a draft.' })
  updateInvoice(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateInvoiceInput, { description: 'What changes.' })
    input: UpdateInvoiceInput,
  ): Promise<InvoicePayload> {
    return requests.update(known(ctx), input);
  }

  @Requires('invoice.write')
  @Mutation(() => InvoicePayload, {
    description: 'Throws a draft away; what is issued is taken back by a credit note instead.',
  })
  discardInvoice(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DiscardInvoiceInput, { description: 'Which draft.' })
    input: DiscardInvoiceInput,
  ): Promise<InvoicePayload> {
    return requests.discard(known(ctx), input);
  }

  @Requires('invoice.issue')
  @Mutation(() => InvoicePayload, {
    description: 'Makes a document of a draft: it gets its number and is booked.',
  })
  issueInvoice(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => IssueInvoiceInput, { description: 'Which draft.' })
    input: IssueInvoiceInput,
  ): Promise<InvoicePayload> {
    return requests.issue(known(ctx), input);
  }

  @Requires('invoice.issue')
  @Mutation(() => CreditInvoicePayload, {
    description: 'Takes back an issued invoice, or a part of it, by a credit note.',
  })
  creditInvoice(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreditInvoiceInput, { description: 'Which invoice, and why.' })
    input: CreditInvoiceInput,
  ): Promise<CreditInvoicePayload> {
    return requests.credit(known(ctx), input);
  }
}
