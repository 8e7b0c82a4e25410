import type { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { type Fragment, sql } from '../../platform/database/rows.js';
import { localId } from '../../platform/ids.js';
import { type Page, page } from '../../platform/read/page.js';
import type { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import type { TransitionOutcome } from '../../platform/write/transition.js';
import { managing } from '../client/client.policy.js';
import { type Quote, QuoteStatus } from './quote.entity.js';
import { hasStatus, type QuoteState, quotes, statusOn } from './quote.policy.js';
import type { QuoteFilter, QuoteOrder, QuotePayload } from './quote.types.js';

export interface QuoteList {
  readonly args: PageArgs;
  readonly filter?: QuoteFilter | null;
  readonly orderBy?: QuoteOrder | null;
}

/** The quotes that the viewer may see, of all or of one activity. */
export function listQuotes(ctx: Context, list: QuoteList, activity?: Activity): Page<Quote> {
  const { args, filter, orderBy } = list;
  const where = filter == null ? [] : conditions(filter, ctx.platform.clock.today());
  const options = { orderBy, where, filterKey: JSON.stringify(filter ?? null) };
  const scope = activity && { property: 'activityId', parentId: activity.id };
  return page(ctx, quotes, args, options, scope);
}

export function statusNow(ctx: Context, quote: Quote): QuoteStatus {
  return statusOn(quote, ctx.platform.clock.today());
}

/** What the viewer may do with a quote now. */
export async function quoteActions(ctx: Context, quote: Quote): Promise<string[]> {
  const activity = await byId(ctx, activities, quote.activityId);
  const may = managing(ctx.viewer, activity, ['quote.write', 'invoice.write']);
  const status = statusNow(ctx, quote);
  if (status === QuoteStatus.ACCEPTED) return may.filter((name) => name === 'invoice.write');
  if (!may.includes('quote.write')) return [];
  return steps[status] ?? [];
}

/** The quote as it is after a step that the viewer was allowed to take. */
export async function quotePayload(
  ctx: Context,
  { after, violations }: TransitionOutcome<QuoteState>,
): Promise<QuotePayload> {
  return { quote: after && (await byId(ctx, quotes, after.id)), violations };
}

const steps: Readonly<Partial<Record<QuoteStatus, string[]>>> = {
  DRAFT: ['quote.send', 'quote.update', 'quote.discard'],
  SENT: ['quote.accept', 'quote.decline', 'quote.link', 'quote.revise'],
  DECLINED: ['quote.revise'],
  EXPIRED: ['quote.revise'],
};

function conditions(filter: QuoteFilter, today: string): Fragment[] {
  const where: Fragment[] = [];
  if (filter.activityId != null) {
    where.push(sql`t.activity_id = ${localId('Activity', filter.activityId, 'filter.activityId')}`);
  }
  if (filter.clientId != null) {
    where.push(sql`t.client_id = ${localId('Client', filter.clientId, 'filter.clientId')}`);
  }
  if (filter.status != null) {
    const any = filter.status.reduce(
      (all, status) => sql`${all} or ${hasStatus(status, today)}`,
      sql`false`,
    );
    where.push(sql`(${any})`);
  }
  return where;
}
