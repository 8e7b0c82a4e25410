import { expect, test } from '@jest/globals';
import type { Topology } from '../../../gateway/graph/build-graph.js';
import { testPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import { comparable } from './comparable.js';
import type { ConformanceOptions } from './conformance.js';
import { runReadme } from './readme.js';
import { seed } from './row-tests.js';

/** The plugin answers the same however the graph is put together. */
export function topologyTests(plugin: PluginDefinition, options: ConformanceOptions): void {
  test('answers each operation of its README the same, merged and federated', async () => {
    expect(await answersIn('federated', plugin, options)).toEqual(
      await answersIn('merged', plugin, options),
    );
  });
}

async function answersIn(
  topology: Topology,
  plugin: PluginDefinition,
  options: ConformanceOptions,
): Promise<unknown[]> {
  const running = await testPlatform({ plugins: [plugin], topology });
  try {
    await seed(plugin, running);
    const answers = await runReadme(plugin, running, options);
    return comparable(answers.map(({ operation, answer }) => ({ operation, answer }))) as unknown[];
  } finally {
    await running.close();
  }
}
