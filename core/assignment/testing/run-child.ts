/**
 * A server that only runs assignments, for tests that kill it: `node run-child.js URL STATEMENTS`
 * works until nothing is due and ends with 0, or kills itself before its so-manieth statement.
 */
import 'reflect-metadata';
import { coreServices } from '../../core-services.js';
import { coreDomains } from '../../domains.js';
import { clockAt } from '../../platform/clock.js';
import { readConfig } from '../../platform/config.js';
import { openPlatform } from '../../platform/open.js';
import { runAssignments } from '../runner.js';
import { makeProbe } from './probe.js';

const [url = '', statements = ''] = process.argv.slice(2);
const clock = clockAt(() => new Date('2026-11-23T12:00:00+01:00'));
const platform = await openPlatform({
  config: readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }),
  ...{ url, clock, domains: coreDomains, services: coreServices },
  plugins: [makeProbe().plugin],
});
let left = Number(statements);
if (left > 0) {
  platform.database.observers.add(() => {
    if (left-- === 0) process.kill(process.pid, 'SIGKILL');
  });
}
await runAssignments(platform);
await platform.close();
