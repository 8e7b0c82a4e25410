import { ownerTransaction } from '../platform/database/owner-transaction.js';
import type { Database } from '../platform/database/pool.js';
import type { Sql } from '../platform/database/sql.js';
import { bringBack, putAside, tablesState } from '../platform/host/plugin-tables.js';
import { lineFindings, tidy } from '../platform/model/text.js';
import type { Finding } from '../platform/write/violation.js';
import type { PluginDefinition } from '../sdk/define.js';
import { dropRows, type ExportedTable } from './drop-rows.js';
import { type Decided, type InCooperative, lifeObstacles, writeDecision } from './plugin-life.js';

/** A step as the server's operator carries it out, with the rights of the database's owner. */
export interface OperatorStep extends Omit<Decided, 'plugin'> {
  readonly definition: PluginDefinition;
  readonly cooperativeId: string;
  readonly dryRun: boolean;
  /** The folder that a drop writes its export to; it must not be there yet. */
  readonly exportTo: string;
}

export interface CarriedOut {
  /** What stands in the way; nothing was done then. */
  readonly findings: readonly Finding[];
  /** What became of the tables, for the operator to read. */
  readonly tables: 'unchanged' | 'put aside' | 'brought back' | 'rows deleted' | 'schema deleted';
  /** What a drop wrote. */
  readonly exported: readonly ExportedTable[];
}

/**
 * One transaction: 1 what stands in the way, with the co-operative locked; 2 the tables; 3 the
 * decision with its event and audit line. Tables belong to the database: they are put aside when no
 * co-operative has the plugin on or off any more, and deleted when none keeps rows in them.
 */
export async function carryOut(owner: Database, asked: OperatorStep): Promise<CarriedOut> {
  const nothing: CarriedOut = { findings: [], tables: 'unchanged', exported: [] };
  const reference = tidy(asked.reference);
  return ownerTransaction(owner, async (sql) => {
    const tx: InCooperative = { ...sql, cooperativeId: asked.cooperativeId };
    const { definition, step } = asked;
    // Two co-operatives may decide at once about the same tables.
    await sql.query(`select pg_advisory_xact_lock(hashtextextended('core.plugin:' || $1, 0))`, [
      definition.name,
    ]);
    const findings = [
      ...lineFindings('reference', reference, 300),
      ...(await lifeObstacles(tx, definition, step)),
    ];
    if (findings.length === 0 && step === 'enable' && (await isAbsent(sql, definition))) {
      const values = { plugin: definition.name };
      findings.push({ code: 'plugin.tables-absent', path: ['plugin'], values });
    }
    if (findings.length > 0 || asked.dryRun) return { ...nothing, findings };
    const exported = step === 'drop' ? await dropRows(tx, definition, asked.exportTo) : [];
    await writeDecision(tx, { ...asked, plugin: definition.name, reference });
    return { ...nothing, exported, tables: await settleTables(tx, asked) };
  });
}

const isAbsent = async (sql: Sql, definition: PluginDefinition): Promise<boolean> =>
  (await tablesState(sql, definition)) === 'absent';

/** After the decision: where the tables should be now, by what all co-operatives have decided. */
async function settleTables(
  sql: Sql,
  { definition, step }: OperatorStep,
): Promise<CarriedOut['tables']> {
  const state = await tablesState(sql, definition);
  const { used, kept } = await usersOf(sql, definition.name);
  if (step === 'drop' && used + kept === 0) {
    await deleteSchema(sql, definition);
    return 'schema deleted';
  }
  if (state === 'live' && used === 0 && definition.entities.length > 0) {
    await putAside(sql, definition);
    return step === 'drop' ? 'rows deleted' : 'put aside';
  }
  if (state === 'aside' && used > 0) {
    await bringBack(sql, definition);
    return 'brought back';
  }
  return step === 'drop' ? 'rows deleted' : 'unchanged';
}

/** Co-operatives whose newest decision has the plugin on or off, and those that archived it. */
async function usersOf(sql: Sql, plugin: string): Promise<{ used: number; kept: number }> {
  const [row] = await sql.query<{ used: bigint; kept: bigint }>(
    `select count(*) filter (where state in ('ENABLED', 'DISABLED')) as used,
       count(*) filter (where state = 'ARCHIVED') as kept
     from (select distinct on (cooperative_id) state from core.plugin_decision
       where plugin = $1 order by cooperative_id, id desc) newest`,
    [plugin],
  );
  return { used: Number(row?.used ?? 0), kept: Number(row?.kept ?? 0) };
}

/** The next `migrate` makes it anew, empty. */
async function deleteSchema(sql: Sql, { name }: PluginDefinition): Promise<void> {
  const schema = name.replaceAll('-', '_');
  await sql.query(`drop schema if exists "${schema}" cascade`);
  await sql.query(`drop schema if exists "${schema}__archived" cascade`);
  await sql.query('delete from core.archived_schema where plugin = $1', [name]);
  await sql.query(`delete from gezel_migration where name like $1 || '/%'`, [name]);
}
