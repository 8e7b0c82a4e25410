import type { Platform } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import { inTransaction } from '../../platform/database/transaction.js';
import type { DomainJob } from '../../platform/domain.js';
import type { PurgedRows, RemotePlugin } from '../../platform/host/remote-plugin.js';
import { newId } from '../../platform/ids.js';
import { letGoFiles } from './erase-tables.js';
import { heldNow, heldWhilePurging } from './holds.js';
import { type PurgeTable, purgeTablesOfCore, purgeTablesOfPlugins } from './purge-tables.js';
import { remotesOf } from './remotes-of.js';
import { type RetentionCode, type RetentionTerm, retentionTerms } from './retention.js';

/** What of a table is, or was, out of its term. */
export interface PurgedTable {
  readonly table: string;
  readonly plugin: string | null;
  readonly rows: number;
  /** What is dated before this day is out of its term. */
  readonly before: string;
  readonly source: string;
}

export interface PurgeDue {
  readonly tables: readonly PurgedTable[];
  /** What is out of its term too, and is kept for a lawsuit. */
  readonly held: readonly PurgedTable[];
  /** Terms that are not known for the country and day: nothing of theirs is purged. */
  readonly unknown: readonly RetentionCode[];
}

/** The day before which documents are out of a term, which runs from 1 January after their year. */
export const outOfTermBefore = (today: string, { years }: Pick<RetentionTerm, 'years'>): string =>
  `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}-01-01`;

/** What a purge would do now, over the core and all plugins. */
export async function purgeDue(platform: Platform, cooperativeId: string): Promise<PurgeDue> {
  const here = { ...platform.database, cooperativeId };
  const { terms, unknown } = await termsNow(platform, here);
  const holds = await heldNow(here, cooperativeId, platform.clock.today());
  const counts: (PurgedTable & { readonly held: number })[] = [];
  for (const table of await purgeTables(platform)) {
    const term = terms.get(table.term);
    if (term === undefined) continue;
    const due = await table.due(here, cooperativeId, term.before, holds);
    counts.push({ table: table.name, plugin: table.plugin, ...due, ...term });
  }
  for (const remote of await remotesOf(here, platform)) {
    const before = daysOf(terms);
    const told = await remote.purge({ cooperativeId, before, dryRun: true, held: holds.ids });
    counts.push(...told.map((one) => ({ ...toldOf(one, terms), held: one.held })));
  }
  const tables = counts.map(({ held: _, ...one }) => one);
  const held = counts.map(({ held: rows, ...one }) => ({ ...one, rows }));
  return { tables: tables.filter(isAny), held: held.filter(isAny), unknown };
}

const isAny = ({ rows }: PurgedTable): boolean => rows > 0;

/**
 * Purges what is out of its term and not held, table by table and so many rows a transaction, each
 * with its line in the records: killed at any point, it goes on where it was.
 */
export async function purge(
  platform: Platform,
  cooperativeId: string,
): Promise<Pick<PurgeDue, 'tables' | 'unknown'>> {
  const here = { ...platform.database, cooperativeId };
  const { terms, unknown } = await termsNow(platform, here);
  const done: PurgedTable[] = [];
  for (const table of await purgeTables(platform)) {
    const term = terms.get(table.term);
    if (term === undefined) continue;
    const about = { table: table.name, plugin: table.plugin, ...term };
    const rows = await inBatches(() => purgeBatch(platform, cooperativeId, table, about));
    if (rows > 0) done.push({ ...about, rows });
  }
  for (const remote of await remotesOf(here, platform)) {
    await inBatches(async () => {
      const told = await purgedElsewhere(platform, cooperativeId, remote, terms);
      done.push(...told.map((one) => toldOf(one, terms)));
      return Math.max(0, ...told.map(({ rows }) => rows));
    });
  }
  return { tables: done, unknown };
}

/** On the third of each month: terms end with a year, and what was open then is closed some day. */
export const purgeJob: DomainJob = {
  name: 'privacy.purge',
  cron: '40 2 3 * *',
  run: async (platform) => {
    const cooperatives = await platform.database.query<{ id: string }>(
      'select id from core.cooperative order by id',
    );
    for (const { id } of cooperatives) {
      const { unknown } = await purge(platform, id);
      for (const term of unknown) {
        platform.log.error({ cooperativeId: id, term }, 'a retention term is not known');
      }
    }
  },
};

/** Rows of one table that one transaction purges. */
export const purgeBatchSize = 5_000;

async function inBatches(batch: () => Promise<number>): Promise<number> {
  let all = 0;
  for (;;) {
    const rows = await batch();
    all += rows;
    if (rows < purgeBatchSize) return all;
  }
}

/** Bridges and sectors first: what is about a thing of the core goes before it. */
async function purgeTables(platform: Platform): Promise<PurgeTable[]> {
  const { database } = platform;
  return [
    ...(await purgeTablesOfPlugins(database, platform)),
    ...(await purgeTablesOfCore(database)),
  ];
}

type Terms = ReadonlyMap<RetentionCode, { readonly before: string; readonly source: string }>;

async function termsNow(
  { clock }: Platform,
  here: Sql & { readonly cooperativeId: string },
): Promise<{ terms: Terms; unknown: RetentionCode[] }> {
  const today = clock.today();
  const known = await retentionTerms(here, here.cooperativeId, today);
  const terms: Terms = new Map(
    [...known].map(([code, term]) => [
      code,
      { before: outOfTermBefore(today, term), source: term.source },
    ]),
  );
  return { terms, unknown: (['accounting', 'employment'] as const).filter((c) => !terms.has(c)) };
}

const daysOf = (terms: Terms): Partial<Record<RetentionCode, string>> =>
  Object.fromEntries([...terms].map(([code, { before }]) => [code, before]));

function toldOf({ name, plugin, term, rows }: PurgedRows, terms: Terms): PurgedTable {
  const { before = '', source = '' } = terms.get(term) ?? {};
  return { table: name, plugin, rows, before, source };
}

async function purgeBatch(
  platform: Platform,
  cooperativeId: string,
  table: PurgeTable,
  about: Omit<PurgedTable, 'rows'>,
): Promise<number> {
  return inTransaction(platform.orm, cooperativeId, async (tx) => {
    const held = await heldWhilePurging(tx, platform.clock.today());
    const batch = { before: about.before, most: purgeBatchSize, held };
    const gone = await table.purge(tx, platform, batch);
    const ids = gone.flatMap((id) => id ?? []);
    await letGoFiles(tx, { name: table.name, plugin: table.plugin, change: 'removed', ids }, null);
    if (gone.length > 0) await note(tx, platform, { ...about, rows: gone.length });
    return gone.length;
  });
}

/** One batch there, noted here: whoever sets a hold meanwhile waits until both are done. */
function purgedElsewhere(
  platform: Platform,
  cooperativeId: string,
  remote: RemotePlugin,
  terms: Terms,
): Promise<readonly PurgedRows[]> {
  return inTransaction(platform.orm, cooperativeId, async (tx) => {
    const { ids: held } = await heldWhilePurging(tx, platform.clock.today());
    const order = { cooperativeId, before: daysOf(terms), dryRun: false, held };
    const told = (await remote.purge(order)).filter(({ rows }) => rows > 0);
    for (const { name, plugin, ids, ...one } of told) {
      await letGoFiles(tx, { name, plugin, change: 'removed', ids }, null);
      await note(tx, platform, toldOf({ ...one, name, plugin, ids }, terms));
    }
    return told;
  });
}

/** Counts only: an audit of a purge that said what was in a row would keep it. */
async function note(
  tx: Sql & { readonly cooperativeId: string },
  { clock }: Platform,
  { table, plugin, rows, before, source }: PurgedTable,
): Promise<void> {
  await tx.query(
    `insert into core.purge_record
       (cooperative_id, id, plugin, table_name, rows, before_day, source, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.cooperativeId, newId(), plugin, table, rows, before, source, clock.now()],
  );
}
