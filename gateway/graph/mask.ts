import type { CoreReference } from '../../core/sdk/tokens.js';

/**
 * A thing of the core, or of another plugin, as a plugin sees it: its UUID and nothing else, exactly
 * what a remote plugin would get. Any other read throws, so that a plugin that works in process works
 * remotely too.
 */
export function mask(plugin: string): (parent: CoreReference) => CoreReference {
  const handler: ProxyHandler<{ id: string }> = {
    get: (target, property) => {
      if (property === 'id') return target.id;
      // `then` is read by every await, symbols by the language itself.
      if (typeof property === 'symbol' || property === 'then') return undefined;
      throw new Error(
        `The plugin "${plugin}" read "${property}" of a type that is not its own: it has "id".`,
      );
    },
    set: () => false,
  };
  return (parent) => new Proxy({ id: parent.id }, handler);
}
