/** Who may have which report: asked for the query, and again when its file is fetched. */
import type { Activity } from '../../activity/activity.entity.js';
import { activities, takesPart } from '../../activity/activity.policy.js';
import { hostEntities } from '../../cooperative/cooperative.policy.js';
import type { Context } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { GezelError, notFound } from '../../platform/errors.js';
import type { DownloadParams } from '../../platform/files/downloads.js';
import { globalId } from '../../platform/ids.js';
import { byId, oneWhere } from '../../platform/read/read.js';
import { isCivilDate } from '../../platform/scalars.js';
import { ActivityAccount } from '../account/ledger-entry.js';
import { ownCurrency } from '../cooperative-currency.js';
import { checkPeriod, type ReportScope } from './report.js';

/** Of the whole co-operative, or of one legal entity of it (a UUID); FORBIDDEN without the permission. */
export async function cooperativeScope(
  ctx: Context,
  from: string,
  until: string,
  hostEntityId: string | null = null,
): Promise<ReportScope> {
  if (ctx.viewer.grants.get('report.read') !== 'all') {
    throw new GezelError('FORBIDDEN', { permission: 'report.read' });
  }
  checkPeriod(from, until);
  if (hostEntityId !== null && (await byId(ctx, hostEntities, hostEntityId)) === null) {
    throw notFound('HostEntity', globalId('HostEntity', hostEntityId));
  }
  const { cooperativeId } = ctx.viewer;
  return { cooperativeId, currency: await ownCurrency(ctx), from, until, hostEntityId };
}

/** Of one account of an activity; null when the viewer does not see its accounts. The id is a UUID. */
export async function activityScope(
  ctx: Context,
  activityId: string,
  account: string,
  period: { readonly from: string; readonly until: string },
): Promise<ReportScope | null> {
  checkPeriod(period.from, period.until);
  const reach = ctx.viewer.grants.get('ledger.read');
  if (reach === undefined) return null;
  const seen = sql`t.id = ${activityId} and ${takesPart(ctx.viewer, reach, 't.id')}`;
  const activity: Activity | null = await oneWhere(ctx, activities, seen);
  if (activity === null) return null;
  const { cooperativeId } = ctx.viewer;
  return { ...period, cooperativeId, currency: activity.currency, activityId, account };
}

/** For the files of the whole co-operative: null for whoever has lost the permission. */
export async function fileScope(ctx: Context, params: DownloadParams): Promise<ReportScope | null> {
  const { from, until, hostEntityId } = params;
  if (!from || !until || !isCivilDate(from) || !isCivilDate(until)) return null;
  if (ctx.viewer.grants.get('report.read') !== 'all') return null;
  return cooperativeScope(ctx, from, until, hostEntityId ?? null);
}

export async function activityFileScope(
  ctx: Context,
  params: DownloadParams,
): Promise<ReportScope | null> {
  const { from, until, activityId, account } = params;
  if (!from || !until || !activityId || !isCivilDate(from) || !isCivilDate(until)) return null;
  const known = Object.values(ActivityAccount).find((code) => code === account);
  return known === undefined ? null : activityScope(ctx, activityId, known, { from, until });
}
