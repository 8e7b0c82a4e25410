import { verifyLedger, verifyTable } from '../../core/money/ledger/verify.js';
import { openDatabase } from '../../core/platform/database/pool.js';

/** Proves the ledger of a database and says so; the exit code of a command that ends with it. */
export async function proved(url: string): Promise<number> {
  const owner = openDatabase({
    ...{ url, size: 1, statementTimeoutMs: 0, lockTimeoutMs: 2_000, role: null },
  });
  try {
    const report = await verifyLedger(owner);
    console.log(verifyTable(report));
    return report.ok ? 0 : 1;
  } finally {
    await owner.close();
  }
}
