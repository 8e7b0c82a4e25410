import type { PluginSeeds } from 'gezel/sdk';

/**
 * Nothing: without a rule the user bears all, and a rule is a decision that two people take. Prices of
 * the demonstration are shared when somebody there decides so.
 */
export const seeds: PluginSeeds = {};
