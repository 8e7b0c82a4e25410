import { expect } from '@jest/globals';
import { coreServices } from '../../core-services.js';
import { coreDomains } from '../../domains.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { createHost } from '../../platform/host/create-host.js';
import type { PluginHost } from '../../platform/host/host.js';
import { newId } from '../../platform/ids.js';
import type { TestPlatform } from '../../platform/testing/platform.js';
import type { Snapshot, Transition } from '../../platform/write/transition.js';
import type { PluginDefinition } from '../define.js';
import { definePlugin } from '../define-plugin.js';
import type { Declare } from './declare.js';
import type { ConformanceOptions } from './options.js';
import { rowHashes } from './row-tests.js';

/** How a part of the plugin is made sick: it throws, it never answers, it answers nonsense. */
const illnesses = {
  throws: () => {
    throw new Error('The plugin is sick.');
  },
  hangs: () => new Promise<never>(() => undefined),
  babbles: () => 7 as never,
} as const;

type Illness = keyof typeof illnesses;

/** With each of its parts made sick, the core still answers and nothing of the plugin is written. */
export function sickTests(
  test: Declare,
  plugin: PluginDefinition,
  platform: () => TestPlatform,
  options: ConformanceOptions,
  hostOf: HostOf = hostWith,
): void {
  if (plugin.validations.length > 0) {
    test('never lets a step through when its rules throw, hang or babble', async () => {
      for (const illness of Object.keys(illnesses) as Illness[]) {
        const sick = definePlugin({
          ...plugin,
          validations: plugin.validations.map(({ at, needs, ...rule }) => ({
            ...rule,
            effective: { from: '2000-01-01' },
            check: illnesses[illness] as never,
          })),
        });
        for (const on of new Set(sick.validations.map((rule) => rule.on))) {
          const codes = await judged(platform(), hostOf(platform(), sick), on, options);
          expect({ illness, on, codes }).toEqual({
            ...{ illness, on },
            codes: codes.map(() => 'plugin.unavailable'),
          });
          expect(codes.length).toBeGreaterThan(0);
        }
      }
    });
  }

  if (plugin.events.length > 0) {
    test('leaves no rows and is tried again when a handler throws or hangs', async () => {
      await eachSick(
        platform(),
        ['throws', 'hangs'],
        async (run) => {
          const sick = definePlugin({
            ...plugin,
            events: plugin.events.map((one) => ({ ...one, handle: run as never })),
            // Who hears of settled requests is another subscriber, and not sick.
            providers: [],
          });
          // A provider's subscriber is the plugin's too, and hears of answers only.
          const handlers = new Set(plugin.events.map(({ name }) => `${plugin.name}/${name}`));
          return hostOf(platform(), sick)
            .subscribers(impatient(platform()))
            .filter(({ name }) => handlers.has(name))
            .map(
              ({ handle }) =>
                () =>
                  inTransaction(platform().platform.orm, platform().cooperativeId, (tx) =>
                    handle(tx, eventOf(platform()), platform().platform),
                  ),
            );
        },
        plugin,
      );
    });
  }

  if (plugin.jobs.length > 0) {
    test('counts a job as failed that throws or hangs, and writes nothing', async () => {
      await eachSick(
        platform(),
        ['throws', 'hangs'],
        async (run) => {
          const sick = definePlugin({
            ...plugin,
            jobs: plugin.jobs.map((one) => ({ ...one, run: run as never })),
          });
          const host = hostOf(platform(), sick);
          const hurried = { ...impatient(platform()), host };
          return host.jobs(hurried).map(
            ({ run: job }) =>
              () =>
                job(hurried),
          );
        },
        plugin,
      );
    });
  }
}

/** Runs each piece of sick work: every one must fail, and no row of the plugin may change. */
async function eachSick(
  here: TestPlatform,
  kinds: readonly Illness[],
  work: (illness: () => unknown) => Promise<(() => Promise<unknown>)[]>,
  plugin: PluginDefinition,
): Promise<void> {
  const before = await rowHashes(plugin, here);
  for (const kind of kinds) {
    for (const one of await work(illnesses[kind])) {
      const failed = await one().then(
        () => false,
        () => true,
      );
      expect({ kind, failed }).toEqual({ kind, failed: true });
    }
  }
  expect(await rowHashes(plugin, here)).toEqual(before);
}

/** The host of a plugin beside the one that the platform has. */
export type HostOf = (here: TestPlatform, plugin: PluginDefinition) => PluginHost;

export const hostWith: HostOf = ({ platform }, plugin) =>
  createHost({
    ...{ definitions: [plugin], database: platform.database },
    ...{ domains: coreDomains, services: coreServices },
  });

/** A platform that waits for nobody: the limits are what is tested, not how long they are. */
export function impatient({ platform }: TestPlatform): TestPlatform['platform'] {
  const config = { ...platform.config, pluginTimeoutMs: 40, pluginWorkTimeoutMs: 2 };
  return { ...platform, config };
}

async function judged(
  here: TestPlatform,
  host: PluginHost,
  on: string,
  { states }: ConformanceOptions,
): Promise<string[]> {
  const transition = coreDomains
    .flatMap(({ transitions }) => transitions)
    .find(({ name }) => name === on) as Transition<Snapshot>;
  const activityId = here.activityIds['member-stage'];
  const workerId = here.memberIds['member-stage'];
  const state = { id: newId(), version: 1, activityId, workerId, ...states?.[on]?.[0] };
  const ctx = here.ctx('member-stage');
  return inTransaction(here.platform.orm, here.cooperativeId, async (tx) => {
    const change = { before: state, after: state };
    const found = await host.judge({ ...ctx, tx }, tx, transition, change);
    return found.map(({ code }) => code);
  });
}

const eventOf = ({ cooperativeId, activityIds, platform }: TestPlatform) => ({
  ...{ id: newId(), cooperativeId, type: 'conformance.happened', actor: null, payload: {} },
  subject: { type: 'Activity', id: activityIds['member-stage'] },
  ...{ activityId: activityIds['member-stage'], occurredAt: platform.clock.now() },
});
