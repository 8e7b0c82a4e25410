import { expect } from '@jest/globals';
import { twoServers } from '../../../gateway/federation/testing/two-servers.js';
import { testPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import { comparable } from './comparable.js';
import type { ConformanceOptions } from './conformance.js';
import type { Declare } from './declare.js';
import { runReadme } from './readme.js';
import { seed } from './row-tests.js';

/** The plugin answers the same however the graph is put together. */
export function topologyTests(
  test: Declare,
  plugin: PluginDefinition,
  options: ConformanceOptions,
): void {
  let merged: Promise<unknown> | undefined;
  const expected = () => {
    merged ??= inProcess('merged', plugin, options);
    return merged;
  };

  test('answers each operation of its README the same, federated in process', async () => {
    expect(await inProcess('federated', plugin, options)).toEqual(await expected());
  });

  test('answers each operation of its README the same, served alone over HTTP', async () => {
    expect(await elsewhere(plugin, options)).toEqual(await expected());
  });
}

async function inProcess(
  topology: 'merged' | 'federated',
  plugin: PluginDefinition,
  options: ConformanceOptions,
): Promise<unknown> {
  const running = await testPlatform({ plugins: [plugin], topology });
  try {
    await seed(plugin, running);
    return told(await runReadme(plugin, running, options));
  } finally {
    await running.close();
  }
}

/** A server and a database of its own for the plugin; what it knows of the core it asks for. */
async function elsewhere(plugin: PluginDefinition, options: ConformanceOptions): Promise<unknown> {
  const { gateway, satellite, close } = await twoServers(plugin);
  try {
    await satellite.platform.host.enabled(gateway.cooperativeId);
    await seed(plugin, { ...gateway, platform: satellite.platform });
    return told(await runReadme(plugin, gateway, options));
  } finally {
    await close();
  }
}

const told = (answers: Awaited<ReturnType<typeof runReadme>>): unknown =>
  comparable(
    answers.map(({ operation, answer: { data, errors } }) => ({
      ...{ operation, data },
      errors: errors?.map(({ message, path }) => ({ message, path })),
    })),
  );
