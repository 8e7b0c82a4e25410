import type { Member } from '../member/member.entity.js';
import type { Context } from '../platform/context.js';
import { type Fragment, idsOf, sql } from '../platform/database/rows.js';
import { globalId, localId } from '../platform/ids.js';
import { startsWith } from '../platform/model/text.js';
import { type ListOptions, type Page, page } from '../platform/read/page.js';
import type { PageArgs } from '../platform/read/page-args.js';
import type { Activity } from './activity.entity.js';
import type { ActivityFilter, ActivityOrder } from './activity.filter.js';
import { activities, activitiesOfMember } from './activity.policy.js';
import type { Invitation } from './invitation.js';
import { Participation } from './participation.entity.js';

export interface ActivityList {
  readonly args: PageArgs;
  readonly filter?: ActivityFilter | null;
  readonly orderBy?: ActivityOrder | null;
}

export function listActivities(ctx: Context, list: ActivityList): Page<Activity> {
  return page(ctx, activities, list.args, optionsOf(list));
}

/** The activities in which a member takes part, as its manager or as a participant. */
export function activitiesOf(ctx: Context, member: Member, list: ActivityList): Page<Activity> {
  const scope = { via: activitiesOfMember, parentId: member.id };
  return page(ctx, activities, list.args, optionsOf(list), scope);
}

/** Who takes part and who is invited, the manager first; at most `teamLimit`. */
export function teamOf(ctx: Context, activity: Activity): Promise<Participation[]> {
  const load = async (ids: readonly string[]) => {
    const rows = ctx.platform.rows(Participation);
    const found = await rows.read(
      sql`select ${rows.columns('t')} from ${rows.table} t
          where t.cooperative_id = ${ctx.viewer.cooperativeId}
            and t.activity_id = any(${idsOf(ids)}) and t.status in ('ACTIVE', 'INVITED')
          order by t.role, t.since, t.member_id`,
    );
    const byActivity = Map.groupBy(found, (row) => row.activityId);
    return ids.map((id) => byActivity.get(id) ?? []);
  };
  return ctx.loaders.batch<Participation[]>(Participation, 'team', load).load(activity.id);
}

/** The invitations that the viewer has not answered, the newest first. */
export async function invitationsOf(ctx: Context): Promise<Invitation[]> {
  const { cooperativeId, memberId, grants } = ctx.viewer;
  if (!grants.has(activities.permission)) return [];
  const rows = await ctx.platform.database.query<Invitation>(
    `select a.id as "activityId", a.name as "activityName", m.display_name as "managerName",
       p.since as "invitedOn"
     from core.participation p
     join core.activity a on a.cooperative_id = p.cooperative_id and a.id = p.activity_id
     join core.member m on m.cooperative_id = a.cooperative_id and m.id = a.manager_id
     where p.cooperative_id = $1 and p.member_id = $2 and p.status = 'INVITED'
       and a.status = 'OPEN'
     order by p.since desc, a.id desc limit 100`,
    [cooperativeId, memberId],
    'invitations-of-viewer',
  );
  return rows.map((row) => ({ ...row, activityId: globalId('Activity', row.activityId) }));
}

function optionsOf({ filter, orderBy }: ActivityList): ListOptions {
  if (filter == null) return { orderBy };
  return { orderBy, where: conditions(filter), filterKey: JSON.stringify(filter) };
}

function conditions(filter: ActivityFilter): Fragment[] {
  const where: Fragment[] = [];
  if (filter.status != null) where.push(sql`t.status = any(${filter.status}::text[])`);
  if (filter.sector != null) {
    const codes = filter.sector.filter((code) => /^[a-z0-9-]+$/.test(code));
    where.push(sql`t.sector = any(${codes}::text[])`);
  }
  if (filter.nameStartsWith != null) {
    where.push(startsWith('t.name', filter.nameStartsWith, 'filter.nameStartsWith'));
  }
  if (filter.managerId != null) {
    where.push(sql`t.manager_id = ${localId('Member', filter.managerId, 'filter.managerId')}`);
  }
  return where;
}
