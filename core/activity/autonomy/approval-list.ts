import type { Context } from '../../platform/context.js';
import { type Fragment, sql } from '../../platform/database/rows.js';
import { localId } from '../../platform/ids.js';
import { type Page, page } from '../../platform/read/page.js';
import type { PageArgs } from '../../platform/read/page-args.js';
import type { Approval } from './approval.entity.js';
import { approvals } from './approval.policy.js';
import type { ApprovalFilter, ApprovalOrder } from './autonomy.types.js';

export function approvalsPage(
  ctx: Context,
  args: PageArgs,
  filter?: ApprovalFilter | null,
  orderBy?: ApprovalOrder | null,
): Page<Approval> {
  return page(ctx, approvals, args, { orderBy, where: conditions(ctx, filter) });
}

function conditions(ctx: Context, filter: ApprovalFilter | null | undefined): Fragment[] {
  const { cooperativeId, memberId } = ctx.viewer;
  const where: Fragment[] = [];
  if (filter?.status != null) where.push(sql`t.status = any(${filter.status}::text[])`);
  if (filter?.activityId != null) {
    const activityId = localId('Activity', filter.activityId, 'filter.activityId');
    where.push(sql`t.activity_id = ${activityId}`);
  }
  if (filter?.advisedByMe === true) {
    where.push(sql`exists (select from core.activity a
      join core.advice v on v.cooperative_id = a.cooperative_id and v.member_id = a.manager_id
      where a.cooperative_id = ${cooperativeId} and a.id = t.activity_id
        and v.adviser_id = ${memberId} and v.until_day is null)`);
  }
  return where;
}
