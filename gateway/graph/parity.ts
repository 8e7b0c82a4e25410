import type { GraphQLSchema } from 'graphql';
import { CheckFailure, finding } from '../../core/platform/schema/finding.js';
import { sortedSdl } from '../../core/platform/schema/sorted-sdl.js';

/**
 * The merged graph and the composed one must be the same API, to the letter: a difference means that
 * the composition dropped something silently, and clients would see it change with the topology.
 */
export function refuseDisparity(schema: GraphQLSchema, composed: string): void {
  const merged = sortedSdl(schema);
  if (merged === composed) return;
  const difference = firstDifference(merged.split('\n'), composed.split('\n'));
  throw new CheckFailure([finding('SCH-003', 'merged and composed graph', difference)]);
}

function firstDifference(merged: readonly string[], composed: readonly string[]): string {
  const line = merged.findIndex((text, i) => text !== composed[i]);
  const at = line === -1 ? merged.length : line;
  const type = merged
    .slice(0, at + 1)
    .findLast((text) => /^(type|input|enum|interface)/.test(text));
  return `They differ in "${type ?? ''}": merged "${merged[at]}", composed "${composed[at]}".`;
}
