import { registerHooks } from 'node:module';

/**
 * Makes `gezel/sdk` this process's own for whatever is imported from now on, wherever it lies: a
 * second copy, from a plugin's own dependencies, would collect what it decorates where nobody looks.
 * Called once, by the program and not by tests, whose runner resolves modules itself.
 */
export function provideSdk(): void {
  const sdk = new URL('../../sdk/index.js', import.meta.url);
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'gezel/sdk' ? { url: sdk.href, shortCircuit: true } : next(specifier, context),
  });
}
