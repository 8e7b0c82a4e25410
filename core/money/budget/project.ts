import { requireManaged } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, notFound } from '../../platform/errors.js';
import { globalId, newId, parseId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { byId, requireVisible } from '../../platform/read/read.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { lockActivity } from '../account/activity-money.js';
import { sourceTypeOf } from '../ledger/source-type.js';
import { maximumTitleLength } from '../limits.js';
import { projects } from './budget.policy.js';
import type { Project } from './project.entity.js';

export interface ChangedProject {
  readonly project: Project | null;
  readonly violations: Violation[];
}

/** Projects that an activity has at most, closed ones too: they are listed whole. */
export const maximumProjects = 200;

/** Begins a project of an activity that the viewer manages; ids are global. */
export async function createProject(
  ctx: Context,
  input: { activityId: string; name: string; from: string; until: string },
): Promise<ChangedProject> {
  const activity = await requireManaged(ctx, input.activityId, 'budget.write');
  const name = tidy(input.name);
  const found: Finding[] = lineFindings('name', name, maximumTitleLength);
  if (input.until < input.from) found.push({ code: 'budget.until-before-from', path: ['until'] });
  if (found.length > 0) return { project: null, violations: violationsOf(ctx, found) };
  const id = newId();
  const refused = await transact(ctx, async (tx) => {
    const place = await placeFindings(tx, activity.id, 'project', maximumProjects);
    if (place.length > 0) return place;
    await tx.query(
      `insert into core.project (cooperative_id, id, activity_id, name, status, from_day, until_day)
       values ($1, $2, $3, $4, 'OPEN', $5, $6)`,
      [tx.cooperativeId, id, activity.id, name, input.from, input.until],
    );
    const subject = { type: 'Project', id };
    await record(tx, ctx, 'project.create', [
      { type: 'project.created', subject, activityId: activity.id },
    ]);
    return [];
  });
  return { project: await byId(ctx, projects, id), violations: violationsOf(ctx, refused) };
}

/** Ends a project: nothing new is linked to it. */
export async function closeProject(ctx: Context, projectId: string): Promise<ChangedProject> {
  const project = await managedProject(ctx, projectId);
  await transact(ctx, async (tx) => {
    await tx.query(
      `update core.project set status = 'CLOSED', version = version + 1
       where cooperative_id = $1 and id = $2 and status = 'OPEN'`,
      [tx.cooperativeId, project.id],
    );
    const subject = { type: 'Project', id: project.id };
    await record(tx, ctx, 'project.close', [
      { type: 'project.closed', subject, activityId: project.activityId },
    ]);
  });
  return { project: await byId(ctx, projects, project.id), violations: [] };
}

/** Says to which project of its activity a document belongs: a contract, an expense, an invoice, … */
export async function assignToProject(
  ctx: Context,
  input: { projectId: string; documentId: string },
): Promise<ChangedProject> {
  const project = await managedProject(ctx, input.projectId);
  const { typeName, id } = parseId(input.documentId) ?? {};
  const source = ctx.platform.domains
    .flatMap(({ sources }) => sources)
    .find((one) => one.typeName === typeName);
  if (source === undefined || id === undefined) throw badInput('No such document.', 'documentId');
  const document = await byId(ctx, source, id);
  if (document === null) throw notFound(source.typeName, input.documentId);
  const { activityId } = document as { activityId?: string };
  const found: Finding[] = [];
  if (activityId !== project.activityId) {
    found.push({ code: 'budget.other-activity', path: ['documentId'] });
  }
  if (project.status !== 'OPEN') found.push({ code: 'budget.project-closed', path: ['projectId'] });
  if (found.length > 0) return { project: null, violations: violationsOf(ctx, found) };
  const place = { activityId: project.activityId, projectId: project.id };
  await transact(ctx, async (tx) => {
    await linkToProject(tx, place, { type: sourceTypeOf(source.typeName), id });
    const subject = { type: 'Project', id: project.id };
    await record(tx, ctx, 'project.assign', [
      { type: 'project.assigned', subject, activityId: project.activityId },
    ]);
  });
  return { project, violations: [] };
}

/** Notes the project of a document, or takes the note back with null. */
export async function linkToProject(
  tx: Tx,
  { activityId, projectId }: { readonly activityId: string; readonly projectId: string | null },
  source: { readonly type: string; readonly id: string },
): Promise<void> {
  const key = [tx.cooperativeId, activityId, source.type, source.id];
  await (projectId === null
    ? tx.query(
        `delete from core.project_link where cooperative_id = $1 and activity_id = $2
           and source_type = $3 and source_id = $4`,
        key,
      )
    : tx.query(
        `insert into core.project_link (cooperative_id, activity_id, source_type, source_id,
           project_id)
         values ($1, $2, $3, $4, $5)
         on conflict (cooperative_id, activity_id, source_type, source_id) do update
         set project_id = excluded.project_id`,
        [...key, projectId],
      ));
}

/** A project that may be named must be an open one of the activity. */
export async function projectFindings(
  sql: Sql,
  cooperativeId: string,
  { activityId, projectId }: { readonly activityId: string; readonly projectId: string | null },
  path: string,
): Promise<Finding[]> {
  if (projectId === null) return [];
  const [row] = await sql.query<{ status: string }>(
    'select status from core.project where cooperative_id = $1 and id = $2 and activity_id = $3',
    [cooperativeId, projectId, activityId],
  );
  if (row === undefined) return [{ code: 'budget.no-project', path: [path] }];
  return row.status === 'OPEN' ? [] : [{ code: 'budget.project-closed', path: [path] }];
}

/** An open activity with room for one more; locks it, so that two makers do not share the room. */
export async function placeFindings(
  tx: Tx,
  activityId: string,
  table: 'project' | 'budget',
  limit: number,
): Promise<Finding[]> {
  const activity = await lockActivity(tx, activityId);
  const [row] = await tx.query<{ count: bigint }>(
    `select count(*) as count from core.${table} where cooperative_id = $1 and activity_id = $2`,
    [tx.cooperativeId, activityId],
  );
  return [
    ...(activity?.status === 'OPEN' ? [] : [{ code: 'budget.activity-closed' }]),
    ...((row?.count ?? 0n) < BigInt(limit) ? [] : [{ code: 'budget.too-many', values: { limit } }]),
  ];
}

async function managedProject(ctx: Context, id: string): Promise<Project> {
  const project = await requireVisible(ctx, projects, id, 'projectId');
  await requireManaged(ctx, globalId('Activity', project.activityId), 'budget.write');
  return project;
}
