/**
 * A server that only pays, for tests that kill it: `node pay-child.js URL STATEMENTS` pays what is
 * due in batches of five and ends with 0, or kills itself before its so-manieth statement.
 */
import 'reflect-metadata';
import { coreServices } from '../../core-services.js';
import { coreDomains } from '../../domains.js';
import { clockAt } from '../../platform/clock.js';
import { readConfig } from '../../platform/config.js';
import { openPlatform } from '../../platform/open.js';
import { payDueContracts } from '../pay-run/pay-runner.js';

const [url = '', statements = ''] = process.argv.slice(2);
const clock = clockAt(() => new Date('2026-12-03T12:00:00+01:00'));
const platform = await openPlatform({
  config: readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }),
  ...{ url, clock, domains: coreDomains, services: coreServices, plugins: [] },
});
let left = Number(statements);
platform.database.observers.add(() => {
  if (left-- === 0) process.kill(process.pid, 'SIGKILL');
});
await payDueContracts(platform, '2026-12-03', 5);
await platform.close();
