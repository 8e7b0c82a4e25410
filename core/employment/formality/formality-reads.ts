import type { Context } from '../../platform/context.js';
import { type Fragment, idsOf, sql } from '../../platform/database/rows.js';
import { localId } from '../../platform/ids.js';
import { type Page, page } from '../../platform/read/page.js';
import type { PageArgs } from '../../platform/read/page-args.js';
import { visibleRows } from '../../platform/read/read.js';
import { evidenceOf } from '../evidence.js';
import type { Formality } from './formality.entity.js';
import { formalities } from './formality.policy.js';
import type { FormalityFilter, FormalityOrder } from './formality.types.js';

export function formalitiesPage(
  ctx: Context,
  args: PageArgs,
  filter?: FormalityFilter | null,
  orderBy?: FormalityOrder | null,
): Page<Formality> {
  return page(ctx, formalities, args, { orderBy: orderBy ?? 'DUE_ON', where: conditions(filter) });
}

/** Those of a contract, which has a handful; of sibling contracts in one statement. */
export function formalitiesOf(ctx: Context, contractId: string): Promise<Formality[]> {
  const load = async (ids: readonly string[]) => {
    const where = sql`t.contract_id = any(${idsOf(ids)}) order by t.due_on, t.kind`;
    const rows = await visibleRows(ctx, formalities, where);
    const byContract = Map.groupBy(rows, (row) => row.contractId);
    return ids.map((id) => byContract.get(id) ?? []);
  };
  return ctx.loaders.batch<Formality[]>(formalities, 'of-contract', load).load(contractId);
}

/** The proof of a formality. */
export const formalityEvidence = evidenceOf(formalities, 'formality-evidence');

function conditions(filter: FormalityFilter | null | undefined): Fragment[] {
  const where: Fragment[] = [];
  if (filter?.status != null) where.push(sql`t.status = any(${filter.status}::text[])`);
  if (filter?.kind != null) {
    const kinds = filter.kind.filter((kind) => /^[a-z0-9-]+$/.test(kind));
    where.push(sql`t.kind = any(${kinds}::text[])`);
  }
  if (filter?.dueUntil != null) where.push(sql`t.due_on <= ${filter.dueUntil}`);
  if (filter?.activityId != null) {
    const activityId = localId('Activity', filter.activityId, 'filter.activityId');
    where.push(sql`t.activity_id = ${activityId}`);
  }
  if (filter?.workerId != null) {
    where.push(sql`t.worker_id = ${localId('Member', filter.workerId, 'filter.workerId')}`);
  }
  return where;
}
