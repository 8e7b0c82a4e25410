import { eraseTables } from '../../core/member/privacy/erase-tables.js';
import { personalRows } from '../../core/member/privacy/export-person.js';
import { tablesOfPlugins } from '../../core/member/privacy/personal-tables.js';
import type { Platform } from '../../core/platform/context.js';
import type { ErasedRows, PersonalRows } from '../../core/platform/host/remote-plugin.js';
import { systemContext } from '../../core/platform/host/system-viewer.js';
import { transact } from '../../core/platform/write/transact.js';
import type { PersonWork } from '../remote/work.js';

/** Tells what the plugin's tables hold of a member, or does its duty to them, all or nothing. */
export async function personWork(
  platform: Platform,
  { cooperativeId, memberId, erase }: PersonWork,
): Promise<readonly PersonalRows[] | readonly ErasedRows[]> {
  const { database } = platform;
  const tables = await tablesOfPlugins(database, platform);
  if (erase === undefined) {
    return Promise.all(tables.map((one) => personalRows(database, cooperativeId, one, memberId)));
  }
  const ctx = systemContext(platform, cooperativeId);
  try {
    return await transact(ctx, async (tx) => {
      const done = await eraseTables(tx, { ...ctx, tx }, tables, memberId);
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
