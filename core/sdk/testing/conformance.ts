import { afterAll, beforeAll, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import { declareKit } from './kit.js';
import { describeLacking } from './lacking.js';
import type { ConformanceOptions } from './options.js';
import { absentSides, sidesOf } from './sides.js';

/**
 * Declares the tests that every plugin passes. A plugin's test file says `conformance(plugin)` and
 * then its own cases; a plugin that passes keeps the promises of the contract in the merged graph.
 */
export function conformance(plugin: PluginDefinition, options: ConformanceOptions = {}): void {
  describeLacking(
    absentSides(plugin, options),
    `conformance of the plugin "${plugin.name}"`,
    () => {
      let running: TestPlatform | undefined;
      beforeAll(async () => {
        running = await testPlatform({ plugins: [plugin, ...(await sidesOf(plugin, options))] });
      });
      afterAll(() => running?.close());
      const platform = () => {
        if (running === undefined) throw new Error('The test platform is not open.');
        return running;
      };
      declareKit(test, plugin, platform, options);
    },
  );
}
