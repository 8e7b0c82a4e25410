import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { requireReach } from '../../platform/viewer.js';

/** What of a document's activity decides over a step of the document. */
export interface ActivityPart {
  readonly activity_id: string;
  readonly activity_status: string;
  readonly host_entity_id: string;
  /** The country of the legal entity, whose law holds. */
  readonly host_country: string;
}

/**
 * Locks a document and, after it, its activity, in which the viewer must hold the permission as
 * `requireManaged` means it: hidden is NOT_FOUND, visible and not managed is FORBIDDEN.
 */
export async function lockDocument<Row>(
  tx: Tx,
  ctx: Context,
  document: { readonly table: string; readonly typeName: string; readonly columns: string },
  permission: string,
  id: string,
): Promise<Row & ActivityPart> {
  const { viewer } = ctx;
  const reach = requireReach(viewer, permission);
  const reads = viewer.grants.get('activity.read');
  const [row] = await tx.query<Row & ActivityPart & { manager_id: string; visible: boolean }>(
    `select ${document.columns}, d.activity_id, a.status as activity_status, a.manager_id,
       d.host_entity_id, h.country as host_country,
       $3 or exists (
         select from core.participation p
         where p.cooperative_id = $1 and p.activity_id = a.id and p.member_id = $4
           and p.status = 'ACTIVE') as visible
     from core.${document.table} d
     join core.activity a on a.cooperative_id = d.cooperative_id and a.id = d.activity_id
     join core.host_entity h on h.cooperative_id = d.cooperative_id and h.id = d.host_entity_id
     where d.cooperative_id = $1 and d.id = $2
     for no key update of d, a`,
    [tx.cooperativeId, id, reads === 'all', viewer.memberId],
  );
  if (row === undefined || reads === undefined || !row.visible) {
    throw notFound(document.typeName, globalId(document.typeName, id));
  }
  if (reach !== 'all' && row.manager_id !== viewer.memberId) {
    throw new GezelError('FORBIDDEN', { permission });
  }
  return row;
}
