import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import type { ErasedRows } from '../../platform/host/remote-plugin.js';
import { violationsOf } from '../../platform/model/say.js';
import { requireReach } from '../../platform/viewer.js';
import { type Once, takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { MemberStatus } from '../member.entity.js';
import { lockedMember, memberEvent, memberIdOf } from '../member-state.js';
import { eraseTables, letGoFiles } from './erase-tables.js';
import { heldRows } from './holds.js';
import { type PersonalTable, personalTables } from './personal-tables.js';
import { remotesOf } from './remotes-of.js';
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
        ...(await heldRows(tx, tables, memberId, ctx.platform.clock.today())),
      ];
      const outcome = found.length > 0 ? nothing : await everywhere(tx, ctx, tables, terms, order);
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
export class NotErased extends Error {
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
export function termsMissing(tables: readonly PersonalTable[], terms: Terms): Finding[] {
  const needed = new Set(tables.flatMap(({ term }) => (term === null ? [] : [term])));
  return [...needed]
    .filter((term) => !terms.has(term))
    .map((term) => ({ code: 'privacy.term-missing', values: { term: `retention.${term}` } }));
}

/**
 * Here, then in the plugins that run elsewhere: one that does not answer undoes what was done here,
 * and what it had done already is done again without harm.
 */
async function everywhere(
  tx: Tx,
  ctx: Context,
  tables: readonly PersonalTable[],
  terms: Terms,
  order: EraseOrder,
): Promise<ErasedPerson> {
  const memberId = memberIdOf(order.memberId);
  const done = [...(await eraseTables(tx, ctx, tables, memberId))];
  for (const remote of await remotesOf(tx, ctx.platform)) {
    const asked = { cooperativeId: tx.cooperativeId, who: { memberId } };
    done.push(...(await remote.erase({ ...asked, dryRun: order.dryRun === true })));
  }
  for (const one of done) await letGoFiles(tx, one, memberId);
  return outcomeOf(done, terms);
}

/** What became of the person, by table. */
export function outcomeOf(done: readonly ErasedRows[], terms: Terms): ErasedPerson {
  const told = done.map(({ name: table, plugin, rows, ground, term, change }) => {
    const { years = null, source = null } = (change === 'kept' && term && terms.get(term)) || {};
    return { change, outcome: { table, plugin, rows, ground, keptYears: years, source } };
  });
  const where = (kept: boolean) =>
    told.filter(({ change }) => (change === 'kept') === kept).map(({ outcome }) => outcome);
  return { done: true, erased: where(false), kept: where(true), violations: [] };
}
