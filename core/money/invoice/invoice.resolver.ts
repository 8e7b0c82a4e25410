import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import type { Asked } from '../../platform/read/card.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byGlobalId, byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { Payment } from '../bank/payment.entity.js';
import { Client } from '../client/client.entity.js';
import { clients } from '../client/client.policy.js';
import {
  adjustmentsOfInvoice,
  creditNotesOf,
  linesOfInvoice,
  paymentsOf,
} from '../document/document-reads.js';
import { Quote } from '../quote/quote.entity.js';
import { quotes } from '../quote/quote.policy.js';
import { Invoice } from './invoice.entity.js';
import { InvoiceFilter, InvoiceOrder } from './invoice.filter.js';
import { invoices } from './invoice.policy.js';
import { invoiceActions, isOverdue, listInvoices } from './invoice.service.js';
import { InvoiceAdjustment } from './invoice-adjustment.entity.js';
import { InvoiceLine } from './invoice-line.entity.js';

export const InvoiceConnection = connectionType(Invoice, 'Invoice');

@Resolver(() => Invoice)
export class InvoiceResolver {
  @Requires('activity.read')
  @Query(() => Invoice, { nullable: true, description: 'One invoice that you may see.' })
  invoice(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Invoice | null> {
    return byGlobalId(known(ctx), invoices, id);
  }

  @Requires('activity.read')
  @Query(() => InvoiceConnection, {
    description: 'The invoices and credit notes that you may see, drafts included.',
  })
  invoices(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => InvoiceFilter, { nullable: true, description: 'Which invoices.' })
    filter?: InvoiceFilter | null,
    @Arg('orderBy', () => InvoiceOrder, { nullable: true, description: 'Newest first if absent.' })
    orderBy?: InvoiceOrder | null,
  ) {
    return listInvoices(known(ctx), { args, filter, orderBy });
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity that it is of.' })
  activity(
    @Ctx() ctx: RequestContext,
    @Root() invoice: Invoice,
    @Info() info: Asked,
  ): Promise<Activity | null> {
    return byId(known(ctx), activities, invoice.activityId, info);
  }

  @FieldResolver(() => Client, { nullable: true, description: 'Who is to pay it.' })
  client(@Ctx() ctx: RequestContext, @Root() invoice: Invoice): Promise<Client | null> {
    return byId(known(ctx), clients, invoice.clientId);
  }

  @FieldResolver(() => [InvoiceLine], { description: 'Its lines, in order; at most 500.' })
  lines(@Ctx() ctx: RequestContext, @Root() invoice: Invoice): Promise<InvoiceLine[]> {
    return linesOfInvoice(known(ctx), invoice);
  }

  @FieldResolver(() => [InvoiceAdjustment], {
    description: 'Its allowances, charges and deducted deposits, one for each VAT rate.',
  })
  adjustments(@Ctx() ctx: RequestContext, @Root() invoice: Invoice): Promise<InvoiceAdjustment[]> {
    return adjustmentsOfInvoice(known(ctx), invoice);
  }

  @FieldResolver(() => [Payment], { description: 'What paid it, the first first.' })
  payments(@Ctx() ctx: RequestContext, @Root() invoice: Invoice): Promise<Payment[]> {
    return paymentsOf(known(ctx), invoice);
  }

  @FieldResolver(() => [Invoice], { description: 'The credit notes that take it back.' })
  creditNotes(@Ctx() ctx: RequestContext, @Root() invoice: Invoice): Promise<Invoice[]> {
    return creditNotesOf(known(ctx), invoice);
  }

  @FieldResolver(() => Invoice, {
    nullable: true,
    description: 'On a credit note: the invoice that it takes back.',
  })
  credits(@Ctx() ctx: RequestContext, @Root() invoice: Invoice): Promise<Invoice | null> | null {
    return invoice.creditsId === null ? null : byId(known(ctx), invoices, invoice.creditsId);
  }

  @FieldResolver(() => Quote, { nullable: true, description: 'The quote that it was made from.' })
  quote(@Ctx() ctx: RequestContext, @Root() invoice: Invoice): Promise<Quote | null> | null {
    return invoice.quoteId === null ? null : byId(known(ctx), quotes, invoice.quoteId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether its last day passed and money is due.' })
  overdue(@Ctx() ctx: RequestContext, @Root() invoice: Invoice): boolean {
    return isOverdue(known(ctx), invoice);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() invoice: Invoice): Promise<string[]> {
    return invoiceActions(known(ctx), invoice);
  }
}

@Resolver(() => InvoiceAdjustment)
export class InvoiceAdjustmentResolver {
  @FieldResolver(() => Invoice, {
    nullable: true,
    description: 'The invoice of the deposit or instalment that is deducted.',
  })
  deposit(
    @Ctx() ctx: RequestContext,
    @Root() { depositId }: InvoiceAdjustment,
  ): Promise<Invoice | null> | null {
    return depositId === null ? null : byId(known(ctx), invoices, depositId);
  }
}
