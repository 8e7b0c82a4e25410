import type { Activity } from '../../activity/activity.entity.js';
import type { Context } from '../../platform/context.js';
import { type Fragment, sql } from '../../platform/database/rows.js';
import { localId } from '../../platform/ids.js';
import { type Page, page } from '../../platform/read/page.js';
import type { PageArgs } from '../../platform/read/page-args.js';
import type { Contract } from './contract.entity.js';
import { contracts } from './contract.policy.js';
import type { ContractFilter, ContractOrder } from './contract.types.js';

export function contractsPage(
  ctx: Context,
  args: PageArgs,
  filter?: ContractFilter | null,
  orderBy?: ContractOrder | null,
): Page<Contract> {
  return page(ctx, contracts, args, { orderBy, where: conditions(filter) });
}

export function contractsOf(
  ctx: Context,
  activity: Activity,
  args: PageArgs,
  filter?: ContractFilter | null,
  orderBy?: ContractOrder | null,
): Page<Contract> {
  const options = { orderBy, where: conditions(filter), filterKey: JSON.stringify(filter ?? null) };
  const scope = { property: 'activityId', parentId: activity.id };
  return page(ctx, contracts, args, options, scope);
}

function conditions(filter: ContractFilter | null | undefined): Fragment[] {
  const where: Fragment[] = [];
  if (filter?.status != null) where.push(sql`t.status = any(${filter.status}::text[])`);
  if (filter?.workerId != null) {
    where.push(sql`t.worker_id = ${localId('Member', filter.workerId, 'filter.workerId')}`);
  }
  if (filter?.activityId != null) {
    const activityId = localId('Activity', filter.activityId, 'filter.activityId');
    where.push(sql`t.activity_id = ${activityId}`);
  }
  return where;
}
