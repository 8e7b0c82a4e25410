import type { TestPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';
import { attemptTests } from './attempt-tests.js';
import { borderTests } from './border-tests.js';
import { coreTests } from './core-tests.js';
import type { Declare } from './declare.js';
import { definitionTests } from './definition-tests.js';
import { eventTests } from './event-tests.js';
import { graphTests } from './graph-tests.js';
import { lifeTests } from './life-tests.js';
import type { ConformanceOptions } from './options.js';
import { privacyTests } from './privacy-tests.js';
import { referenceTests } from './reference-tests.js';
import { rowTests } from './row-tests.js';
import { sentenceTests } from './sentence-tests.js';
import { sickTests } from './sick-tests.js';
import { mergedRun, topologyTests } from './topology-tests.js';
import { validationTests } from './validation-tests.js';

/** All families of the kit, declared to whoever runs them; those that erase and archive come last. */
export function declareKit(
  test: Declare,
  plugin: PluginDefinition,
  platform: () => TestPlatform,
  options: ConformanceOptions,
): void {
  const merged = mergedRun(plugin, options);
  definitionTests(test, plugin);
  validationTests(test, plugin, options);
  graphTests(test, plugin, options);
  topologyTests(test, plugin, options, merged);
  rowTests(test, plugin, platform, options);
  borderTests(test, plugin, platform, options);
  referenceTests(test, plugin, platform, options);
  coreTests(test, plugin);
  attemptTests(test, plugin, merged);
  sentenceTests(test, plugin, options, merged);
  sickTests(test, plugin, platform, options);
  eventTests(test, plugin, platform, options);
  privacyTests(test, plugin, platform);
  lifeTests(test, plugin, platform);
}
