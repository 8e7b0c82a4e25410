import type { PluginSeeds } from 'gezel/sdk';

/** It keeps nothing of its own. */
export const seeds: PluginSeeds = {};
