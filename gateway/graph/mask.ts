import type { CoreReference } from '../../core/sdk/tokens.js';

/**
 * A core thing as a plugin sees it: its UUID and nothing else, exactly what a remote plugin would
 * get. Any other read throws, so that a plugin that works in process works remotely too.
 */
export function mask(plugin: string): (parent: CoreReference) => CoreReference {
  const handler: ProxyHandler<{ id: string }> = {
    get: (target, property) => {
      if (property === 'id') return target.id;
      // `then` is read by every await, symbols by the language itself.
      if (typeof property === 'symbol' || property === 'then') return undefined;
      throw new Error(
        `The plugin "${plugin}" read "${property}" of a core type: only "id" is its.`,
      );
    },
    set: () => false,
  };
  return (parent) => new Proxy({ id: parent.id }, handler);
}
