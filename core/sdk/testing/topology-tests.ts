import { expect } from '@jest/globals';
import { twoServers } from '../../../gateway/federation/testing/two-servers.js';
import { testPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import { type Trial, trying } from './attempt-tests.js';
import { comparable } from './comparable.js';
import type { Declare } from './declare.js';
import type { MergedRun } from './merged-run.js';
import type { ConformanceOptions } from './options.js';
import { erasedAlone } from './privacy-tests.js';
import { type ReadmeAnswer, runReadme } from './readme.js';
import { guarded, refusedOperations } from './refusal-answers.js';
import { seed } from './row-tests.js';
import { sidesOf } from './sides.js';

export function mergedRun(plugin: PluginDefinition, options: ConformanceOptions): MergedRun {
  return once(() => inProcess('merged', plugin, options));
}

/** The plugin answers the same however the graph is put together. */
export function topologyTests(
  test: Declare,
  plugin: PluginDefinition,
  options: ConformanceOptions,
  merged: MergedRun,
): void {
  const federated = once(() => inProcess('federated', plugin, options));
  const alone = once(() => elsewhere(plugin, options));

  test('answers each operation of its README the same, federated in process', async () => {
    expect((await federated()).answers).toEqual((await merged()).answers);
  });

  test('answers each operation of its README the same, served alone over HTTP', async () => {
    expect((await alone()).answers).toEqual((await merged()).answers);
  });

  test('refuses the same however it runs: nobody, a stranger, a repeat, and while it is off', async () => {
    const { refused } = await merged();
    expect((await federated()).refused).toEqual(refused);
    expect((await alone()).refused).toEqual(refused);
  });

  if (!plugin.privacy.some(({ subject }) => subject !== 'contact')) return;
  test('is rid of an erased person in a database of its own, served alone', async () => {
    expect((await alone()).left).toEqual([]);
  });
}

async function inProcess(
  topology: 'merged' | 'federated',
  plugin: PluginDefinition,
  options: ConformanceOptions,
): ReturnType<MergedRun> {
  const sides = await sidesOf(plugin, options);
  const running = await testPlatform({ plugins: [plugin, ...sides], topology });
  const trials: Trial[] = [];
  try {
    await seed(plugin, running);
    const asked = topology === 'merged' ? trying(plugin, running, trials) : running;
    const answers = await runReadme(plugin, asked, options);
    const forget = running.platform.host.forget;
    const { platform } = running;
    const ran = { answers, options, platform, forget };
    const refused = await refusedOperations(plugin, guarded(running), ran);
    return { answers: told(answers), refused, trials };
  } finally {
    await running.close();
  }
}

/** A server and a database of its own for the plugin; what it knows of the core it asks for. */
async function elsewhere(plugin: PluginDefinition, options: ConformanceOptions) {
  const { gateway, satellite, own, close } = await twoServers(plugin, {
    local: await sidesOf(plugin, options),
  });
  try {
    await satellite.platform.host.enabled(gateway.cooperativeId);
    const there = { ...gateway, platform: satellite.platform };
    await seed(plugin, there);
    const answers = await runReadme(plugin, gateway, options);
    const forget = (cooperativeId: string) => {
      gateway.platform.host.forget(cooperativeId);
      satellite.platform.host.forget(cooperativeId);
    };
    const { platform } = satellite;
    const ran = { answers, options, platform, forget };
    const refused = await refusedOperations(plugin, guarded(gateway), ran);
    const left = await erasedAlone(plugin, gateway, { ...there, admin: own });
    return { answers: told(answers), refused, left };
  } finally {
    await close();
  }
}

const told = (answers: readonly ReadmeAnswer[]): unknown =>
  comparable(
    answers.map(({ operation, answer: { data, errors } }) => ({
      ...{ operation, data },
      errors: errors?.map(({ message, path }) => ({ message, path })),
    })),
  );

function once<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}
