/**
 * Compiles the TypeScript of the project to `dist/`, only what has changed, and copies what the code
 * reads beside itself. Plain JavaScript, because it has to run before anything is compiled.
 */
import { copyFile, glob, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformFile } from '@swc/core';

const root = fileURLToPath(new URL('..', import.meta.url));
const builder = fileURLToPath(import.meta.url);
const sources = '{core,gateway,plugins,seeds,bench}/**/*.{ts,sql,json,js}';

/**
 * Without comments, and in ASCII: a process keeps the text of every module that it has loaded, in
 * two bytes a character where one is beyond Latin. What decorators are compiled to is imported, not
 * written into each of five hundred modules. Names and lines stay as one reads them.
 */
const format = { comments: false, asciiOnly: true, beautify: true };

export async function build() {
  const given = JSON.parse(await readFile(join(root, '.swcrc'), 'utf8'));
  const options = {
    ...{ ...given, swcrc: false, inlineSourcesContent: false },
    jsc: {
      ...given.jsc,
      externalHelpers: true,
      minify: { compress: false, mangle: false, format },
    },
  };
  const builtBy = Math.max(await modified(join(root, '.swcrc')), await modified(builder));
  const wanted = new Set();
  const work = [];
  for await (const file of glob(sources, { cwd: root })) {
    if (file.endsWith('.test.ts') || file.endsWith('.d.ts')) continue;
    const target = join(root, 'dist', file.replace(/\.ts$/, '.js'));
    wanted.add(target);
    work.push(compile(join(root, file), target, options, builtBy));
  }
  await Promise.all(work);
  for await (const file of glob('**/*.{js,sql,json}', { cwd: join(root, 'dist') })) {
    // What has lost its source would otherwise still be found, a deleted plugin above all.
    if (!wanted.has(join(root, 'dist', file))) await rm(join(root, 'dist', file));
  }
}

async function compile(source, target, options, builtBy) {
  if ((await modified(target)) > Math.max(await modified(source), builtBy)) return;
  await mkdir(dirname(target), { recursive: true });
  if (!source.endsWith('.ts')) return copyFile(source, target);
  const { code, map } = await transformFile(source, { ...options, filename: source });
  await writeFile(`${target}.map`, map);
  await writeFile(
    target,
    `${code}\n//# sourceMappingURL=${pathToFileURL(target).pathname.split('/').pop()}.map\n`,
  );
}

async function modified(file) {
  return (await stat(file).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
}

if (process.argv[1] === builder) await build();
