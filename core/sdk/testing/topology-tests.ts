import { expect } from '@jest/globals';
import { twoServers } from '../../../gateway/federation/testing/two-servers.js';
import { testPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import { type Trial, trying } from './attempt-tests.js';
import { comparable } from './comparable.js';
import type { ConformanceOptions } from './conformance.js';
import type { Declare } from './declare.js';
import { runReadme } from './readme.js';
import { seed } from './row-tests.js';

/** The README's operations in the merged graph, on a database of their own: run once for all. */
export type MergedRun = () => Promise<{
  readonly answers: unknown;
  readonly trials: readonly Trial[];
}>;

export function mergedRun(plugin: PluginDefinition, options: ConformanceOptions): MergedRun {
  let run: ReturnType<MergedRun> | undefined;
  return () => {
    run ??= inProcess('merged', plugin, options);
    return run;
  };
}

/** The plugin answers the same however the graph is put together. */
export function topologyTests(
  test: Declare,
  plugin: PluginDefinition,
  options: ConformanceOptions,
  merged: MergedRun,
): void {
  test('answers each operation of its README the same, federated in process', async () => {
    const { answers } = await inProcess('federated', plugin, options);
    expect(answers).toEqual((await merged()).answers);
  });

  test('answers each operation of its README the same, served alone over HTTP', async () => {
    expect(await elsewhere(plugin, options)).toEqual((await merged()).answers);
  });
}

async function inProcess(
  topology: 'merged' | 'federated',
  plugin: PluginDefinition,
  options: ConformanceOptions,
): ReturnType<MergedRun> {
  const running = await testPlatform({ plugins: [plugin], topology });
  const trials: Trial[] = [];
  try {
    await seed(plugin, running);
    const asked = topology === 'merged' ? trying(plugin, running, trials) : running;
    return { answers: told(await runReadme(plugin, asked, options)), trials };
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
