import type { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { type Page, page } from '../../platform/read/page.js';
import type { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import type { Client } from './client.entity.js';
import type { ClientFilter, ClientOrder } from './client.filter.js';
import { clientConditions } from './client.filter.js';
import { clients, managing } from './client.policy.js';

export interface ClientList {
  readonly args: PageArgs;
  readonly filter?: ClientFilter | null;
  readonly orderBy?: ClientOrder | null;
}

/** The clients that the viewer may see, of all or of one activity. */
export function listClients(ctx: Context, list: ClientList, activity?: Activity): Page<Client> {
  const { args, filter, orderBy } = list;
  const where = filter == null ? [] : clientConditions(filter);
  const options = { orderBy, where, filterKey: JSON.stringify(filter ?? null) };
  const scope = activity && { property: 'activityId', parentId: activity.id };
  return page(ctx, clients, args, options, scope);
}

/** What the viewer may do with a client, and for it, now. */
export async function clientActions(ctx: Context, client: Client): Promise<string[]> {
  const activity = await byId(ctx, activities, client.activityId);
  return managing(ctx.viewer, activity, ['client.write', 'quote.write', 'invoice.write']);
}
