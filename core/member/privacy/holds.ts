/** What lawsuits hold: no purge takes it, and nobody erases it, until a hold is over or lifted. */
import type { Sql } from '../../platform/database/sql.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { ErasureObstacle } from '../../platform/domain.js';
import { globalId } from '../../platform/ids.js';
import type { Finding } from '../../platform/write/violation.js';
import type { PersonalTable } from './personal-tables.js';

/** What may be held: people, clients, and documents with all that belongs to them. */
export const holdableTypes = [
  ...['Member', 'Client', 'Invoice', 'Quote', 'Contract', 'Engagement', 'Expense', 'Purchase'],
] as const;

/** What is held on a day. */
export interface Held {
  readonly today: string;
  readonly members: readonly string[];
  /** Clients and documents. */
  readonly things: readonly string[];
  /** All of them by both of their ids, as rows of plugins may name them. */
  readonly ids: readonly string[];
}

/** What is held in the co-operative on a day. */
export async function heldNow(sql: Sql, cooperativeId: string, today: string): Promise<Held> {
  const rows = await sql.query<{ type: string; id: string }>(
    `select distinct subject_type as type, subject_id as id from core.purge_hold
     where cooperative_id = $1 and lifted_at is null and until_day >= $2`,
    [cooperativeId, today],
    'held-now',
  );
  const idsOf = (isMember: boolean) =>
    rows.filter(({ type }) => (type === 'Member') === isMember).map(({ id }) => id);
  return {
    ...{ today, members: idsOf(true), things: idsOf(false) },
    ids: rows.flatMap(({ type, id }) => [id, globalId(type, id)]),
  };
}

/**
 * In a transaction that purges: whoever sets a hold waits until it has ended, and what was held
 * before is seen.
 */
export async function heldWhilePurging(tx: Tx, today: string): Promise<Held> {
  await tx.query(`select pg_advisory_xact_lock_shared(hashtextextended($1, 0))`, [lockOf(tx)]);
  return heldNow(tx, tx.cooperativeId, today);
}

/** In a transaction that sets a hold: no purge that began before it is still under way. */
export async function holdOffPurges(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [lockOf(tx)]);
}

const lockOf = ({ cooperativeId }: Tx): string => `core.purge:${cooperativeId}`;

/** Of a plugin's row `t`, as SQL: whether it names anything held; `ids` is its parameter. */
export const namesHeld = (ids: string): string =>
  `jsonb_path_exists(to_jsonb(t), '$.** ? (@ == $ids[*])',
     jsonb_build_object('ids', to_jsonb(${ids}::text[])))`;

/** A member whom a lawsuit is about is not erased. */
export const memberOnHold: ErasureObstacle = async (tx, memberId, today) => {
  const [hold] = await tx.query<{ until: string | null }>(
    `select max(until_day)::text as until from core.purge_hold
     where cooperative_id = $1 and subject_id = $2 and lifted_at is null and until_day >= $3`,
    [tx.cooperativeId, memberId, today],
  );
  if (hold?.until == null) return [];
  return [{ code: 'privacy.on-hold', path: ['memberId'], values: { until: hold.until } }];
};

/** What an erasure would take, or empty, although it is held: a finding for each table. */
export async function heldRows(
  tx: Tx,
  tables: readonly PersonalTable[],
  key: string,
  today: string,
): Promise<Finding[]> {
  const held = await heldNow(tx, tx.cooperativeId, today);
  if (held.ids.length === 0) return [];
  const duties = await tx.query<{ name: string; condition: string }>(
    'select d.table_name as name, core.held_condition(d) as condition from core.purge_duty d',
  );
  const conditions = new Map(duties.map(({ name, condition }) => [name, condition]));
  const found: Finding[] = [];
  for (const { table, name, plugin, whose, erasure } of tables) {
    if (erasure === null || erasure.kind === 'vault') continue;
    const condition = plugin === null ? conditions.get(name) : namesHeld('$5');
    if (condition === undefined) continue;
    const [row] = await tx.query<{ rows: bigint }>(
      `select count(*) as rows from ${table} t
       where t.cooperative_id = $1 and (${whose}) and ${condition}
         and ($3::uuid[], $4::uuid[], $5::text[]) is not null`,
      [tx.cooperativeId, key, held.members, held.things, held.ids],
    );
    const rows = Number(row?.rows ?? 0n);
    if (rows > 0) found.push({ code: 'privacy.rows-on-hold', values: { table: name, rows } });
  }
  return found;
}
