import { expect } from '@jest/globals';
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';
import { buildGraph } from '../../../gateway/graph/build-graph.js';
import { coreDomains } from '../../domains.js';
import { foundIn, loadPlugin, pluginsFolder } from '../../platform/host/load-plugins.js';
import { buildPluginSchema } from '../../platform/schema/build-plugin.js';
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
    const here = foundIn(pluginsFolder);
    const others: PluginDefinition[] = [];
    for (const name of here) if (name !== plugin.name) others.push(await loadPlugin(name));
    const all = await composed([plugin, ...others]);
    expect(all).not.toBe('');
    // The plugins of this folder are the same whichever of them asks: their order is tried once.
    if (here[0] !== plugin.name && here.includes(plugin.name)) return;
    expect(await composed([...others.reverse(), plugin])).toBe(all);
  });

  test('adds to the core and changes nothing of it', async () => {
    const core = buildSchema(await composed([]));
    const more = buildSchema(await alone());
    expect(findBreakingChanges(core, more)).toEqual([]);
    expect(findDangerousChanges(core, more)).toEqual([]);
  });
}

async function composed(plugins: readonly PluginDefinition[]): Promise<string> {
  const { composition } = await buildGraph({ domains: coreDomains, plugins, compose: true });
  return composition?.apiSdl ?? '';
}
