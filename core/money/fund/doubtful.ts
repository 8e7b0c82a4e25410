import type { Sql } from '../../platform/database/sql.js';

/**
 * What activities expect of invoices that were given up for lost: it is expected in the books, but
 * the guarantee fund advances nothing more upon it. What
 * was written off is not even expected. Activities without any are not in the map.
 */
export async function doubtfulOf(
  sql: Sql,
  cooperativeId: string,
  activityIds: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await sql.query<{ id: string; minor: bigint }>(
    `select w.activity_id as id, sum(d.net_minor - d.credited_net_minor - d.fee_minor
       + d.credited_fee_minor - d.released_minor)::bigint as minor
     from core.fund_write_off w
     join core.invoice d on d.cooperative_id = w.cooperative_id and d.id = w.invoice_id
     where w.cooperative_id = $1 and w.activity_id = any($2::uuid[]) and w.status = 'APPROVED'
       and d.written_off_minor = 0
     group by w.activity_id`,
    [cooperativeId, activityIds],
    'money-doubtful',
  );
  return new Map(rows.map(({ id, minor }) => [id, minor]));
}
