/**
 * A server that only sends documents, for tests that kill it: `node testing-child.js URL FOLDER WHEN`
 * kills itself `before` or `after` a document has gone out, or (`never`) ends when nothing is due.
 */
import 'reflect-metadata';
import { coreServices } from '../../core-services.js';
import { coreDomains } from '../../domains.js';
import { readConfig } from '../../platform/config.js';
import { openPlatform } from '../../platform/open.js';
import type { AccessPoint } from './access-point.js';
import { directoryAccessPoint } from './directory-access-point.js';
import { sendDue } from './send-due.js';

const [url = '', folder = '', when = 'never'] = process.argv.slice(2);
const platform = await openPlatform({
  config: readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: folder }),
  ...{ url, domains: coreDomains, services: coreServices, plugins: [] },
});
const real = directoryAccessPoint(folder);
const point: AccessPoint = {
  ...real,
  send: async (message) => {
    if (when === 'before') process.kill(process.pid, 'SIGKILL');
    const state = await real.send(message);
    if (when === 'after') process.kill(process.pid, 'SIGKILL');
    return state;
  },
};
await sendDue(platform, point);
await platform.close();
