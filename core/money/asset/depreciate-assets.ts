/** Writes off what a month has used up, once a month and thing; a month missed is made good. */
import type { Context, Platform } from '../../platform/context.js';
import { inTransaction, type Tx } from '../../platform/database/transaction.js';
import type { DomainJob } from '../../platform/domain.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { post } from '../ledger/ledger.js';
import { depreciated } from './asset-entries.js';
import { type Asset, assetColumns } from './asset-rows.js';
import { writtenOffMinor } from './straight-line.js';

/** Things that one transaction writes off. */
const batchSize = 200;

export const depreciateAssets: DomainJob = {
  name: 'money.depreciate-assets',
  cron: '40 5 * * *',
  run: async (platform) => {
    const cooperatives = await platform.database.query<{ id: string }>(
      'select id from core.cooperative order by id',
    );
    for (const { id } of cooperatives) await depreciateMonths(platform, id);
  },
};

/** Every month that has ended, the oldest of each thing first. */
export async function depreciateMonths(platform: Platform, cooperativeId: string): Promise<void> {
  const ctx = systemContext(platform, cooperativeId);
  const batch = () => inTransaction(platform.orm, cooperativeId, (tx) => oneMonthEach(tx, ctx));
  while ((await batch()) > 0);
}

async function oneMonthEach(tx: Tx, ctx: Context): Promise<number> {
  const today = ctx.platform.clock.today();
  const due = await tx.query<Asset & { readonly nextMonth: string; readonly eventOn: string }>(
    `select ${assetColumns},
       case when d.last_day <= coalesce((select locked_until from ledger.period_lock
         where cooperative_id = $1), '-infinity') then $2::date else d.last_day end as "eventOn"
     from core.asset a
     cross join lateral (select (a.next_month + interval '1 month - 1 day')::date as last_day) d
     where a.cooperative_id = $1 and a.next_month + interval '1 month' <= $2::date
     order by a.next_month, a.id limit ${batchSize} for no key update of a skip locked`,
    [tx.cooperativeId, today],
  );
  const months = due.map((asset) => {
    const after = writtenOffMinor(asset, asset.nextMonth);
    return { asset, after, amountMinor: after - asset.depreciatedMinor };
  });
  const postings = months
    .filter(({ amountMinor }) => amountMinor > 0n)
    .map(({ asset, amountMinor }) => {
      const { nextMonth: month, eventOn } = asset;
      return depreciated(ctx, asset, { month, amountMinor, eventOn });
    });
  await post(tx, tx.cooperativeId, postings);
  await tx.query(
    `update core.asset a set depreciated_minor = n.after,
       next_month = case when n.after < a.cost_minor - a.residual_minor
         then (a.next_month + interval '1 month')::date end
     from unnest($2::uuid[], $3::bigint[]) as n (id, after)
     where a.cooperative_id = $1 and a.id = n.id`,
    [tx.cooperativeId, due.map(({ id }) => id), months.map(({ after }) => after)],
  );
  return due.length;
}
