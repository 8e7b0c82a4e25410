import { contactTablesOfPlugins } from '../../core/member/privacy/contact-tables.js';
import { eraseTables } from '../../core/member/privacy/erase-tables.js';
import { personalRows } from '../../core/member/privacy/export-person.js';
import { tablesOfPlugins } from '../../core/member/privacy/personal-tables.js';
import { purgeBatchSize } from '../../core/member/privacy/purge.js';
import { purgeTablesOfPlugins } from '../../core/member/privacy/purge-tables.js';
import type { Platform } from '../../core/platform/context.js';
import type {
  ErasedRows,
  PersonalRows,
  PurgedRows,
  PurgeOrder,
} from '../../core/platform/host/remote-plugin.js';
import { systemContext } from '../../core/platform/host/system-viewer.js';
import { transact } from '../../core/platform/write/transact.js';
import type { PersonWork } from '../remote/work.js';

/** Tells what the plugin's tables hold of a person, or does its duty to them, all or nothing. */
export async function personWork(
  platform: Platform,
  { cooperativeId, who, erase }: PersonWork,
): Promise<readonly PersonalRows[] | readonly ErasedRows[]> {
  const { database } = platform;
  const isMember = 'memberId' in who;
  const key = isMember ? who.memberId : who.pattern;
  const tables = await (isMember ? tablesOfPlugins : contactTablesOfPlugins)(database, platform);
  if (erase === undefined) {
    const asks = { key, isAsking: isMember && who.isAsking === true };
    return Promise.all(tables.map((one) => personalRows(database, cooperativeId, one, asks)));
  }
  const ctx = systemContext(platform, cooperativeId);
  try {
    return await transact(ctx, async (tx) => {
      const done = await eraseTables(tx, { ...ctx, tx }, tables, key);
      if (erase.dryRun) throw new OnlyTried(done);
      return done;
    });
  } catch (error) {
    if (error instanceof OnlyTried) return error.done;
    throw error;
  }
}

/** Carries out of the transaction what it rolls back. */
class OnlyTried extends Error {
  constructor(readonly done: readonly ErasedRows[]) {
    super('It was only tried.');
  }
}

/** One batch of each table that is out of its term and not held, or how many rows there are. */
export async function purgeWork(
  platform: Platform,
  { cooperativeId, before, dryRun, held: ids }: PurgeOrder,
): Promise<readonly PurgedRows[]> {
  const told: PurgedRows[] = [];
  // Rows of a plugin are held by the ids in them, whatever these are of.
  const held = { today: platform.clock.today(), members: [], things: [], ids };
  for (const table of await purgeTablesOfPlugins(platform.database, platform)) {
    const day = before[table.term];
    if (day === undefined) continue;
    const about = { name: table.name, plugin: String(table.plugin), term: table.term };
    if (dryRun) {
      const due = await table.due(platform.database, cooperativeId, day, held);
      told.push({ ...about, ...due, ids: [] });
      continue;
    }
    const batch = { before: day, most: purgeBatchSize, held };
    const gone = await transact(systemContext(platform, cooperativeId), (tx) =>
      table.purge(tx, platform, batch),
    );
    const done = { rows: gone.length, held: 0, ids: gone.flatMap((id) => id ?? []) };
    told.push({ ...about, ...done });
  }
  return told;
}
