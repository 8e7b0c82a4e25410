import { join } from 'node:path';
import { verifyLedger, verifyTable } from '../../core/money/ledger/verify.js';
import { openDatabase } from '../../core/platform/database/pool.js';
import { month, monthBegins } from '../../seeds/demo/month.js';
import { onCalendarServer } from './calendar-server.js';

/** `npm run month`: a co-operative's whole month over HTTP, and the proof of the ledger after it. */
export async function monthCommand(env: NodeJS.ProcessEnv): Promise<number> {
  return onCalendarServer(env, { run: 'month', firstDay: monthBegins }, async (server) => {
    const accessPoint = join(server.config.dataDir, 'access-point');
    await month({ ...server.client, accessPoint });
    return proved(server.databaseUrl);
  });
}

async function proved(url: string): Promise<number> {
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
