import { join } from 'node:path';
import { month, monthBegins } from '../../seeds/demo/month.js';
import { onCalendarServer } from './calendar-server.js';
import { proved } from './proved.js';

/** `npm run month`: a co-operative's whole month over HTTP, and the proof of the ledger after it. */
export async function monthCommand(env: NodeJS.ProcessEnv): Promise<number> {
  return onCalendarServer(env, { run: 'month', firstDay: monthBegins }, async (server) => {
    const accessPoint = join(server.config.dataDir, 'access-point');
    await month({ ...server.client, accessPoint });
    return proved(server.databaseUrl);
  });
}
