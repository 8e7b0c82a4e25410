/**
 * Lets Node run the TypeScript of this project as it stands, decorators included, so that the tests
 * of one worker share what they load. Given to Node by `--import`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transformSync } from '@swc/core';

const root = new URL('../../../', import.meta.url);
const options = JSON.parse(readFileSync(new URL('.swcrc', root), 'utf8'));
const mapped = {
  'gezel/sdk': new URL('core/sdk/index.ts', root).href,
  'gezel/sdk/testing': new URL('core/sdk/testing/index.ts', root).href,
  '@jest/globals': new URL('core/platform/testing/jest-globals.mjs', root).href,
};

// What a test starts is plain Node; only the threads of the test runner run TypeScript.
if (!isMainThread) delete process.env.NODE_OPTIONS;

registerHooks({
  resolve(specifier, context, next) {
    if (mapped[specifier] !== undefined) return { url: mapped[specifier], shortCircuit: true };
    if (specifier.startsWith('.') && /\.ts(\?|$)/.test(context.parentURL ?? '')) {
      const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(url)) return { url: url.href, shortCircuit: true };
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!/\.ts(\?|$)/.test(url) || url.includes('/node_modules/')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      ...options,
      sourceMaps: 'inline',
      swcrc: false,
      filename,
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
