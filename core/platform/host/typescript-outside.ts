import { existsSync, readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Options, transformSync } from '@swc/core';

/**
 * Lets a plugin's folder outside the repository be TypeScript as its author wrote it, compiled as it is
 * imported, the way the repository's own is. A package in `node_modules` ships JavaScript. Called once,
 * by the program and not by tests, whose runner does the same for everything.
 */
export function readTypeScriptOutside(): void {
  const project = projectOf(fileURLToPath(import.meta.url));
  const isOutside = (url: string | undefined) =>
    url?.startsWith('file:') === true &&
    /\.ts(\?|$)/.test(url) &&
    !url.includes('/node_modules/') &&
    !fileURLToPath(url).startsWith(join(project, '/'));
  const compile = compiler(project);
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier.startsWith('.') && isOutside(context.parentURL)) {
        const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
        if (existsSync(url)) return { url: url.href, shortCircuit: true };
      }
      return next(specifier, context);
    },
    load: (url, context, next) =>
      isOutside(url)
        ? { format: 'module', source: compile(fileURLToPath(url)), shortCircuit: true }
        : next(url, context),
  });
}

/** The compiler is loaded by the first file that needs it: a server without any never does. */
function compiler(project: string): (filename: string) => string {
  const require = createRequire(import.meta.url);
  return (filename) => {
    const swc = require('@swc/core') as { transformSync: typeof transformSync };
    const options = JSON.parse(readFileSync(join(project, '.swcrc'), 'utf8')) as Options;
    const own: Options = { ...options, swcrc: false, sourceMaps: 'inline', filename };
    return swc.transformSync(readFileSync(filename, 'utf8'), own).code;
  };
}

function projectOf(file: string): string {
  const folder = dirname(file);
  return existsSync(join(folder, 'package.json')) ? folder : projectOf(folder);
}
