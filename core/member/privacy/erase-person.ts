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
import { retentionTerms } from './retention.js';

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
  /** Whole years after the one of the document; null: erased, or no term of the law. */
  readonly keptYears: number | null;
  /** The source of that term. */
  readonly source: string | null;
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
      const tables = await personalTables(tx, ctx.platform);
      const terms = await retentionTerms(tx, tx.cooperativeId, ctx.platform.clock.today());
      const found = [
        ...(member.status === MemberStatus.LEFT ? [] : [stillMember]),
        ...(await obstacles(tx, ctx, memberId)),
        ...termsMissing(tables, terms),
      ];
      const outcome = found.length > 0 ? nothing : await erased(tx, ctx, tables, terms, memberId);
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

const stillMember: Finding = { code: 'privacy.still-member', path: ['memberId'] };

/** What any domain still has to settle with the person. */
async function obstacles(tx: Tx, { platform }: Context, memberId: string): Promise<Finding[]> {
  const asked = platform.domains.flatMap(({ erasureObstacles = [] }) => erasureObstacles);
  const found: Finding[] = [];
  for (const ask of asked) found.push(...(await ask(tx, memberId, platform.clock.today())));
  return found;
}

type Terms = Awaited<ReturnType<typeof retentionTerms>>;

/** A term that nobody knows is named; nothing is told as kept without one that has one. */
function termsMissing(tables: readonly PersonalTable[], terms: Terms): Finding[] {
  const needed = new Set(tables.flatMap(({ term }) => (term === null ? [] : [term])));
  return [...needed]
    .filter((term) => !terms.has(term))
    .map((term) => ({ code: 'privacy.term-missing', values: { term: `retention.${term}` } }));
}

async function erased(
  tx: Tx,
  ctx: Context,
  tables: readonly PersonalTable[],
  terms: Terms,
  memberId: string,
): Promise<ErasedPerson> {
  const outcomes = { erased: [] as TableOutcome[], kept: [] as TableOutcome[] };
  // The member's own row last: others may look for it while they are erased.
  for (const one of [...tables].reverse()) {
    const rows = await eraseIn(tx, ctx, one, memberId);
    if (rows === 0) continue;
    const { name: table, plugin, ground, erasure, term } = one;
    const { years = null, source = null } = (term && terms.get(term)) ?? {};
    const outcome = { table, plugin, rows, ground, keptYears: years, source };
    outcomes[erasure === null ? 'kept' : 'erased'].unshift(outcome);
  }
  return { done: true, ...outcomes, violations: [] };
}

/** How many rows were erased, or are kept. */
async function eraseIn(
  tx: Tx,
  ctx: Context,
  { table, name, plugin, whose, erasure }: PersonalTable,
  memberId: string,
): Promise<number> {
  const where = `where t.cooperative_id = $1 and (${whose})`;
  const params = [tx.cooperativeId, memberId];
  if (erasure === null || erasure.kind === 'vault') {
    const [row] = await tx.query<{ count: bigint }>(
      `select count(*) as count from ${table} t ${where}`,
      params,
    );
    const rows = Number(row?.count ?? 0n);
    if (erasure !== null && rows > 0) await ctx.platform.vault.destroy(tx, memberId);
    return rows;
  }
  const change =
    erasure.kind === 'columns'
      ? `update ${table} t set ${erasure.set.join(', ')}`
      : `delete from ${table} t`;
  const gone = await tx.query<{ id: string | null }>(
    `${change} ${where} returning to_jsonb(t) ->> 'id' as id`,
    params,
  );
  if (plugin !== null) await letGoFiles(tx, name, gone, erasure.kind === 'row' ? null : memberId);
  return gone.length;
}

/**
 * The files of a plugin's rows that were erased become uploads that nothing uses: their bytes go with
 * the next sweep. Of a row that stays, only what the person uploaded.
 */
async function letGoFiles(
  tx: Tx,
  entity: string,
  rows: readonly { readonly id: string | null }[],
  uploader: string | null,
): Promise<void> {
  const ids = rows.flatMap(({ id }) => id ?? []);
  if (ids.length === 0) return;
  await tx.query(
    `update core.stored_file
     set subject_type = null, subject_id = null, claimed_at = null, filename = '—',
       expires_at = least(expires_at, now())
     where cooperative_id = $1 and subject_type = $2 and subject_id::text = any ($3::text[])
       and ($4::uuid is null or uploaded_by = $4)`,
    [tx.cooperativeId, entity, ids, uploader],
  );
}
