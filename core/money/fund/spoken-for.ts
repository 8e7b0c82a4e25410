import type { Sql } from '../../platform/database/sql.js';
import { pledgedByOrder } from '../loan/pledged.js';

/** Expected in the books, and yet nothing for the guarantee fund to advance upon. */
export interface SpokenFor {
  /** Of invoices that were given up for lost; what was written off is not even expected. */
  readonly doubtfulMinor: bigint;
  /** What loans await of it. */
  readonly pledgedMinor: bigint;
}

export const nothingSpokenFor: SpokenFor = { doubtfulMinor: 0n, pledgedMinor: 0n };

/** By activity; those without any are not in the map. */
export async function spokenForOf(
  sql: Sql,
  cooperativeId: string,
  activityIds: readonly string[],
): Promise<ReadonlyMap<string, SpokenFor>> {
  const rows = await sql.query<SpokenFor & { id: string }>(
    `with ${pledgedByOrder()}, given_up as (
       select w.activity_id, d.net_minor - d.credited_net_minor - d.fee_minor
         + d.credited_fee_minor - d.released_minor as minor
       from core.fund_write_off w
       join core.invoice d on d.cooperative_id = w.cooperative_id and d.id = w.invoice_id
       where w.cooperative_id = $1 and w.activity_id = any($2::uuid[]) and w.status = 'APPROVED'
         and d.written_off_minor = 0
     )
     select activity_id as id, sum(doubtful)::bigint as "doubtfulMinor",
       sum(pledged)::bigint as "pledgedMinor"
     from (select activity_id, minor as doubtful, 0 as pledged from given_up
       union all select activity_id, 0, pledged from pledged) spoken
     group by activity_id`,
    [cooperativeId, activityIds],
    'money-spoken-for',
  );
  return new Map(rows.map(({ id, ...spoken }) => [id, spoken]));
}
