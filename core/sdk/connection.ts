import type { ClassType } from 'type-graphql';
import { connectionType as connectionOf } from '../platform/read/connection-type.js';
import { collect } from './metadata.js';

/**
 * The Relay connection of a plugin's own type, named after it: `PerformingArtsDateConnection` for
 * `PerformingArtsDate`. A field of this type answers `store.page(…)` and takes `PageArgs`.
 */
export const connectionType = (node: ClassType): ClassType =>
  collect(() => connectionOf(node, node.name));
