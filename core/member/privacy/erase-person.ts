import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { violationsOf } from '../../platform/model/say.js';
import { requireReach } from '../../platform/viewer.js';
import { type Once, takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { MemberStatus } from '../member.entity.js';
import { lockedMember, memberEvent, memberIdOf } from '../member-state.js';
import { type PersonalTable, personalTables } from './personal-tables.js';

export interface EraseOrder {
  /** The member's global id. */
  readonly memberId: string;
  readonly dryRun?: boolean | null;
}

/** What became of one table. */
export interface TableOutcome {
  readonly table: string;
  readonly plugin: string | null;
  readonly rows: number;
  readonly ground: string;
}

export interface ErasedPerson {
  readonly done: boolean;
  readonly erased: readonly TableOutcome[];
  readonly kept: readonly TableOutcome[];
  readonly violations: Violation[];
}

/**
 * Erases a person who has left, over the core and every plugin, in one transaction: what nothing
 * obliges to keep goes, the rest is told with its ground. A table that cannot be erased refuses it
 * all: nobody is erased by half.
 */
export async function erasePerson(
  ctx: Context,
  order: EraseOrder,
  once: Once,
): Promise<ErasedPerson> {
  requireReach(ctx.viewer, 'privacy.erase');
  const memberId = memberIdOf(order.memberId);
  const nothing: ErasedPerson = { done: false, erased: [], kept: [], violations: [] };
  try {
    return await transact(ctx, async (tx) => {
      const repeated = order.dryRun
        ? null
        : await takeKey(tx, ctx, 'privacy.erase', once, memberId);
      if (repeated !== null) return { ...nothing, done: true };
      const member = await lockedMember(tx, memberId);
      const found: Finding[] = [];
      if (member.status !== MemberStatus.LEFT) {
        found.push({ code: 'privacy.still-member', path: ['memberId'] });
      }
      const tables = await personalTables(tx, ctx.platform);
      const outcome = found.length > 0 ? nothing : await erased(tx, tables, memberId);
      if (found.length > 0 || order.dryRun) throw new NotErased({ ...outcome, done: false }, found);
      await record(tx, ctx, 'privacy.erase', [memberEvent('member.erased', memberId)]);
      return outcome;
    });
  } catch (error) {
    if (!(error instanceof NotErased)) throw error;
    return { ...error.outcome, violations: violationsOf(ctx, error.findings) };
  }
}

/** Carries out of the transaction what it rolls back. */
class NotErased extends Error {
  constructor(
    readonly outcome: ErasedPerson,
    readonly findings: readonly Finding[],
  ) {
    super('Nobody was erased.');
  }
}

async function erased(
  tx: Tx,
  tables: readonly PersonalTable[],
  memberId: string,
): Promise<ErasedPerson> {
  const outcomes = { erased: [] as TableOutcome[], kept: [] as TableOutcome[] };
  // The member's own row last: others may look for it while they are erased.
  for (const one of [...tables].reverse()) {
    const rows = await eraseIn(tx, one, memberId);
    if (rows === 0) continue;
    const { name: table, plugin, ground, erasure } = one;
    outcomes[erasure === null ? 'kept' : 'erased'].unshift({ table, plugin, rows, ground });
  }
  return { done: true, ...outcomes, violations: [] };
}

/** How many rows were erased, or are kept. */
async function eraseIn(
  tx: Tx,
  { table, subjects, erasure }: PersonalTable,
  memberId: string,
): Promise<number> {
  const mine = subjects.map((column) => `t.${column} = $2`).join(' or ');
  const where = `where t.cooperative_id = $1 and (${mine})`;
  const params = [tx.cooperativeId, memberId];
  if (erasure === null) {
    const [row] = await tx.query<{ count: bigint }>(
      `select count(*) as count from ${table} t ${where}`,
      params,
    );
    return Number(row?.count ?? 0n);
  }
  const statement =
    erasure.kind === 'row'
      ? `delete from ${table} t ${where} returning 1`
      : `update ${table} t set ${erasure.set.join(', ')} ${where} returning 1`;
  return (await tx.query(statement, params)).length;
}
