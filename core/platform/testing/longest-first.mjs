/**
 * Longest first, also where jest has not measured yet, so that no thread is alone with a minute's
 * work in the end: what runs servers of its own, then each plugin's conformance, then larger files.
 */
import { basename, dirname } from 'node:path';
import TestSequencer from '@jest/test-sequencer';

const serversOfTheirOwn = [
  ...['gateway/story', 'gateway/main-job', 'gateway/month', 'gateway/ten-tools'],
  ...['gateway/tour', 'gateway/autonomous', 'gateway/commands/plugin-new'],
  ...['gateway/commands/outside-plugin', 'core/assignment/kill', 'core/sdk/testing/kit'],
].map((name) => `/${name}.test.ts`);

export default class LongestFirst extends TestSequencer {
  time(test) {
    return super.time(test) ?? expectedMs(test);
  }
}

function expectedMs({ path, context }) {
  if (serversOfTheirOwn.some((name) => path.endsWith(name))) return 30_000;
  const isConformance = basename(path) === `${basename(dirname(path))}.test.ts`;
  return (isConformance ? 10_000 : 0) + (context.hasteFS.getSize(path) ?? 0) / 10;
}
