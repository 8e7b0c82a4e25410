import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { known, type RequestContext } from '../../platform/context.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { ClientFilter, ClientOrder } from '../client/client.filter.js';
import { ClientConnection } from '../client/client.resolver.js';
import { listClients } from '../client/client.service.js';
import { InvoiceFilter, InvoiceOrder } from '../invoice/invoice.filter.js';
import { InvoiceConnection } from '../invoice/invoice.resolver.js';
import { listInvoices } from '../invoice/invoice.service.js';
import { QuoteConnection } from '../quote/quote.resolver.js';
import { listQuotes } from '../quote/quote.service.js';
import { QuoteFilter, QuoteOrder } from '../quote/quote.types.js';
import { ActivityBalance, balanceOf } from './activity-balance.js';
import { ledgerOf } from './activity-ledger.js';
import { ActivityAccount, LedgerEntry } from './ledger-entry.js';

export const LedgerEntryConnection = connectionType(LedgerEntry, 'LedgerEntry');

const filtered = { nullable: true, description: 'Which ones.' };
const ordered = { nullable: true, description: 'Newest first if absent.' };

@Resolver(() => Activity)
export class ActivityMoneyResolver {
  @FieldResolver(() => ActivityBalance, {
    nullable: true,
    description: 'What it has; null for whoever may not see its accounts.',
  })
  balance(@Ctx() ctx: RequestContext, @Root() activity: Activity) {
    return balanceOf(known(ctx), activity);
  }

  @FieldResolver(() => LedgerEntryConnection, {
    description: 'The entries of its accounts, newest first; none for whoever may not see them.',
  })
  ledger(
    @Ctx() ctx: RequestContext,
    @Root() activity: Activity,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('accounts', () => [ActivityAccount], {
      nullable: true,
      description: 'Of these accounts only.',
    })
    accounts?: ActivityAccount[] | null,
  ) {
    return ledgerOf(known(ctx), activity, args, accounts ?? null);
  }

  @FieldResolver(() => ClientConnection, { description: 'Those who buy from it.' })
  clients(
    @Ctx() ctx: RequestContext,
    @Root() activity: Activity,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => ClientFilter, filtered) filter?: ClientFilter | null,
    @Arg('orderBy', () => ClientOrder, ordered) orderBy?: ClientOrder | null,
  ) {
    return listClients(known(ctx), { args, filter, orderBy }, activity);
  }

  @FieldResolver(() => QuoteConnection, { description: 'Its offers.' })
  quotes(
    @Ctx() ctx: RequestContext,
    @Root() activity: Activity,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => QuoteFilter, filtered) filter?: QuoteFilter | null,
    @Arg('orderBy', () => QuoteOrder, ordered) orderBy?: QuoteOrder | null,
  ) {
    return listQuotes(known(ctx), { args, filter, orderBy }, activity);
  }

  @FieldResolver(() => InvoiceConnection, { description: 'Its invoices and credit notes.' })
  invoices(
    @Ctx() ctx: RequestContext,
    @Root() activity: Activity,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => InvoiceFilter, filtered) filter?: InvoiceFilter | null,
    @Arg('orderBy', () => InvoiceOrder, ordered) orderBy?: InvoiceOrder | null,
  ) {
    return listInvoices(known(ctx), { args, filter, orderBy }, activity);
  }
}
