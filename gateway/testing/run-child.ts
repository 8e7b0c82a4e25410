/**
 * A server with all plugins that only runs assignments, for a test that kills it:
 * `node run-child.js URL MARKS` kills itself (kill -9) when its so-manieth step is done and not yet
 * committed, or works until nothing is due and ends with 0.
 */
import 'reflect-metadata';
import { runAssignments } from '../../core/assignment/runner.js';
import { coreServices } from '../../core/core-services.js';
import { coreDomains } from '../../core/domains.js';
import { clockAt } from '../../core/platform/clock.js';
import { readConfig } from '../../core/platform/config.js';
import { loadPlugins } from '../../core/platform/host/load-plugins.js';
import { provideSdk } from '../../core/platform/host/provide-sdk.js';
import { openPlatform } from '../../core/platform/open.js';

provideSdk();
const [url = '', marks = ''] = process.argv.slice(2);
const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent' });
const platform = await openPlatform({
  ...{ config, url, domains: coreDomains, services: coreServices },
  clock: clockAt(() => new Date('2026-11-23T12:00:00+01:00')),
  plugins: await loadPlugins(config.plugins),
});
let left = Number(marks);
platform.database.observers.add((statement) => {
  // The mark is the last statement of a step: all that it did is there, and nothing is kept yet.
  if (!statement.startsWith('update core.assignment_step set status = $3, attempts = 0')) return;
  if (--left === 0) process.kill(process.pid, 'SIGKILL');
});
await runAssignments(platform);
await platform.close();
