import { expect } from '@jest/globals';
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';
import { buildGraph } from '../../../gateway/graph/build-graph.js';
import { foundIn, loadPlugin, pluginsFolder } from '../../platform/host/load-plugins.js';
import { buildPluginSchema } from '../../platform/schema/build-plugin.js';
import { builtCore } from '../../platform/testing/graphs.js';
import type { PluginDefinition } from '../define.js';
import type { Declare } from './declare.js';
import type { ConformanceOptions } from './options.js';
import { sidesOf } from './sides.js';

/** How the plugin's schema lies beside the core's and the other plugins'. */
export function graphTests(
  test: Declare,
  plugin: PluginDefinition,
  options: ConformanceOptions,
): void {
  let once: Promise<string> | undefined;
  const alone = () => {
    once ??= sidesOf(plugin, options).then((sides) => composed([plugin, ...sides]));
    return once;
  };

  test('keeps to its prefix, describes everything and is nullable at the border', () => {
    // Building refuses, with every finding, what is not so.
    expect(buildPluginSchema(plugin).sdl).toContain('@link');
  });

  test('composes with the core alone, and the merged graph is the composed one', async () => {
    expect(await alone()).not.toBe('');
  });

  test('composes with every plugin of this server, in any order', async () => {
    const here: PluginDefinition[] = [];
    for (const name of foundIn(pluginsFolder)) here.push(await loadPlugin(name));
    // Those of the folder are the same whichever of them asks: they are composed once a run.
    if (here.includes(plugin)) await composeInAnyOrder(here);
    else await inAnyOrder([plugin, ...here.filter(({ name }) => name !== plugin.name)]);
  });

  test('adds to the core and changes nothing of it', async () => {
    const core = buildSchema(await composedCore());
    const more = buildSchema(await alone());
    expect(findBreakingChanges(core, more)).toEqual([]);
    expect(findDangerousChanges(core, more)).toEqual([]);
  });
}

let together: Promise<void> | undefined;
const composeInAnyOrder = (plugins: readonly PluginDefinition[]) => {
  together ??= inAnyOrder(plugins);
  return together;
};

async function inAnyOrder(plugins: readonly PluginDefinition[]): Promise<void> {
  const all = await composed(plugins);
  expect(all).not.toBe('');
  expect(await composed(plugins.toReversed())).toBe(all);
}

let core: Promise<string> | undefined;
const composedCore = () => {
  core ??= composed([]);
  return core;
};

async function composed(plugins: readonly PluginDefinition[]): Promise<string> {
  const { composition } = await buildGraph({ ...builtCore(), plugins, compose: true });
  return composition?.apiSdl ?? '';
}
