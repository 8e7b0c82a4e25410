import { verifyLedger, verifyTable } from '../../core/money/ledger/verify.js';
import { readConfig } from '../../core/platform/config.js';
import { openDatabase } from '../../core/platform/database/pool.js';
import { borrowDatabase } from './database.js';

/** `npm run verify`: proves every invariant over the whole ledger; exit code 1 on a finding. */
export async function verify(env: NodeJS.ProcessEnv): Promise<number> {
  const { url, release } = await borrowDatabase(readConfig(env));
  const owner = openDatabase({
    ...{ url, size: 1, statementTimeoutMs: 0, lockTimeoutMs: 2_000, role: null },
  });
  try {
    const report = await verifyLedger(owner);
    console.log(verifyTable(report));
    return report.ok ? 0 : 1;
  } finally {
    await owner.close();
    await release();
  }
}
